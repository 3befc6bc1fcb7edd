package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

class ServerTimeTest {
    @Test
    void readsTheDateThatServersSend() {
        assertThat(ServerTime.of(new Answer(Map.of("Date", "Wed, 25 Nov 2026 22:52:34 GMT"))))
                .isEqualTo(Instant.parse("2026-11-25T22:52:34Z"));
    }

    @Test
    void whatIsNoDateIsNoTime() {
        assertThat(ServerTime.of(new Answer(Map.of()))).isNull();
        for (String date : new String[] {"", "now", "Wed", "9".repeat(1_000)}) {
            assertThat(ServerTime.of(new Answer(Map.of("Date", date)))).isNull();
        }
    }
}
