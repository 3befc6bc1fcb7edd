package dev.outcrop.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.Random;

class BlobTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!",
                "Q",
                "QUJDR",
                "=",
                "====",
                "Q===",
                "QQ=",
                "QQ==QQ==",
                "QU-_",
                "QU JD",
                "QUJD\nQUJD",
                "QQ\u0100="
            })
    void whatIsNotBase64IsRefusedWithoutQuotingIt(String malformed) {
        assertThatThrownBy(() -> new Source.Blob(malformed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("invalid Base64: ")
                .hasMessageNotContaining(malformed.length() > 2 ? malformed : "\u0100");
    }

    @Test
    void whateverIsTakenCanBeDecodedAndHasItsSize() {
        var random = new Random(19);
        String letters = "AQz09+/=-_ \n=";
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(9);
            while (text.length() < length) {
                int most = text.length() < length - 2 ? 8 : letters.length();
                text.append(letters.charAt(random.nextInt(most)));
            }
            Source.Blob blob = taken(text.toString());
            byte[] bytes = decoded(text.toString());
            assertThat(blob == null).as(text.toString()).isEqualTo(bytes == null);
            if (blob != null && bytes != null) {
                assertThat(blob.size()).as(text.toString()).isEqualTo(bytes.length);
                assertThat(blob.bytes()).isEqualTo(bytes);
            }
        }
    }

    private static Source.@Nullable Blob taken(String text) {
        try {
            return new Source.Blob(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
