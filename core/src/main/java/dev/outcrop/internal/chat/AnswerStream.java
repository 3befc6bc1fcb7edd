package dev.outcrop.internal.chat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.call.AnswerCheck;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What is behind a {@code ReplyStream}: the calls and the tools of one answer, and how far it has
 * come. It never refers to the stream, so that a stream which the program has lost can be noticed.
 */
public final class AnswerStream implements OpenStreams.Watched {
    private final AnswerLoop loop;
    private final Cancellation handle;
    private final Cancellation.Registration link;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock assembling = new ReentrantLock(); // never held for long
    private TurnAssembler assembler = new TurnAssembler(); // guarded by lock and by assembling
    private volatile @Nullable Turn whole; // the turn that is being handed over
    private @Nullable AnswerEvents events; // guarded by lock
    private volatile @Nullable ToolExecution run; // written under lock
    private @Nullable Answer answer; // guarded by lock
    private @Nullable BedrockException failure; // guarded by lock
    private final TotalTime total = new TotalTime(); // guarded by lock
    private volatile @Nullable Turn partial;
    private volatile boolean ended;

    /**
     * Asks, and waits until the answer begins.
     *
     * @param model whose cancellation also ends this answer
     * @param course gets the handle that ends all calls and tools of this answer
     * @throws BedrockException if the answer does not begin
     */
    public static AnswerStream open(ModelCaller model, Function<Cancellation, AnswerLoop> loop) {
        var handle = new Cancellation();
        Cancellation.Registration link = model.link(handle);
        try {
            return begun(loop.apply(handle), handle, link);
        } catch (Throwable e) {
            link.close();
            throw e;
        }
    }

    /**
     * Waits until an answer begins that was asked for.
     *
     * @param handle ends all calls of this answer
     * @throws BedrockException if the answer does not begin
     */
    public static AnswerStream of(AnswerLoop loop, Cancellation handle) {
        return begun(loop, handle, () -> {});
    }

    private static AnswerStream begun(
            AnswerLoop loop, Cancellation handle, Cancellation.Registration link) {
        try {
            return new AnswerStream(loop, handle, link);
        } catch (Throwable e) {
            loop.brokeOff(null);
            throw e;
        }
    }

    private AnswerStream(AnswerLoop loop, Cancellation handle, Cancellation.Registration link) {
        this.loop = loop;
        this.handle = handle;
        this.link = link;
        run = loop.pending();
        if (run == null) {
            ask();
        }
    }

    private void ask() {
        AnswerEvents source = loop.open();
        events = source;
        total.watch(source, this::late);
        loop.arriving(() -> arrived(source));
    }

    /** What has arrived of a turn, for whichever thread cancels the question. */
    private @Nullable Turn arrived(AnswerEvents source) {
        assembling.lock();
        try {
            Turn turn = whole != null ? whole : soFar();
            return turn == null ? null : source.noted(turn);
        } finally {
            assembling.unlock();
        }
    }

    private @Nullable Turn soFar() {
        if (assembler.isStopped()) {
            try {
                return AnswerCheck.require(assembler.turn());
            } catch (BedrockException e) {
                return assembler.partial(e.what());
            }
        }
        return assembler.partial("the question was cancelled");
    }

    /** The total time of that call is over; a read of it that is under way ends by then, too. */
    @SuppressWarnings("ReferenceEquality") // that very call
    private void late(AnswerEvents source) {
        lock.lock();
        try {
            if (events != source || run != null || ended) {
                return;
            }
            if (assembler.isStopped()) {
                source.cancel(); // the answer is whole
                return;
            }
            failed(
                    new TimedOutException(
                            TimedOutException.Phase.TOTAL,
                            "the total timeout elapsed before the answer was complete",
                            ErrorDetails.NONE,
                            null));
        } finally {
            lock.unlock();
        }
        handle.cancel(); // for a thread that waits for a subscriber
    }

    /** Whether it is whole or failed, so that nothing is left of it to close. */
    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean isCancelled() {
        return handle.isCancelled();
    }

    /** Has an action run when the answer is cancelled. */
    Cancellation.Registration onCancel(Runnable action) {
        return handle.onCancel(action);
    }

    @Nullable
    public Turn partial() {
        return partial;
    }

    /** Why there is no answer, once that is so. */
    @Nullable
    public BedrockException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** The answer, once {@link #advance} has met its end. */
    public Answer answer() {
        lock.lock();
        try {
            return Objects.requireNonNull(answer);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the calls, if they have not ended; any thread may. Does not wait for a thread that runs
     * tools: it may be in a hook that waits for this one.
     */
    @Override
    public void close() {
        if (!lock.tryLock()) {
            handle.cancel();
            if (run != null) {
                return;
            }
            lock.lock();
        }
        try {
            if (answer == null && failure == null) {
                endEarly(
                        new CancelledException(
                                "the stream was closed before the answer was complete",
                                ErrorDetails.NONE));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next event; null at the end. */
    @Nullable
    public StreamEvent advance() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            StreamEvent event = read();
            if (event != null && run == null && events != null) {
                total.watch(events, this::late); // a model that answers now may have another limit
            }
            return event;
        } catch (BedrockException e) {
            throw failure == null ? failed(e) : failure;
        } catch (Throwable e) {
            if (events != null) {
                events.broken();
            }
            failed(
                    new CancelledException(
                            "the answer ended with an exception", ErrorDetails.NONE, e));
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent read() {
        while (answer == null) {
            StreamEvent event = run == null ? said() : run.next();
            if (event != null) {
                return event;
            }
            if (run == null) {
                turnEnded();
            } else {
                ToolExecution done = run;
                run = null;
                loop.ran(done);
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
            if (failure != null) {
                throw failure; // an observer closed the stream
            }
            if (event != null) {
                accept(event);
            }
            return event;
        } catch (BedrockException e) {
            if (assembler.isStopped()) {
                return null;
            }
            throw e;
        }
    }

    private void accept(StreamEvent event) {
        assembling.lock();
        try {
            assembler.accept(event);
        } finally {
            assembling.unlock();
        }
    }

    private void turnEnded() {
        AnswerEvents source = Objects.requireNonNull(events);
        Turn turn = source.noted(AnswerCheck.require(assembler.turn()));
        handOver(turn);
        total.end();
        try {
            source.done(turn);
            run = loop.answered(turn, source.attempts());
        } finally {
            whole = null;
        }
        if (run == null) {
            answer = loop.answer();
            ended = true;
            link.close();
            loop.done();
        }
    }

    private void handOver(Turn turn) {
        assembling.lock();
        try {
            whole = turn;
            assembler = new TurnAssembler();
        } finally {
            assembling.unlock();
        }
    }

    /** Whoever closes the stream after the model has stopped has the whole answer, too. */
    private void endEarly(CancelledException closed) {
        try {
            if (run == null && assembler.isStopped()) {
                turnEnded();
            }
            if (answer == null) {
                failed(closed);
            }
        } catch (BedrockException e) {
            failed(e);
        }
    }

    private BedrockException failed(BedrockException e) {
        if (run != null) {
            ToolExecution cut = run;
            run = null;
            loop.ran(cut);
        }
        total.end();
        Turn arrived = assembler.partial(e.what());
        BedrockException told = e;
        if (events != null) {
            arrived = arrived == null ? null : events.noted(arrived);
            told = events.known(e.with(e.details().withPartial(arrived)));
            events.failed(told);
        }
        partial = arrived;
        failure = told;
        ended = true;
        link.close();
        loop.brokeOff(arrived);
        return told;
    }
}
