package dev.outcrop;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.protocol.AnswerSource;
import dev.outcrop.protocol.TurnAssembler;
import dev.outcrop.protocol.UsableAnswer;
import dev.outcrop.tool.run.ToolRun;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * An answer as it arrives. For one thread, but for {@link #close}; each event is given once.
 * Iterating blocks until the next event is there. Whoever opens a stream closes it: closing early
 * stops the call at once, and what had arrived is {@link #partial()}.
 *
 * <p>The stream ends in exactly one way: {@link #reply()} returns, or a {@link BedrockException} is
 * thrown, by whichever method meets the end first and by every later one.
 */
public final class ReplyStream implements Iterable<StreamEvent>, AutoCloseable {
    private final Course course;
    private final Cancellation handle;
    private final Cancellation.Registration link;
    private final ReentrantLock lock = new ReentrantLock();
    private TurnAssembler assembler = new TurnAssembler(); // guarded by lock
    private @Nullable AnswerSource events; // guarded by lock
    private @Nullable ToolRun run; // guarded by lock
    private @Nullable Reply reply; // guarded by lock
    private @Nullable BedrockException failure; // guarded by lock
    private volatile @Nullable Turn partial;

    private ReplyStream(Course course, Cancellation handle, Cancellation.Registration link) {
        this.course = course;
        this.handle = handle;
        this.link = link;
        run = course.pending();
        if (run == null) {
            ask();
        }
    }

    private void ask() {
        events = course.open();
    }

    /**
     * Asks, and waits until the answer begins.
     *
     * @param model whose calls, once stopped, end the stream, too
     * @param course gets the handle that ends all calls and tools of this answer
     * @throws BedrockException if it does not begin
     */
    static ReplyStream open(Line model, Function<Cancellation, Course> course) {
        var handle = new Cancellation();
        Cancellation.Registration link = model.link(handle);
        try {
            return new ReplyStream(course.apply(handle), handle, link);
        } catch (Throwable e) {
            link.close();
            throw e;
        }
    }

    /** The events, once: a second iterator goes on where the first one stopped. */
    @Override
    public Iterator<StreamEvent> iterator() {
        return new Iterator<>() {
            private @Nullable StreamEvent ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = advance();
                }
                return ahead != null;
            }

            @Override
            public StreamEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the answer has ended");
                }
                StreamEvent event = ahead;
                ahead = null;
                return Objects.requireNonNull(event);
            }
        };
    }

    /** The words of the answer as they come; thinking and everything else is passed over. */
    public Iterable<String> text() {
        return () -> new TextIterator(iterator());
    }

    /**
     * The whole answer; reads what has not been read yet.
     *
     * @throws BedrockException if the answer does not become whole, also because this was closed
     */
    public Reply reply() {
        StreamEvent event;
        do {
            event = advance();
        } while (event != null);
        return Objects.requireNonNull(reply);
    }

    /** Has an action run when the answer is cancelled, by whomever. */
    Cancellation.Registration onCancel(Runnable action) {
        return handle.onCancel(action);
    }

    /** What had been said when the answer broke off; null while it goes on, and if nothing had. */
    public @Nullable Turn partial() {
        return partial;
    }

    /**
     * Ends the call, if it has not ended. Does nothing a second time. Any thread may: one that
     * waits for an event is then told so by a {@link CancelledException}.
     */
    @Override
    public void close() {
        if (!lock.tryLock()) {
            handle.cancel();
            lock.lock();
        }
        try {
            if (reply == null && failure == null) {
                endEarly(
                        new CancelledException(
                                "the stream was closed before the answer was whole", Facts.NONE));
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent advance() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            return read();
        } catch (BedrockException e) {
            throw failure == null ? failed(e) : failure;
        } catch (Throwable e) {
            if (events != null) {
                events.broken();
            }
            failed(new CancelledException("the answer ended by what was thrown", Facts.NONE, e));
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent read() {
        while (reply == null) {
            StreamEvent event = run == null ? said() : run.next();
            if (event != null) {
                return event;
            }
            if (run == null) {
                turnEnded();
            } else {
                ToolRun done = run;
                run = null;
                course.ran(done);
                ask();
            }
        }
        return null;
    }

    /**
     * What the model says next; null at the end. Once it has stopped, nothing that fails later (the
     * token counts) takes the answer back.
     */
    private @Nullable StreamEvent said() {
        try {
            StreamEvent event = Objects.requireNonNull(events).next();
            if (event != null) {
                assembler.accept(event);
            }
            return event;
        } catch (BedrockException e) {
            if (assembler.isStopped()) {
                return null;
            }
            throw e;
        }
    }

    private void turnEnded() {
        AnswerSource answer = Objects.requireNonNull(events);
        Turn turn = answer.noted(UsableAnswer.require(assembler.turn()));
        assembler = new TurnAssembler();
        answer.done(turn);
        run = course.answered(turn, answer.attempts());
        if (run == null) {
            reply = course.reply();
            link.close();
            course.done();
        }
    }

    /** Whoever closes the stream after the model has stopped has the whole answer, too. */
    private void endEarly(CancelledException closed) {
        try {
            if (run == null && assembler.isStopped()) {
                turnEnded();
            }
            if (reply == null) {
                failed(closed);
            }
        } catch (BedrockException e) {
            failed(e);
        }
    }

    private BedrockException failed(BedrockException e) {
        if (run != null) {
            ToolRun cut = run;
            run = null;
            course.ran(cut);
        }
        Turn arrived = assembler.partial(e.what());
        BedrockException ended = e;
        if (events != null) {
            arrived = arrived == null ? null : events.noted(arrived);
            ended = events.known(e.with(e.facts().withPartial(arrived)));
            events.failed(ended);
        }
        partial = arrived;
        failure = ended;
        link.close();
        course.brokeOff(arrived);
        return ended;
    }

    /** Takes the words out of the events. */
    private static final class TextIterator implements Iterator<String> {
        private final Iterator<StreamEvent> events;
        private @Nullable String ahead;

        TextIterator(Iterator<StreamEvent> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && events.hasNext()) {
                if (events.next() instanceof StreamEvent.TextDelta(int index, String text)
                        && !text.isEmpty()) {
                    ahead = text;
                }
            }
            return ahead != null;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the answer has ended");
            }
            String text = Objects.requireNonNull(ahead);
            ahead = null;
            return text;
        }
    }
}
