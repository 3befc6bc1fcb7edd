package dev.outcrop.internal.call;

import dev.outcrop.aws.Environment;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * The open streams of a client. Closes those that the program has lost without closing them, and
 * logs each once. Its thread starts with the first stream, and ends some time after the last one or
 * with the client: a {@link java.lang.ref.Cleaner}'s thread would stay. Safe for any number of
 * threads.
 */
public final class OpenStreams {
    /** The system property that records the stack trace of each stream's opening: {@code true}. */
    public static final String TRACE = "outcrop.traceUnclosedStreams";

    private static final String LOGGER = "dev.outcrop.ReplyStream";
    private static final long LINGER_MILLIS = 10_000;

    /**
     * Returns the streams of a client; a system property of the environment lets them be traced.
     */
    public static OpenStreams of(Cancellation closing, Environment environment) {
        return new OpenStreams(closing, "true".equals(environment.property(TRACE)));
    }

    /** The state of a stream. */
    public interface Watched extends AutoCloseable {
        /** Whether there is nothing to close. */
        boolean isEnded();

        boolean isCancelled();

        @Override
        void close();
    }

    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> lost = new ReferenceQueue<>();
    private final boolean traced;
    private final ThreadFactory threads;
    private @Nullable Thread thread; // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param closing cancelled when the client is closed, which ends the streams by itself
     */
    public OpenStreams(Cancellation closing, boolean traced) {
        this(closing, traced, Thread::new);
    }

    /**
     * Creates it with a thread factory.
     *
     * @param threads creates the thread that watches
     */
    OpenStreams(Cancellation closing, boolean traced, ThreadFactory threads) {
        this.traced = traced;
        this.threads = threads;
        var unused = closing.onCancel(this::close);
    }

    /**
     * Registers an opened stream.
     *
     * @param answer the state of the stream, which must not refer to the stream
     */
    public Open opened(Object stream, Watched answer) {
        var one = new Open(stream, answer, traced ? new Throwable("opened here") : null);
        open.add(one);
        try {
            watch();
        } catch (Throwable e) {
            // No thread can be started: the stream continues without being watched, and the next
            // one that is opened starts a thread for both.
        }
        return one;
    }

    private synchronized void watch() {
        if (thread == null && !closed) {
            Thread started = threads.newThread(this::run);
            started.setName("outcrop-open-streams");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    private void run() {
        while (!isOver()) {
            try {
                if (lost.remove(LINGER_MILLIS) instanceof Open one) {
                    one.close();
                }
            } catch (InterruptedException e) {
                // by the closing of the client, or by unrelated code
            } catch (Throwable e) {
                // of one stream: the others are still watched
            }
        }
    }

    /** Whether the thread can end; the next stream starts another one. */
    private synchronized boolean isOver() {
        boolean over = closed || open.isEmpty();
        if (over) {
            thread = null;
        }
        return over;
    }

    private void close() {
        Thread watching = closed();
        open.clear();
        if (watching != null) {
            watching.interrupt();
        }
    }

    /** Prevents new threads; returns the current one. */
    private synchronized @Nullable Thread closed() {
        closed = true;
        return thread;
    }

    /** One open stream. */
    public final class Open extends PhantomReference<Object> {
        private final Watched answer;
        private final @Nullable Throwable where;

        Open(Object stream, Watched answer, @Nullable Throwable where) {
            super(stream, lost);
            this.answer = answer;
            this.where = where;
        }

        /** Called when it was read to its end or closed. */
        public void ended() {
            if (open.remove(this)) {
                clear();
            }
        }

        /** Runs on another thread: observers are notified, and must not delay other streams. */
        private void close() {
            if (open.remove(this) && !answer.isEnded()) {
                closeApart();
            }
        }

        private void closeApart() {
            try {
                Thread.ofVirtual().name("outcrop-unclosed").start(this::closeAnswer);
            } catch (OutOfMemoryError e) {
                closeAnswer();
            }
        }

        private void closeAnswer() {
            try (answer) {
                if (!answer.isCancelled()) {
                    log();
                }
            }
        }

        private void log() {
            System.Logger logger = System.getLogger(LOGGER);
            String never = "a ReplyStream was never closed: use try-with-resources.";
            if (where == null) {
                logger.log(
                        Level.WARNING,
                        never + " -D" + TRACE + "=true logs where such streams are opened.");
            } else {
                logger.log(Level.WARNING, never, where);
            }
        }
    }
}
