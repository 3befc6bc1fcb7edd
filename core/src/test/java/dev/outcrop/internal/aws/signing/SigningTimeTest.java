package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SigningTimeTest {
    private final SigningTime times = new SigningTime();

    @Test
    void saysTheSecond() {
        assertThat(times.of(Instant.parse("2026-01-02T03:04:05.999Z")))
                .isEqualTo("20260102T030405Z");
    }

    @Test
    void saysAnotherSecondAfterThat() {
        times.of(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(times.of(Instant.parse("2026-01-02T03:04:06Z"))).isEqualTo("20260102T030406Z");
        assertThat(times.of(Instant.parse("2026-01-02T03:04:05Z"))).isEqualTo("20260102T030405Z");
    }
}
