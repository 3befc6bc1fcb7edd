package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

class CancellationTest {
    private final Cancellation handle = new Cancellation();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsEachActionOnce() {
        Runnable action = runs::incrementAndGet;
        handle.onCancel(action);
        handle.onCancel(action);

        handle.cancel();
        handle.cancel();

        assertThat(runs).hasValue(2);
        assertThat(handle.isCancelled()).isTrue();
    }

    @Test
    void runsAnActionAtOnceWhereItIsCancelledAlready() {
        handle.cancel();

        handle.onCancel(runs::incrementAndGet).close();

        assertThat(runs).hasValue(1);
    }

    @Test
    void forgetsAnActionThatIsTakenBackAndOnlyThatOne() {
        Runnable action = runs::incrementAndGet;
        Cancellation.Registration first = handle.onCancel(action);
        handle.onCancel(action);
        first.close();
        first.close();

        handle.cancel();

        assertThat(runs).hasValue(1);
    }

    @Test
    void theActionsThatAreLeftRunInTheirOrder() {
        var order = new ArrayList<Integer>();
        var registrations = new ArrayList<Cancellation.Registration>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            registrations.add(handle.onCancel(() -> order.add(number)));
        }
        registrations.get(0).close();
        registrations.get(3).close();
        registrations.get(5).close();
        handle.onCancel(() -> order.add(6));

        handle.cancel();
        registrations.forEach(Cancellation.Registration::close);

        assertThat(order).containsExactly(1, 2, 4, 6);
    }

    @Test
    void whateverThreadsDoAtTheTimeNoActionThatStaysIsForgottenOrRunTwice() throws Exception {
        var kept = new AtomicIntegerArray(8_000);
        var threads = new ArrayList<Thread>();
        var some = new CountDownLatch(500);
        for (int t = 0; t < 8; t++) {
            int from = t * 1_000;
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int i = from; i < from + 1_000; i++) {
                                    int number = i;
                                    Cancellation.Registration taken = handle.onCancel(() -> {});
                                    handle.onCancel(() -> kept.incrementAndGet(number));
                                    taken.close();
                                    some.countDown();
                                }
                            }));
        }
        some.await();
        handle.cancel();
        for (Thread thread : threads) {
            thread.join();
        }

        for (int i = 0; i < kept.length(); i++) {
            assertThat(kept.get(i)).isOne();
        }
    }

    @Test
    void oneActionThatThrowsDoesNotKeepTheOthersFromRunning() {
        handle.onCancel(
                () -> {
                    throw new IllegalStateException("first");
                });
        handle.onCancel(runs::incrementAndGet);
        handle.onCancel(
                () -> {
                    throw new IllegalStateException("second");
                });

        assertThatThrownBy(handle::cancel)
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(runs).hasValue(1);
    }

    @Test
    void anErrorOfAnActionKeepsNoOtherFromBeingRun() {
        var cancellation = new Cancellation();
        var error = new AssertionError("mine");
        var ran = new AtomicBoolean();
        cancellation.onCancel(
                () -> {
                    throw error;
                });
        cancellation.onCancel(() -> ran.set(true));

        assertThatThrownBy(cancellation::cancel).isSameAs(error);
        assertThat(ran).isTrue();
    }

    @Test
    void actionsThatThrowTheSameKeepNoOtherFromBeingRun() {
        var same = new IllegalStateException("thrown twice");
        Runnable throwing =
                () -> {
                    throw same;
                };
        handle.onCancel(throwing);
        handle.onCancel(throwing);
        handle.onCancel(runs::incrementAndGet);

        assertThatThrownBy(handle::cancel).isSameAs(same);
        assertThat(runs).hasValue(1);
    }
}
