package dev.outcrop.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;

class CancelByInterruptTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void aCancellationEndsTheWait() throws Exception {
        var never = new CountDownLatch(1);
        Thread killer = Thread.ofVirtual().unstarted(cancellation::cancel);
        try (var interrupt = new CancelByInterrupt(cancellation)) {
            killer.start();
            assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt(); // as who waits does, for others to see
        }
        assertThat(Thread.interrupted()).isFalse();
        killer.join();
    }

    @Test
    void nothingIsInterruptedLater() {
        new CancelByInterrupt(cancellation).close();
        cancellation.cancel();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptOfSomebodyElseStays() {
        var interrupt = new CancelByInterrupt(cancellation);
        Thread.currentThread().interrupt();
        interrupt.close();

        assertThat(Thread.interrupted()).isTrue();
    }
}
