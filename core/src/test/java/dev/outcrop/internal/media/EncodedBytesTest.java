package dev.outcrop.internal.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Random;

class EncodedBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 100})
    void anyPartIsThatOfTheBytes(int size) {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        EncodedBytes encoded = EncodedBytes.of(bytes);
        String all = new String(bytes, ISO_8859_1);

        assertThat(encoded.size()).isEqualTo(size);
        for (int from = 0; from <= size; from++) {
            for (int length = 0; length <= size + 2; length++) {
                assertThat(encoded.text(from, length))
                        .isEqualTo(all.substring(from, Math.min(size, from + length)));
            }
        }
        assertThat(encoded.text(-5, 5)).isEmpty();
        assertThat(encoded.text(size + 5L, 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24_575, 24_576, 24_577, 100_000})
    void aStreamIsReadToItsEndWhateverWasExpected(int size) throws Exception {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);

        for (long expected : new long[] {-1, 0, size, 2L * size}) {
            EncodedBytes read =
                    EncodedBytes.read(new ByteArrayInputStream(bytes), expected, 200_000);
            assertThat(read.base64()).isEqualTo(Base64.getEncoder().encodeToString(bytes));
            assertThat(read.stream().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aStreamThatIsTooLongIsNotReadToItsEnd() {
        var in = new ByteArrayInputStream(new byte[1 << 20]);

        assertThatIllegalArgumentException().isThrownBy(() -> EncodedBytes.read(in, -1, 100_000));
        assertThat(in.available()).isGreaterThan(900_000);
    }
}
