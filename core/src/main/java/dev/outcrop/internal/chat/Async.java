package dev.outcrop.internal.chat;

import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Runs a blocking call on a virtual thread. */
public final class Async {
    private Async() {}

    /** Runs a call of a model, as below, with the context of this thread. */
    public static <T> CompletableFuture<T> run(
            String name, ModelCaller model, Function<Cancellation, T> call) {
        return run(name, model.cancellation(), model.protocols().carrier(), call);
    }

    /**
     * Runs a call. Ending the future ends the call first, before dependents of the future run.
     *
     * @param given the caller's own handle, which cancels the call too
     * @param carrier carries the context of this thread to that of the call
     * @param call gets the handle that does both
     */
    public static <T> CompletableFuture<T> run(
            String name,
            Cancellation given,
            ContextCarrier carrier,
            Function<Cancellation, T> call) {
        var cancellation = new Cancellation();
        var future = new Answer<T>(cancellation);
        // For completeAsync and obtrudeValue, which call none of the methods below.
        var unused = future.whenComplete((value, failure) -> cancellation.cancel());
        Runnable task =
                () -> {
                    try (var registration = given.onCancel(cancellation::cancel)) {
                        future.answered(call.apply(cancellation));
                    } catch (Throwable e) {
                        future.failed(e);
                    }
                };
        Thread.ofVirtual().name("outcrop-" + name).start(carrier.carrying(task, future::failed));
        return future;
    }

    /**
     * A future that ends its call before other code completes it. A dependent of the future could
     * not do that: dependents run in reverse order of their registration.
     */
    private static final class Answer<T> extends CompletableFuture<T> {
        private final Cancellation call;
        private final AtomicBoolean decided = new AtomicBoolean();

        Answer(Cancellation call) {
            this.call = call;
        }

        void answered(T value) {
            if (decided.compareAndSet(false, true)) {
                super.complete(value);
            }
        }

        void failed(Throwable e) {
            if (decided.compareAndSet(false, true)) {
                super.completeExceptionally(e);
            }
        }

        @Override
        public boolean complete(@Nullable T value) {
            return ended(() -> super.complete(value));
        }

        @Override
        public boolean completeExceptionally(Throwable e) {
            return ended(() -> super.completeExceptionally(e));
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return ended(() -> super.cancel(mayInterruptIfRunning));
        }

        /** Ends the call first, if it has not ended; then the future, even if that throws. */
        private boolean ended(BooleanSupplier end) {
            boolean ended;
            try {
                if (decided.compareAndSet(false, true)) {
                    call.cancel();
                }
            } finally {
                ended = end.getAsBoolean();
            }
            return ended;
        }
    }
}
