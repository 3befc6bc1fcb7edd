package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class KeepAliveTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5|5",
                "timeout=5, max=100|5",
                "max=100,  Timeout=7|7",
                "timeout=0|0",
                "timeout=-4|0",
                "timeout=99999999999|180",
                "timeout=99999999999999999999999|180",
                "timeout=soon|180",
                "max=3|180",
                ",,,|180"
            })
    void theServerSaysHowLongButNotAnything(String header, long seconds) {
        assertThat(KeepAlive.of(header)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void withoutAWordOfTheServerItIsMinutes() {
        assertThat(KeepAlive.of(null)).isEqualTo(Duration.ofMinutes(3));
    }
}
