package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;

class BodyReaderTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "5,",
        "5, 3",
        "5, 9",
        "5, -1",
        "5, x",
        "5, 99999999999",
        "20000, 20000",
        "20000,",
        "200000, 200000",
        "200000, 1",
        "4096,",
        "65536, 65536"
    })
    void readsAllThereIsWhateverWasAnnounced(int size, @Nullable String announced)
            throws Exception {
        byte[] bytes = random(size);

        assertThat(BodyReader.read(new ByteArrayInputStream(bytes), announced, 1 << 20))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100,", "100, 5", "100, 900000000"})
    void takesOneByteMoreThanTheLimitAndNoMore(int limit, @Nullable String announced)
            throws Exception {
        byte[] bytes = random(70_000);

        byte[] read = BodyReader.read(new ByteArrayInputStream(bytes), announced, limit);

        assertThat(read.length).isGreaterThan(limit);
        assertThat(read).isEqualTo(Arrays.copyOf(bytes, read.length));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
