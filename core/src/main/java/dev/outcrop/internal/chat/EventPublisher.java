package dev.outcrop.internal.chat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Publishes a new stream to each subscriber, read on a virtual thread as fast as the subscriber
 * requests events: a slow subscriber slows the socket.
 *
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>
 */
public final class EventPublisher implements Flow.Publisher<StreamEvent> {
    private final ModelCaller model;
    private final Function<Cancellation, AnswerStream> open;

    /**
     * @param model whose cancellation cancels the streams too, and whose client carries the context
     *     of the subscribing thread
     * @param open gets the handle that does both
     */
    public EventPublisher(ModelCaller model, Function<Cancellation, AnswerStream> open) {
        this.model = model;
        this.open = open;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        var subscription = new Subscription(subscriber);
        subscriber.onSubscribe(subscription);
        Thread.ofVirtual()
                .name("outcrop-publish")
                .start(subscription.carried(model.protocols().carrier()));
    }

    private final class Subscription implements Flow.Subscription {
        private final Flow.Subscriber<? super StreamEvent> subscriber;
        private final Cancellation cancellation = new Cancellation();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long demand; // guarded by lock, as are those that follow
        private boolean illegal;
        private boolean ended;
        private volatile boolean unsubscribed;
        private boolean over; // for the thread that reads

        Subscription(Flow.Subscriber<? super StreamEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            lock.lock();
            try {
                illegal |= n <= 0;
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + Math.max(0, n);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void cancel() {
            unsubscribed = true;
            cancellation.cancel();
        }

        /** The task that reads the stream, with the context of this thread. */
        Runnable carried(ContextCarrier carrier) {
            Runnable reading;
            try {
                reading = carrier.carrying(this::run, this::failed);
            } catch (RuntimeException e) {
                reading = () -> failed(e);
            }
            return reading;
        }

        /** The context of the thread could not be set up; not if the stream has ended anyway. */
        private void failed(Throwable why) {
            if (!over && !unsubscribed) {
                over = true;
                subscriber.onError(why);
            }
        }

        void run() {
            try (var registration = model.cancellation().onCancel(cancellation::cancel);
                    AnswerStream stream = open.apply(cancellation);
                    var end = stream.onCancel(this::wake)) {
                for (StreamEvent event = stream.advance();
                        event != null;
                        event = stream.advance()) {
                    awaitDemand(stream);
                    if (unsubscribed) {
                        over = true;
                        return;
                    }
                    subscriber.onNext(event);
                }
            } catch (Throwable e) {
                failed(e);
                over = true;
                return;
            }
            over = true;
            if (!unsubscribed) {
                subscriber.onComplete();
            }
        }

        /** The call was cancelled or has ended; wakes the thread that waits for requests. */
        private void wake() {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Waits until the subscriber requests another event.
         *
         * @throws BedrockException if the call timed out or was cancelled before that: without this
         *     event, the answer would be incomplete
         */
        private void awaitDemand(AnswerStream stream) throws InterruptedException {
            lock.lock();
            try {
                while (demand == 0 && !illegal && !ended) {
                    changed.await();
                }
                if (illegal) {
                    // Rule 3.9: a request of zero or less is an error of the subscriber.
                    throw new IllegalArgumentException(
                            "a subscriber must request at least 1 event");
                }
                if (demand == 0) {
                    BedrockException why = stream.failure();
                    throw why == null
                            ? new CancelledException("the call was cancelled", ErrorDetails.NONE)
                            : why;
                }
                demand -= demand == Long.MAX_VALUE ? 0 : 1;
            } finally {
                lock.unlock();
            }
        }
    }
}
