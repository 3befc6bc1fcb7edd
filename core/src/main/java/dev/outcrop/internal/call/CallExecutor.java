package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.internal.observe.ObserverList;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.internal.retry.RetryAttempts;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.internal.transport.Transport;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Executes calls under one policy: retries, timeouts, cancellation, observers. Safe for any number
 * of threads.
 */
public final class CallExecutor implements AutoCloseable {
    private final Transport transport;
    private final Retrier retrier;
    private final Retries retries;
    private final List<Observer> observers;
    private final UsageRecorder pricing;
    private final LongSupplier nanoTime;
    private final LiveCalls live;

    /**
     * @param nanoTime the time, in nanoseconds from any origin
     */
    public CallExecutor(
            Transport transport,
            Retrier retrier,
            Retries retries,
            List<Observer> observers,
            UsageRecorder pricing,
            LongSupplier nanoTime) {
        this(transport, retrier, retries, observers, pricing, nanoTime, new LiveCalls());
    }

    private CallExecutor(
            Transport transport,
            Retrier retrier,
            Retries retries,
            List<Observer> observers,
            UsageRecorder pricing,
            LongSupplier nanoTime,
            LiveCalls live) {
        this.live = live;
        this.transport = transport;
        this.retrier = retrier;
        this.retries = retries;
        this.observers = List.copyOf(observers);
        this.pricing = pricing;
        this.nanoTime = nanoTime;
    }

    /** Returns an executor of other requests, which end with those of this one. */
    public CallExecutor through(Transport other) {
        return new CallExecutor(other, retrier, retries, observers, pricing, nanoTime, live);
    }

    /**
     * Sends a request, and reads the whole answer.
     *
     * @param operation Bedrock's name of the operation
     * @param read converts the response to the answer
     * @throws BedrockException if there is none
     */
    public <T> Answer<T> call(
            String operation, ServiceRequest request, Function<ServiceResponse, T> read) {
        try (LiveCalls.Call call = live.begin(request.cancellation())) {
            CallObservers watch = watch(operation, request);
            var clock = new CallClock(request.timeouts(), nanoTime);
            var known = new Known(request.modelId());
            RetryAttempts attempts = attempts(request.timeouts(), call);
            try {
                T value =
                        retrier.call(
                                attempts,
                                watch,
                                () -> {
                                    ServiceRequest bounded = clock.bounded(request, call);
                                    watch.attempt(attempts.number());
                                    try (ServiceResponse response = transport.send(bounded)) {
                                        known.responded(response);
                                        return read(response, read);
                                    }
                                });
                if (value instanceof Turn turn) {
                    AnswerCheck.require(turn);
                    watch.answered(turn);
                }
                Usage usage =
                        value instanceof Turn turn
                                ? turn.usage()
                                : value instanceof Counted counted ? counted.usage() : Usage.NONE;
                StopReason reason = value instanceof Turn turn ? turn.stopReason() : null;
                watch.done(attempts.number(), 0, usage, reason);
                return new Answer<>(value, attempts.number(), known.received(clock.passed(), null));
            } catch (BedrockException e) {
                BedrockException failure = known.in(e, attempts.number());
                watch.failed(failure, attempts.number(), 0);
                throw failure;
            } catch (Throwable e) {
                watch.broken(attempts.number(), 0);
                throw e;
            }
        }
    }

    /**
     * The answer, and the number of attempts.
     *
     * @param received the response; null if it is not known
     */
    public record Answer<T>(T value, int attempts, @Nullable Received received) {
        public <U> Answer<U> with(U other) {
            return new Answer<>(other, attempts, received);
        }

        public Answer<T> withAttempts(int all) {
            return new Answer<>(value, all, received);
        }
    }

    /**
     * Sends a request, and returns the answer as a stream.
     *
     * @param open converts the response to events
     * @throws BedrockException if the first attempt fails and cannot be retried
     */
    public CallStream stream(
            String operation, ServiceRequest request, Function<ServiceResponse, EventSource> open) {
        LiveCalls.Call call = live.begin(request.cancellation());
        try {
            return stream(operation, request, open, call);
        } catch (Throwable e) {
            call.close();
            throw e;
        }
    }

    private CallStream stream(
            String operation,
            ServiceRequest request,
            Function<ServiceResponse, EventSource> open,
            LiveCalls.Call call) {
        CallObservers watch = watch(operation, request);
        var clock = new CallClock(request.timeouts(), nanoTime);
        var known = new Known(request.modelId());
        RetryAttempts attempts = attempts(request.timeouts(), call);
        try {
            var events =
                    new RetryingEvents(
                            () -> {
                                ServiceRequest bounded = clock.bounded(request, call);
                                watch.attempt(attempts.number());
                                ServiceResponse response = transport.send(bounded);
                                known.responded(response);
                                return opened(response, open);
                            },
                            attempts,
                            retries,
                            watch);
            return new CallStream(events, call, watch, known, clock);
        } catch (BedrockException e) {
            call.close(); // before observers are told that it is over
            BedrockException failure = known.in(e, attempts.number());
            watch.failed(failure, attempts.number(), 0);
            throw failure;
        } catch (Throwable e) {
            call.close();
            watch.broken(attempts.number(), 0);
            throw e;
        }
    }

    private CallObservers watch(String operation, ServiceRequest request) {
        CallOrigin origin = request.origin();
        var watch =
                new CallObservers(
                        ObserverList.of(observers, origin.context().observers()),
                        pricing,
                        nanoTime,
                        new Observer.Call(
                                operation,
                                request.modelId(),
                                origin.question(),
                                origin.round(),
                                origin.context().tags(),
                                origin.config(),
                                origin.guardrailId()));
        watch.asked(request.body());
        return watch;
    }

    /** Failures while reading are reported to observers; a cancellation takes precedence. */
    private static <T> T read(ServiceResponse response, Function<ServiceResponse, T> read) {
        try {
            return withoutSecrets(read.apply(response), response);
        } catch (BedrockException e) {
            throw response.redaction().of(e);
        }
    }

    @SuppressWarnings("unchecked") // a turn is replaced by a turn
    private static <T> T withoutSecrets(T value, ServiceResponse response) {
        return value instanceof Turn turn
                ? (T) StopReasons.redacted(turn, response.redaction())
                : value;
    }

    private static EventSource opened(
            ServiceResponse response, Function<ServiceResponse, EventSource> open) {
        try {
            return new ResponseEvents(open.apply(response), response);
        } catch (Throwable e) {
            response.close();
            throw e;
        }
    }

    /** The observers of the client. */
    public List<Observer> observers() {
        return observers;
    }

    /** The number of calls in progress. */
    public int live() {
        return live.count();
    }

    /** Cancelled when this is closed. */
    public Cancellation closing() {
        return live.closing();
    }

    /** Cancels the calls in progress, and closes all connections. */
    @Override
    public void close() {
        try (transport) { // even if a cancelled action throws
            live.close();
        }
    }

    private RetryAttempts attempts(Timeouts timeouts, LiveCalls.Call call) {
        Duration total = timeouts.total();
        Retries policy =
                total != null && total.compareTo(retries.within()) < 0
                        ? retries.withWithin(total)
                        : retries;
        return retrier.attempts(policy, call.cancellation());
    }
}
