package dev.outcrop;

import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A stream for each subscriber, read on a virtual thread as fast as the subscriber asks for events:
 * one that asks slowly slows the socket.
 *
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>
 */
final class EventPublisher implements Flow.Publisher<StreamEvent> {
    private final Cancellation given;
    private final Function<Cancellation, ReplyStream> open;

    /**
     * @param given the caller's own handle, which cancels the streams too
     * @param open gets the handle that does both
     */
    EventPublisher(Cancellation given, Function<Cancellation, ReplyStream> open) {
        this.given = given;
        this.open = open;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        var subscription = new Subscription(subscriber);
        subscriber.onSubscribe(subscription);
        Thread.ofVirtual().name("outcrop-publish").start(subscription::run);
    }

    private final class Subscription implements Flow.Subscription {
        private final Flow.Subscriber<? super StreamEvent> subscriber;
        private final Cancellation cancellation = new Cancellation();
        private final Object lock = new Object();
        private long demand;
        private boolean illegal;

        Subscription(Flow.Subscriber<? super StreamEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            synchronized (lock) {
                illegal |= n <= 0;
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + Math.max(0, n);
                lock.notifyAll();
            }
        }

        @Override
        public void cancel() {
            cancellation.cancel();
            synchronized (lock) {
                lock.notifyAll();
            }
        }

        void run() {
            try (var registration = given.onCancel(cancellation::cancel);
                    ReplyStream stream = open.apply(cancellation)) {
                for (StreamEvent event : stream) {
                    awaitDemand();
                    if (cancellation.isCancelled()) {
                        return;
                    }
                    subscriber.onNext(event);
                }
            } catch (Throwable e) {
                if (!cancellation.isCancelled()) {
                    subscriber.onError(e);
                }
                return;
            }
            if (!cancellation.isCancelled()) {
                subscriber.onComplete();
            }
        }

        private void awaitDemand() throws InterruptedException {
            synchronized (lock) {
                while (demand == 0 && !illegal && !cancellation.isCancelled()) {
                    lock.wait();
                }
                if (illegal) {
                    // Rule 3.9: a request for nothing, or less, is an error of the subscriber.
                    throw new IllegalArgumentException(
                            "a subscriber must request at least 1 event");
                }
                demand -= demand == Long.MAX_VALUE ? 0 : 1;
            }
        }
    }
}
