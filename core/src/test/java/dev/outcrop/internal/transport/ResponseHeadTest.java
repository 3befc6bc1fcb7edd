package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.http.HttpClient;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ResponseHeadTest {
    private static final String KEY = "a-key-that-is-long-enough-0123456789";

    @Test
    void headersAreFoundInAnyCaseWithAllTheirValues() {
        Map<String, List<String>> headers =
                head(
                        reader -> {
                            reader.accept("Via", "one");
                            reader.accept("X-Amzn-RequestId", "id-1");
                            reader.accept("via", "two");
                        });

        assertThat(headers.get("x-amzn-requestid")).containsExactly("id-1");
        assertThat(headers.get("VIA")).containsExactly("one", "two");
        assertThat(headers).hasSize(2);
    }

    @Test
    void cookiesAndProofsOfAuthenticationAreLeftOut() {
        Map<String, List<String>> headers =
                head(
                        reader -> {
                            reader.accept("SET-COOKIE", "session=1");
                            reader.accept("Set-Cookie2", "session=1");
                            reader.accept("Authentication-Info", "rspauth=1");
                            reader.accept("Proxy-Authentication-Info", "rspauth=1");
                            reader.accept("Server", "here");
                        });

        assertThat(headers).containsOnlyKeys("Server");
    }

    @Test
    void credentialsThatTheServerRepeatsAreRemoved() {
        Map<String, List<String>> headers =
                head(reader -> reader.accept("X-Debug", "you sent Bearer " + KEY));

        assertThat(headers.toString()).doesNotContain(KEY).contains("you sent");
    }

    @Test
    void valuesAreOneLineWithoutControlCharacters() {
        Map<String, List<String>> headers =
                head(reader -> reader.accept("X-Odd", "a\u001b[31mb\u0000c"));

        assertThat(headers.toString()).contains("X-Odd").doesNotContain("\u001b", "\u0000");
    }

    private static Map<String, List<String>> head(HttpClient.Headers headers) {
        var redaction = new SecretRedaction(Map.of("Authorization", "Bearer " + KEY));
        return new ResponseHead(ErrorDetails.NONE, headers, redaction).headers();
    }
}
