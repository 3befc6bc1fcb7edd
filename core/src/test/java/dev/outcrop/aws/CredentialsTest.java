package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class CredentialsTest {
    @Test
    void showsNoSecretOfKeys() {
        var expires = Instant.parse("2026-11-22T13:00:00Z");
        var keys =
                new Credentials.AccessKeys(
                        "AKIAIOSFODNN7CANARY", "canary-secret", "canary-session", expires, "code");

        assertThat(keys)
                .hasToString(
                        "AccessKeys[…NARY, session token, expires 2026-11-22T13:00:00Z, from"
                                + " code]");
    }

    @Test
    void showsNothingOfAShortKeyId() {
        assertThat(Credentials.accessKeys("short", "s")).hasToString("AccessKeys[…, from code]");
    }

    @Test
    void showsNothingOfABearerToken() {
        assertThat(Credentials.bearerToken("canary")).hasToString("BearerToken[from code]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary key", "canary\r\nX-Evil: 1", "canary\n", "canaryé"})
    void refusesWhatAHeaderCannotCarryWithoutShowingIt(String bad) {
        assertThatThrownBy(() -> Credentials.bearerToken(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The bearer token ")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> Credentials.accessKeys(bad, "s"))
                .hasMessageStartingWith("The access key id ");
        assertThatThrownBy(() -> Credentials.accessKeys("i", bad))
                .hasMessageStartingWith("The secret access key ");
        assertThatThrownBy(() -> Credentials.accessKeys("i", "s", bad))
                .hasMessageStartingWith("The session token ");
    }

    @Test
    void expiresAtItsInstant() {
        var at = Instant.parse("2026-11-22T13:00:00Z");
        var keys = new Credentials.AccessKeys("i", "s", null, at, "code");

        assertThat(keys.isExpired(at.minusNanos(1))).isFalse();
        assertThat(keys.isExpired(at)).isTrue();
        assertThat(Credentials.accessKeys("i", "s").isExpired(Instant.MAX)).isFalse();
    }
}
