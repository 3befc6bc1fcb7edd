package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;

class AnswerTimesTest {
    private long now = 7_000;
    private final AnswerTimes times = new AnswerTimes(new CallClock(Timeouts.DEFAULT, () -> now));

    static List<StreamEvent> firstTokens() {
        return List.of(
                new StreamEvent.TextDelta(0, "Hello"),
                new StreamEvent.ReasoningDelta(0, "Well", null, null),
                new StreamEvent.ToolUseDelta(0, "{"),
                new StreamEvent.ImageDelta(0, Json.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("firstTokens")
    void theFirstDeltaIsTheFirstToken(StreamEvent token) {
        at(10, new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY));
        at(20, new StreamEvent.BlockStart(0, "toolUse", Json.EMPTY));
        assertThat(times.firstToken()).isNull();

        at(30, token);
        at(40, token);

        assertThat(times.firstToken()).isEqualTo(Duration.ofNanos(60));
    }

    @Test
    void anAnswerThatStartsAgainHasItsOwnFirstToken() {
        at(10, new StreamEvent.TextDelta(0, "Hel"));
        at(10, new StreamEvent.Restarted(2, Duration.ZERO, "broken"));
        assertThat(times.firstToken()).isNull();

        at(10, new StreamEvent.TextDelta(0, "Hello"));

        assertThat(times.firstToken()).isEqualTo(Duration.ofNanos(30));
    }

    @Test
    void theDurationEndsWithTheAnswer() {
        now += 50;
        assertThat(times.duration()).isEqualTo(Duration.ofNanos(50));

        times.ended();
        now += 50;

        assertThat(times.duration()).isEqualTo(Duration.ofNanos(50));
    }

    private void at(long later, StreamEvent event) {
        now += later;
        times.arrived(event);
    }
}
