package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class LiveCallsTest {
    private final LiveCalls live = new LiveCalls();
    private final Cancellation given = new Cancellation();

    @Test
    void countsCallsFromBeginningToEnd() {
        LiveCalls.Call call = live.begin(given);
        assertThat(live.count()).isEqualTo(1);

        call.close();
        call.close();

        assertThat(live.count()).isZero();
        given.cancel();
        assertThat(call.cancellation().isCancelled()).isFalse();
    }

    @Test
    void theCallersHandleCancelsItsCallsOnly() {
        LiveCalls.Call mine = live.begin(given);
        LiveCalls.Call other = live.begin(new Cancellation());

        given.cancel();

        assertThat(mine.cancellation().isCancelled()).isTrue();
        assertThat(other.cancellation().isCancelled()).isFalse();
    }

    @Test
    void aCancelledCallDoesNotBegin() {
        given.cancel();

        assertThatThrownBy(() -> live.begin(given)).isInstanceOf(CancelledException.class);
        assertThat(live.count()).isZero();
    }

    @Test
    void closingCancelsAllAndLetsNoneBegin() {
        LiveCalls.Call call = live.begin(given);

        live.close();

        assertThat(call.cancellation().isCancelled()).isTrue();
        assertThat(given.isCancelled()).isFalse();
        assertThatThrownBy(() -> live.begin(given))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void noCallSlipsThroughWhileItCloses() {
        var alive = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                boolean closer = i == 250;
                threads.execute(
                        () -> {
                            if (closer) {
                                live.close();
                                return;
                            }
                            try {
                                LiveCalls.Call call = live.begin(new Cancellation());
                                call.cancellation().onCancel(alive::decrementAndGet);
                                alive.incrementAndGet();
                            } catch (CancelledException e) {
                                // came too late
                            }
                        });
            }
        }
        assertThat(alive).hasValue(0);
    }

    @Test
    void closingCancelsAllWhateverIsThrown() {
        var error = new AssertionError("thrown at the closing");
        live.closing()
                .onCancel(
                        () -> {
                            throw error;
                        });
        LiveCalls.Call one = live.begin(given);
        LiveCalls.Call other = live.begin(new Cancellation());
        one.cancellation()
                .onCancel(
                        () -> {
                            throw new IllegalStateException("thrown at the cancelling");
                        });

        assertThatThrownBy(live::close).isSameAs(error);

        assertThat(one.cancellation().isCancelled()).isTrue();
        assertThat(other.cancellation().isCancelled()).isTrue();
    }

    @Test
    void nothingOfACallIsLeftOnceItIsOver() {
        LiveCalls.Call call = live.begin(given);
        call.close();

        live.close();

        assertThat(call.cancellation().isCancelled()).isFalse();
    }
}
