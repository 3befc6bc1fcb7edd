package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class TimeoutsTest {
    @Test
    void byDefaultASilentModelIsWaitedForAndADeadConnectionIsNot() {
        assertThat(Timeouts.DEFAULT)
                .isEqualTo(new Timeouts(Duration.ofSeconds(10), null, Duration.ofMinutes(5), null));
    }

    @Test
    void refusesTimesThatAreNone() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
            assertThatThrownBy(() -> Timeouts.DEFAULT.withConnect(none))
                    .hasMessageContaining("connect");
            assertThatThrownBy(() -> Timeouts.DEFAULT.withFirstByte(none))
                    .hasMessageContaining("firstByte");
            assertThatThrownBy(() -> Timeouts.DEFAULT.withIdle(none)).hasMessageContaining("idle");
            assertThatThrownBy(() -> Timeouts.DEFAULT.withTotal(none))
                    .hasMessageContaining("total");
        }
    }
}
