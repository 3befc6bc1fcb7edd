package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ServiceException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Calls with times that are longer than a long can count, and with none. */
@Timeout(60)
class LongestDurationsTest {
    static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofDays(300 * 365),
                ChronoUnit.FOREVER.getDuration());
    }

    private static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

    private static Tool tool(String name) {
        return Tool.of(name, "The time.", ANY, input -> "12:00");
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("longest")
    void callsRunToolsRetriesAndTurnsWithoutAnEnd(@Nullable Duration longest) {
        Duration time = longest == null ? Duration.ofDays(1) : longest;
        try (var trial = new Trial()) {
            trial.timeouts(new Timeouts(longest, longest, longest, longest))
                    .retries(new Retries(3, time, Duration.ZERO, Duration.ZERO, time, false))
                    .limits(
                            new RateLimits(
                                    Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, true));
            Tool now = tool("now");
            Tool then = tool("then").withTime(time);
            ToolTrial.both(
                    trial,
                    chat -> chat.tools(now, then).toolLimits(ToolLimits.DEFAULT.withTime(time)),
                    List.<Scripted>of(
                            Scripted.error("InternalServerException", "once"),
                            ToolTrial.calls("now", "{}", "then", "{}"),
                            ToolTrial.done()),
                    ended -> ended.answered("Done."));
        }
    }

    @ParameterizedTest
    @MethodSource("longest")
    void nothingIsWaitedForForeverThatHasFailed(Duration longest) {
        try (var trial = new Trial()) {
            trial.retries(new Retries(2, longest, Duration.ZERO, Duration.ZERO, longest, false));
            trial.local()
                    .script(
                            Scripted.error("InternalServerException", "once"),
                            Scripted.error("InternalServerException", "twice"));

            var model = trial.bedrock().model(Trial.MODEL);
            assertThatThrownBy(() -> model.invoke("Go on.")).isInstanceOf(ServiceException.class);
            assertThat(trial.requests()).isEqualTo(2);
        }
    }
}
