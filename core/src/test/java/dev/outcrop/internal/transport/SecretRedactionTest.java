package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SecretRedactionTest {
    private static String redacted(Map<String, String> headers, String text) {
        return new String(new SecretRedaction(headers).of(text.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void takesTheSessionTokenOut() {
        assertThat(redacted(Map.of("X-Amz-Security-Token", "abcdefgh"), "a:abcdefgh b:abcdefgh"))
                .isEqualTo("a:[secret] b:[secret]");
    }

    @Test
    void takesTheBearerTokenOut() {
        assertThat(redacted(Map.of("Authorization", "Bearer abcdefgh"), "not abcdefgh"))
                .isEqualTo("not [secret]");
    }

    @Test
    void takesTheIdOfTheKeyAndTheSignatureOut() {
        assertThat(
                        redacted(
                                Map.of(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/"
                                                + "bedrock/aws4_request, SignedHeaders=host,"
                                                + " Signature=0123456789abcdef"),
                                "AKIDEXAMPLE and 0123456789abcdef"))
                .isEqualTo("[secret] and [secret]");
    }

    @Test
    void takesOutWhatJsonSpellsOtherwise() {
        assertThat(
                        redacted(
                                Map.of("X-Amz-Security-Token", "abc/def+gh=="),
                                "{\"a\":\"abc\\/def+gh==\",\"b\":\"abc\\u002Fdef\\u002bgh\\u003d=\"}"))
                .isEqualTo("{\"a\":\"[secret]\",\"b\":\"[secret]\"}");
    }

    @Test
    void leavesTheRestAsItIs() {
        byte[] body = {(byte) 0xFF, 1, 2};
        assertThat(new SecretRedaction(Map.of("Authorization", "Bearer abcdefgh")).of(body))
                .isSameAs(body);
        assertThat(redacted(Map.of("Authorization", "Basic a", "X-Team", "abcdefgh"), "abcdefgh a"))
                .isEqualTo("abcdefgh a");
    }
}
