package dev.outcrop.local.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.StallGate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class StreamPaceTest {
    private final List<Duration> slept = new ArrayList<>();
    private long now = 5;

    private StreamPace pace(Duration each) {
        return new StreamPace(
                new ServiceContext(
                        new Random(1),
                        () -> now,
                        each,
                        time -> {
                            slept.add(time);
                            now += time.toNanos();
                        }));
    }

    static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void waitsBetweenTwoPiecesAndNotBeforeTheFirst() throws IOException {
        StreamPace pace = pace(Duration.ofSeconds(1));

        pace.keep();
        pace.keep();
        pace.keep();

        assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("longest")
    void theLongestDoesNotOverflow(Duration longest) throws IOException {
        StreamPace pace = pace(longest);

        pace.keep();
        pace.keep();
        pace.keep();

        assertThat(slept).hasSize(2).allMatch(time -> time.toDays() > 70 * 365);
    }

    @ParameterizedTest
    @MethodSource("longest")
    void aGateIsWaitedForWithAnyPatience(Duration longest) throws InterruptedException {
        var gate = new StallGate();
        gate.open();
        gate.pass();

        assertThat(gate.awaitArrival(longest)).isTrue();
    }

    @Test
    void aNegativeOneIsRefused() {
        assertThatThrownBy(() -> LocalBedrock.builder().pace(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pace must not be negative: PT-0.001S");
    }
}
