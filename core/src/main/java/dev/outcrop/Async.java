package dev.outcrop;

import dev.outcrop.policy.Cancellation;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The blocking way, on a virtual thread. */
final class Async {
    private Async() {}

    /**
     * Runs a call; whoever ends the future ends the call.
     *
     * @param given the caller's own handle, which cancels the call too
     * @param call gets the handle that does both
     */
    static <T> CompletableFuture<T> run(
            String name, Cancellation given, Function<Cancellation, T> call) {
        var cancellation = new Cancellation();
        var future = new CompletableFuture<T>();
        // However the future ends: by its own timeout, say, nobody waits for the call any more.
        var unused = future.whenComplete((value, failure) -> cancellation.cancel());
        Thread.ofVirtual()
                .name("outcrop-" + name)
                .start(
                        () -> {
                            try (var registration = given.onCancel(cancellation::cancel)) {
                                future.complete(call.apply(cancellation));
                            } catch (Throwable e) {
                                future.completeExceptionally(e);
                            }
                        });
        return future;
    }
}
