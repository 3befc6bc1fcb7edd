package dev.outcrop.internal.chat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.call.AnswerCheck;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
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
 * The state of a {@code ReplyStream}: the calls and tools of one answer. It never refers to the
 * stream, so that a stream which the program has lost can be detected.
 */
public final class AnswerStream implements OpenStreams.Watched {
    private final AnswerLoop loop;
    private final Cancellation handle;
    private final Cancellation.Registration link;
    private final ContextCarrier carrier;
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
     * @param loop gets the handle that ends all calls and tools of this answer
     * @throws BedrockException if the answer does not begin
     */
    public static AnswerStream open(ModelCaller model, Function<Cancellation, AnswerLoop> loop) {
        var handle = new Cancellation();
        Cancellation.Registration link = model.link(handle);
        try {
            return begun(loop.apply(handle), handle, link, model.protocols().carrier());
        } catch (Throwable e) {
            link.close();
            throw e;
        }
    }

    /**
     * Waits until an answer begins.
     *
     * @param handle ends all calls of this answer
     * @param carrier carries the context of the reading thread to that of the total timeout
     * @throws BedrockException if the answer does not begin
     */
    public static AnswerStream of(AnswerLoop loop, Cancellation handle, ContextCarrier carrier) {
        return begun(loop, handle, () -> {}, carrier);
    }

    private static AnswerStream begun(
            AnswerLoop loop,
            Cancellation handle,
            Cancellation.Registration link,
            ContextCarrier carrier) {
        try {
            return new AnswerStream(loop, handle, link, carrier);
        } catch (Throwable e) {
            loop.brokeOff(null, e);
            throw e;
        }
    }

    private AnswerStream(
            AnswerLoop loop,
            Cancellation handle,
            Cancellation.Registration link,
            ContextCarrier carrier) {
        this.carrier = carrier;
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
        total.watch(source, this::late, carrier);
        loop.arriving(() -> arrived(source));
    }

    /** The part of a turn that has arrived, for a thread that cancels the question. */
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

    /** Ends a call whose total time is over; a read in progress ends by then, too. */
    @SuppressWarnings("ReferenceEquality") // identity: the same call
    private void late(AnswerEvents source) {
        lock.lock();
        try {
            if (events != source || run != null || ended) {
                return;
            }
            if (assembler.isStopped()) {
                source.cancel(); // the answer is complete
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

    /** Whether it is complete or failed, so that there is nothing to close. */
    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean isCancelled() {
        return handle.isCancelled();
    }

    /** Runs the action when the answer is cancelled. */
    Cancellation.Registration onCancel(Runnable action) {
        return handle.onCancel(action);
    }

    @Nullable
    public Turn partial() {
        return partial;
    }

    /** Why there is no answer; set once it has failed. */
    @Nullable
    public BedrockException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** The answer, once {@link #advance} has reached its end. */
    public Answer answer() {
        lock.lock();
        try {
            return Objects.requireNonNull(answer);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the calls, if they have not ended; any thread may call it. Does not wait for a thread
     * that runs tools: it may be in a hook that waits for this one.
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
                total.watch(
                        events,
                        this::late,
                        carrier); // another model may answer now, with another limit
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
     * The model's next event; null at the end. Once the model has stopped, a later failure (of the
     * token counts) does not revoke the answer.
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
            run =
                    loop.answered(
                            new CallExecutor.Answer<>(turn, source.attempts(), source.received()));
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

    /** If the stream is closed after the model has stopped, the answer is complete, too. */
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
            told = events.known(arrived == null ? e : e.with(e.details().withPartial(arrived)));
            events.failed(told);
        }
        partial = arrived;
        failure = told;
        ended = true;
        link.close();
        loop.brokeOff(arrived, told);
        return told;
    }
}
