package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ErrorDetails.RetryHint;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

class RetryHintsTest {
    private static @Nullable RetryHint read(String name, String value) {
        return RetryHints.read(new Answer(Map.of(name, value)));
    }

    @Test
    void readsMillisecondsAsAdvice() {
        assertThat(read("x-amz-retry-after", "1500"))
                .isEqualTo(new RetryHint(Duration.ofMillis(1_500), false));
        assertThat(read("x-amz-retry-after", "0")).isEqualTo(new RetryHint(Duration.ZERO, false));
    }

    @Test
    void readsSecondsAsAnOrderOfAnHourAtMost() {
        assertThat(read("Retry-After", "30"))
                .isEqualTo(new RetryHint(Duration.ofSeconds(30), true));
        assertThat(read("Retry-After", "999999999999"))
                .isEqualTo(new RetryHint(Duration.ofHours(1), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "invalid", "", "1.5", "+1", "١", "9999999999999", "Wed, 21 Oct 2026"})
    void passesOverWhatIsNoNumber(String value) {
        assertThat(read("x-amz-retry-after", value)).isNull();
        assertThat(read("Retry-After", value)).isNull();
    }
}
