package dev.outcrop.local.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PacedEngineTest {
    private static final Engine TEN_WORDS =
            (question, out) -> {
                out.accept(Event.messageStart());
                for (int i = 0; i < 10; i++) {
                    out.accept(Event.textDelta(0, "word"));
                }
                out.accept(Event.blockStop(0));
            };

    private final List<Duration> slept = new ArrayList<>();
    private long now = 5;

    @Test
    void waitsForTheFirstByteAndForEachToken() {
        answer(new Pacing(Duration.ofMillis(500), Duration.ofMillis(20), 0, 1), 0);

        assertThat(slept).hasSize(11).startsWith(Duration.ofMillis(500), Duration.ofMillis(20));
        assertThat(now - 5).isEqualTo(Duration.ofMillis(700).toNanos());
    }

    @Test
    void doesNotMakeALateAnswerLater() {
        answer(new Pacing(Duration.ofMillis(500), Duration.ofMillis(20), 0, 1), 3_000_000);

        assertThat(now - 5).isEqualTo(Duration.ofMillis(700).toNanos() + 3_000_000);
        assertThat(slept).contains(Duration.ofMillis(17));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 300L * 365 * 86_400})
    void theLongestTimesDoNotOverflow(long seconds) {
        Duration longest = Duration.ofSeconds(seconds);

        answer(new Pacing(longest, longest, 1, 1), 0);

        assertThat(slept).hasSize(11).allMatch(Duration::isPositive);
    }

    @Test
    void jittersTheSameWayForTheSameSeed() {
        var pacing = new Pacing(Duration.ofMillis(500), Duration.ofMillis(20), 0.5, 7);
        answer(pacing, 0);
        List<Duration> first = List.copyOf(slept);
        slept.clear();
        answer(pacing, 0);
        List<Duration> again = List.copyOf(slept);
        slept.clear();
        answer(pacing.withSeed(8), 0);

        assertThat(again).isEqualTo(first);
        assertThat(slept).isNotEqualTo(first);
        assertThat(first.subList(1, 11))
                .allSatisfy(
                        time ->
                                assertThat(time)
                                        .isBetween(Duration.ofMillis(10), Duration.ofMillis(30)))
                .doesNotHaveDuplicates();
    }

    /**
     * @param late how much longer than asked each sleep takes, in nanoseconds
     */
    private void answer(Pacing pacing, long late) {
        new PacedEngine(
                        TEN_WORDS,
                        pacing,
                        () -> now,
                        time -> {
                            slept.add(time);
                            now += time.toNanos() + late;
                        })
                .answer(new Question("m", Json.EMPTY), event -> {});
    }
}
