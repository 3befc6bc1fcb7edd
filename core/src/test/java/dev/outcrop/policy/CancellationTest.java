package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

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
}
