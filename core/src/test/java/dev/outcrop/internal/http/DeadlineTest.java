package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;

class DeadlineTest {
    @Test
    void withoutOneAWaitIsAsLongAsItIs() throws Exception {
        Deadline never = Deadline.in(null);

        assertThat(never.atMost(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(never.atMost(null)).isNull();
        assertThat(never.left()).isNull();
        assertThat(never.hasPassed()).isFalse();
    }

    @Test
    void shortensAWait() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));

        assertThat(deadline.atMost(Duration.ofHours(1))).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(deadline.atMost(null)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isPassedWhenLessThanAMillisecondIsLeft() {
        Deadline deadline = Deadline.in(Duration.ofNanos(900_000));

        assertThat(deadline.hasPassed()).isTrue();
        assertThatThrownBy(() -> deadline.atMost(null)).isInstanceOf(Deadline.Passed.class);
    }

    @ParameterizedTest
    @MethodSource("dev.outcrop.internal.DurationsTest#longest")
    void theLongestHasNotPassed(Duration longest) throws Exception {
        Deadline deadline = Deadline.in(longest);

        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.left()).isPositive();
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.atMost(null)).isGreaterThan(Duration.ofDays(36_500));
    }
}
