package dev.outcrop.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class SharedLookupTest {
    private final SharedLookup<String, String> lookup = SharedLookup.of("test", null);
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Is found once it may be; says so where it is ended before. */
    private String found(Cancellation unwanted) throws InterruptedException {
        int number = lookups.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            assertThat(unwanted.isCancelled()).isTrue();
            ended.countDown();
            throw e;
        }
        return "value " + number;
    }

    private FutureTask<String> caller(Cancellation handle) {
        var task = new FutureTask<>(() -> lookup.get("key", this::found, handle, null));
        awaitWaiting(Thread.startVirtualThread(task));
        return task;
    }

    private FutureTask<String> caller(SharedLookup<String, String> shared) {
        var task = new FutureTask<>(() -> shared.get("key", this::found, new Cancellation(), null));
        awaitWaiting(Thread.startVirtualThread(task));
        return task;
    }

    private void awaitBegun() {
        while (lookups.get() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void allWhoWaitAtTheSameTimeShareOne() throws Exception {
        var callers = new ArrayList<FutureTask<String>>();
        for (int i = 0; i < 50; i++) {
            callers.add(caller(new Cancellation()));
        }

        open.countDown();

        for (FutureTask<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("value 1");
        }
        assertThat(lookup.get("key", this::found, new Cancellation(), null)).isEqualTo("value 2");
    }

    @Test
    void eachKeyIsLookedUpForItself() throws Exception {
        FutureTask<String> waiting = caller(new Cancellation());

        assertThat(lookup.get("other", unwanted -> "its own", new Cancellation(), null))
                .isEqualTo("its own");
        assertThat(waiting).isNotDone();
    }

    @Test
    void theCallerThatBeganItMayBeCancelledAndTheOthersGetTheValue() throws Exception {
        var handle = new Cancellation();
        FutureTask<String> first = caller(handle);
        FutureTask<String> second = caller(new Cancellation());

        handle.cancel();
        assertThatThrownBy(first::get).hasCauseInstanceOf(CancelledException.class);
        FutureTask<String> third = caller(new Cancellation());
        open.countDown();

        assertThat(List.of(second.get(), third.get())).containsOnly("value 1");
    }

    @Test
    void theCallerThatBeganItMayHaveLittleTimeAndTheOthersGetTheValue() throws Exception {
        var second = new AtomicReference<FutureTask<String>>();
        var shared = new AtomicReference<SharedLookup<String, String>>();
        shared.set(
                new SharedLookup<>(
                        task -> {
                            Thread.startVirtualThread(task);
                            awaitBegun();
                            second.set(caller(shared.get()));
                        },
                        null));

        assertThatThrownBy(
                        () ->
                                shared.get()
                                        .get(
                                                "key",
                                                this::found,
                                                new Cancellation(),
                                                Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class);
        open.countDown();

        assertThat(second.get().get()).isEqualTo("value 1");
    }

    @Test
    void anInterruptedCallerLeavesAndStaysInterrupted() throws Exception {
        FutureTask<String> other = caller(new Cancellation());

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lookup.get("key", this::found, new Cancellation(), null))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();

        open.countDown();
        assertThat(other.get()).isEqualTo("value 1");
    }

    @Test
    void itIsEndedWhenTheLastCallerLeaves() throws Exception {
        var one = new Cancellation();
        var other = new Cancellation();
        FutureTask<String> first = caller(one);
        FutureTask<String> second = caller(other);

        one.cancel();
        assertThatThrownBy(first::get).hasCauseInstanceOf(CancelledException.class);
        assertThat(ended.getCount()).isOne();
        other.cancel();
        assertThatThrownBy(second::get).hasCauseInstanceOf(CancelledException.class);
        ended.await();

        open.countDown();
        assertThat(lookup.get("key", this::found, new Cancellation(), null)).isEqualTo("value 2");
    }

    @Test
    void oneThatTookACallerTooLongIsNotJoinedAnyMore() throws Exception {
        var impatient =
                new SharedLookup<String, String>(
                        task -> {
                            Thread.startVirtualThread(task);
                            awaitBegun();
                        },
                        Duration.ofMillis(1));

        assertThatThrownBy(() -> impatient.get("key", this::found, new Cancellation(), null))
                .isInstanceOf(TimeoutException.class);

        ended.await();
    }

    @Test
    void whatTheSourceThrowsIsTheCauseForEach() {
        var error = new NoClassDefFoundError("some/Source");

        assertThatThrownBy(
                        () ->
                                lookup.get(
                                        "key",
                                        unwanted -> {
                                            throw error;
                                        },
                                        new Cancellation(),
                                        null))
                .isInstanceOf(ExecutionException.class)
                .hasCause(error);
    }

    @Test
    void whereNoThreadStartsTheNextCallerTriesAgain() throws Exception {
        var starts = new AtomicInteger();
        var failing =
                new SharedLookup<String, String>(
                        task -> {
                            if (starts.getAndIncrement() == 0) {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            task.run();
                        },
                        null);

        assertThatThrownBy(() -> failing.get("key", unwanted -> "v", new Cancellation(), null))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(failing.get("key", unwanted -> "v", new Cancellation(), null)).isEqualTo("v");
    }

    @Test
    void aLookupStartedWithoutACallerServesTheNextOne() throws Exception {
        lookup.start("key", this::found);
        FutureTask<String> caller = caller(new Cancellation());

        open.countDown();

        assertThat(caller.get()).isEqualTo("value 1");
    }
}
