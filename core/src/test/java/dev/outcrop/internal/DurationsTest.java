package dev.outcrop.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

public class DurationsTest {
    /** Longer than any arithmetic with nanoseconds takes. */
    public static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofDays(300 * 365),
                ChronoUnit.FOREVER.getDuration());
    }

    @ParameterizedTest
    @MethodSource("longest")
    void theLongestIsAHundredYears(Duration longest) {
        assertThat(Durations.positive(longest, "time")).isEqualTo(Durations.LONGEST);
        assertThat(Durations.notNegative(longest, "time")).isEqualTo(Durations.LONGEST);
        assertThat(Durations.capped(longest)).isEqualTo(Durations.LONGEST);
        assertThat(Durations.LONGEST.toDays()).isEqualTo(36_525);
    }

    @Test
    void theMostNegativeIsCappedToo() {
        assertThat(Durations.capped(Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo(Durations.LONGEST.negated());
    }

    @Test
    void whatIsShorterStaysAsItIs() {
        Duration second = Duration.ofSeconds(1);

        assertThat(Durations.positive(second, "time")).isEqualTo(second);
        assertThat(Durations.notNegative(Duration.ZERO, "time")).isZero();
        assertThat(Durations.positiveOrNone(null, "time")).isNull();
        assertThat(Durations.capped(second.negated())).isEqualTo(second.negated());
    }

    @Test
    void whatIsTooShortIsRefusedByItsName() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThatThrownBy(() -> Durations.positive(none, "total"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("total must be positive: " + none);
        }
        assertThatThrownBy(() -> Durations.notNegative(Duration.ofNanos(-1), "base"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base must not be negative: PT-0.000000001S");
        assertThatThrownBy(() -> Durations.positive(Duration.ofSeconds(Long.MIN_VALUE), "total"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
