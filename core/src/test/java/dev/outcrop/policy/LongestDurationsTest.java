package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ErrorDetails.RetryHint;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;

/** What callers set is such that arithmetic with it holds, or it is refused. */
class LongestDurationsTest {
    private record Where(String zone) {}

    private static final Tool TOOL = Tool.of("now", "The time.", Where.class, where -> "12:00");

    @ParameterizedTest
    @MethodSource("dev.outcrop.internal.DurationsTest#longest")
    void whatIsTooLongIsCapped(Duration longest) {
        var timeouts = new Timeouts(longest, longest, longest, longest);
        var retries = new Retries(3, longest, longest, longest, longest, false);

        assertThat(
                        new Duration[] {
                            timeouts.connect(),
                            timeouts.firstByte(),
                            timeouts.idle(),
                            timeouts.total(),
                            retries.within(),
                            retries.base(),
                            retries.throttleBase(),
                            retries.longest(),
                            ToolLimits.DEFAULT.withTime(longest).time(),
                            TOOL.withTime(longest).time(),
                            new RetryHint(longest, true).after()
                        })
                .allSatisfy(each -> assertThat(each.toNanos() * 2).isPositive());
    }

    @Test
    void eachTimeoutMayBeNone() {
        var none =
                Timeouts.DEFAULT
                        .withConnect(null)
                        .withFirstByte(null)
                        .withIdle(null)
                        .withTotal(null);

        assertThat(none).isEqualTo(new Timeouts(null, null, null, null));
    }

    @Test
    void whatIsTooShortIsRefusedByItsName() {
        Duration negative = Duration.ofMillis(-1);

        assertThatThrownBy(() -> Retries.DEFAULT.withWithin(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("within");
        assertThatThrownBy(() -> Retries.DEFAULT.withThrottleBase(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("throttleBase");
        assertThatThrownBy(
                        () ->
                                new Retries(
                                        3, negative.negated(), negative, negative, negative, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base");
        assertThatThrownBy(() -> ToolLimits.DEFAULT.withTime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("time");
        assertThatThrownBy(() -> TOOL.withTime(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("time");
        assertThatThrownBy(() -> new RetryHint(negative, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("after");
    }

    @Test
    void retriesNeedNotWait() {
        var atOnce =
                new Retries(
                        3,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        false);

        assertThat(atOnce.longest()).isZero();
    }
}
