package dev.outcrop.internal.call;

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
 * with the client: one of {@link java.lang.ref.Cleaner} would stay. Safe for any number of threads.
 */
public final class OpenStreams {
    /** The system property that has the stack of each stream's opening kept: {@code true}. */
    public static final String TRACE = "outcrop.traceUnclosedStreams";

    private static final String LOGGER = "dev.outcrop.ReplyStream";
    private static final long LINGER_MILLIS = 10_000;

    /** What is behind a stream. */
    public interface Watched extends AutoCloseable {
        /** Whether nothing is left to close. */
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
     * The same.
     *
     * @param threads makes the thread that watches
     */
    OpenStreams(Cancellation closing, boolean traced, ThreadFactory threads) {
        this.traced = traced;
        this.threads = threads;
        var unused = closing.onCancel(this::close);
    }

    /**
     * A stream was opened.
     *
     * @param answer what is behind it, and must not refer to it
     */
    public Open opened(Object stream, Watched answer) {
        var one = new Open(stream, answer, traced ? new Throwable("opened here") : null);
        open.add(one);
        try {
            watch();
        } catch (Throwable e) {
            // No thread can be started: a stream that works is worth more than its being watched,
            // and the next one that is opened starts a thread for both.
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
                // by the closing of the client, or by somebody else, whom it does not concern
            } catch (Throwable e) {
                // of one stream: the others are watched further
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

    /** From now on no thread starts; the one that there is. */
    private synchronized @Nullable Thread closed() {
        closed = true;
        return thread;
    }

    /** One of them. */
    public final class Open extends PhantomReference<Object> {
        private final Watched answer;
        private final @Nullable Throwable where;

        Open(Object stream, Watched answer, @Nullable Throwable where) {
            super(stream, lost);
            this.answer = answer;
            this.where = where;
        }

        /** It was read to its end or closed. */
        public void ended() {
            if (open.remove(this)) {
                clear();
            }
        }

        /** On a thread of its own: observers are told, and they must not keep other streams. */
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
