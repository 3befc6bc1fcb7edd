package dev.outcrop.internal.aws.credentials.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** When keys end, in the ways in which services and programs write it. */
class TemporaryKeysJsonTest {
    private static final Instant END = Instant.parse("2026-11-30T10:20:30Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T10:20:30Z",
                "2026-11-30t10:20:30z",
                "2026-11-30T10:20:30.000Z",
                "2026-11-30T10:20:30,000000000Z",
                "2026-11-30T10:20:30UTC",
                "2026-11-30T10:20:30 UTC",
                "2026-11-30T10:20:30GMT",
                "2026-11-30T10:20:30+00:00",
                "2026-11-30T10:20:30+0000",
                "2026-11-30T10:20:30-0000",
                "2026-11-30T12:20:30+0200",
                "2026-11-30T12:20:30+02",
                "2026-11-30T04:50:30-05:30",
                "20261130T102030Z",
                "20261130T102030.0Z",
                "20261130T102030+0000",
                "20261130T122030+02:00",
                "2026-11-30 10:20:30Z",
                "2026-11-30 10:20:30+00:00",
                "2026-11-30 10:20:30.000000+00:00",
                "2026-11-30 10:20:30 +0000",
                "2026-11-30 10:20:30 +0000 UTC",
                "2026-11-30 10:20:30",
                "2026-11-30T10:20:30",
                "  2026-11-30T10:20:30Z\n"
            })
    void aTimeIsReadAsProgramsWriteIt(String text) {
        assertThat(TemporaryKeysJson.instant(text)).isEqualTo(END);
        assertThat(TemporaryKeysJson.read(keys(new Json.Str(text)), "Token", "x").expires())
                .isEqualTo(END);
    }

    @Test
    void fractionsAndMissingSecondsAreRead() {
        assertThat(TemporaryKeysJson.instant("2026-11-30T10:20:30.1234567+0000"))
                .isEqualTo(END.plusNanos(123_456_700));
        assertThat(TemporaryKeysJson.instant("2026-11-30T10:20:30.12345678901Z"))
                .isEqualTo(END.plusNanos(123_456_789));
        assertThat(TemporaryKeysJson.instant("2026-11-30T10:20Z")).isEqualTo(END.minusSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "never",
                "1796034030",
                "2026-11-30",
                "10:20:30",
                "2026-13-30T10:20:30Z",
                "2026-02-30T10:20:30Z",
                "2026-11-30T25:20:30Z",
                "2026-11-30T10:20:30+25:00",
                "2026-11-30T10:20:30Zx",
                "2026-11-30T10:20:30 EST",
                "2026-11-30  T  10:20:30Z",
                "-2026-11-30T10:20:30Z9"
            })
    void whatIsNoTimeIsAnError(String text) {
        assertThatThrownBy(() -> TemporaryKeysJson.instant(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the expiry time is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1796034030", "1796034030000", "0", "1.5e9", "true", "{}", "[]", "-1"})
    void whatIsNoTextDoesNotMeanNever(String json) throws Exception {
        assertThatThrownBy(() -> TemporaryKeysJson.read(keys(Json.parse(json)), "Token", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the expiry time is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-11-30T10:20:30Z\"", "true", "{}", "1.5", "1e30", "-1"})
    void aTimeOfThePortalIsANumberOfMilliseconds(String json) throws Exception {
        assertThatThrownBy(() -> TemporaryKeysJson.readRole(portal(Json.parse(json)), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the expiry time is invalid");
        assertThat(TemporaryKeysJson.readRole(portal(Json.parse("1796034030000")), "x").expires())
                .isEqualTo(Instant.ofEpochSecond(1796034030));
    }

    @Test
    void keysWithoutATimeNeverEnd() throws Exception {
        assertThat(TemporaryKeysJson.read(keys(Json.parse("null")), "Token", "x").expires())
                .isNull();
        assertThat(TemporaryKeysJson.read(keys(new Json.Str(" ")), "Token", "x").expires())
                .isNull();
        assertThat(TemporaryKeysJson.readRole(portal(Json.parse("null")), "x").expires()).isNull();
    }

    private static Json.Obj keys(Json expiration) {
        return Json.EMPTY
                .with("AccessKeyId", new Json.Str("ID"))
                .with("SecretAccessKey", new Json.Str("s"))
                .with("Expiration", expiration);
    }

    private static Json.Obj portal(Json expiration) {
        return Json.EMPTY
                .with("accessKeyId", new Json.Str("ID"))
                .with("secretAccessKey", new Json.Str("s"))
                .with("expiration", expiration);
    }
}
