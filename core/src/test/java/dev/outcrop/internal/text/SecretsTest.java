package dev.outcrop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

class SecretsTest {
    private static final String SECRET = "mAdEuP/tOkEn+0123456789==&<x>\"y";
    private static final Secrets SECRETS = Secrets.of(List.of(SECRET));

    static Stream<String> forms() {
        String json = SECRET.replace("\"", "\\\"");
        String html =
                SECRET.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
        String url = URLEncoder.encode(SECRET, UTF_8);
        return Stream.of(
                SECRET,
                SECRET.toUpperCase(Locale.ROOT),
                SECRET.toLowerCase(Locale.ROOT),
                json,
                json.replace("/", "\\/").replace("+", "\\u002b").replace("=", "\\u003D"),
                json.replace("\\", "\\\\"),
                json.replace("/", "\\\\u002f"),
                html,
                html.replace("/", "&#x2F;").replace("+", "&#43;").replace("=", "&equals;"),
                url,
                url.toLowerCase(Locale.ROOT),
                URLEncoder.encode(url, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachFormIsRemovedWhole(String form) {
        assertThat(SECRETS.removedFrom("a '" + form + "' b")).isEqualTo("a '[secret]' b");
        assertThat(SECRETS.removedFrom(form + "," + form)).isEqualTo("[secret],[secret]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "user:", "Authorization: Bearer "})
    void theBase64OfATextAroundItIsRemoved(String before) {
        byte[] text = (before + SECRET + " and more").getBytes(UTF_8);
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String removed = SECRETS.removedFrom("got " + encoder.encodeToString(text));
            byte[] secret = SECRET.getBytes(UTF_8);
            for (int i = 0; i + 9 < secret.length; i++) {
                String piece = SECRET.substring(i, i + 9);
                assertThat(decoded(removed.substring(4))).doesNotContain(piece);
            }
        }
    }

    private static String decoded(String base64) {
        String left = base64.replaceAll("\\[secret\\].*", "");
        byte[] bytes =
                Base64.getDecoder()
                        .decode(
                                left.substring(0, left.length() / 4 * 4)
                                        .replace('-', '+')
                                        .replace('_', '/'));
        return new String(bytes, UTF_8);
    }

    @Test
    void whatIsLeftOfACutSecretIsRemoved() {
        for (int length = 4; length < SECRET.length(); length++) {
            String cut = SECRET.substring(0, length);
            assertThat(SECRETS.removedFrom("a " + cut + "…")).isEqualTo("a [secret]…");
            assertThat(SECRETS.removedFrom("a " + cut + "... b")).isEqualTo("a [secret]... b");
        }
        for (int from = 1; from <= SECRET.length() - 12; from++) {
            assertThat(SECRETS.removedFrom(SECRET.substring(from) + " b")).isEqualTo("[secret] b");
        }
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "The request was refused: mAdEuP is not tOkEn, 50% \\u00e4 & more …";
        assertThat(SECRETS.removedFrom(text)).isSameAs(text);
        assertThat(Secrets.of(List.of("short", "")).removedFrom("short")).isEqualTo("short");
        assertThat(Secrets.of(List.of()).removedFrom(SECRET)).isSameAs(SECRET);
        assertThat(SECRETS.removedFrom("\\")).isEqualTo("\\");
        assertThat(SECRETS.removedFrom("&#x110000; %zz \\u12 &;")).startsWith("&#x110000;");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noRandomSecretIsLeftInRandomText(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[12 + random.nextInt(1_000)];
            random.nextBytes(bytes);
            String secret = Base64.getEncoder().encodeToString(bytes);
            String text = "x".repeat(random.nextInt(50)) + secret + " ".repeat(random.nextInt(3));
            assertThat(Secrets.of(List.of(secret)).removedFrom(text))
                    .as("seed " + seed)
                    .isEqualTo(text.replace(secret, "[secret]"));
        }
    }
}
