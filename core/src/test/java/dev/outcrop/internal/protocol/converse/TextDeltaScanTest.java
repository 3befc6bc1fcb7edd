package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;

class TextDeltaScanTest {
    private static final String[] SAMPLES = {
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Whales \"},\"p\":\"abcdefXYZ012\"}",
        "{\"contentBlockIndex\":7,\"delta\":{\"text\":\"\"}}",
        "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"a \\\"b\\\" \\n"
                + "\\t\\r"
                + "\\\\ \\/ c\"},\"p\":\"\"}",
        "{\"contentBlockIndex\":2,\"delta\":{\"text\":\"größer 鯨 🐋\"},\"p\":\"ab\"}",
        "{\"contentBlockIndex\":2,\"delta\":{\"text\":\"\\u00e4 \\b\"},\"p\":\"ab\"}",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\",\"more\":1},\"p\":\"ab\"}",
        "{\"contentBlockIndex\":12,\"delta\":{\"text\":\"x\"}}",
        "{ \"contentBlockIndex\" : 0 , \"delta\" : { \"text\" : \"x\" } }",
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void readsWhatBedrockWrites(int sample) {
        byte[] payload = SAMPLES[sample].getBytes(UTF_8);

        assertThat(TextDeltaScan.read(payload, 0, payload.length)).isEqualTo(parsed(payload));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7})
    void leavesTheUnusualToTheParser(int sample) {
        byte[] payload = SAMPLES[sample].getBytes(UTF_8);

        assertThat(TextDeltaScan.read(payload, 0, payload.length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C080", "E080AF", "EDA080", "EDA0BDEDB480", "F4908080", "C3", "FF"})
    void aPayloadThatIsNotUtf8IsRefusedAsAWhole(String hex) {
        for (String sample : SAMPLES) {
            for (String inside : new String[] {"\"text\":\"", "\"p\":\""}) {
                int at = sample.indexOf(inside) + inside.length();
                var payload = new ByteArrayOutputStream();
                payload.writeBytes(sample.substring(0, at).getBytes(UTF_8));
                payload.writeBytes(HexFormat.of().parseHex(hex));
                payload.writeBytes(sample.substring(at).getBytes(UTF_8));
                byte[] bytes = payload.toByteArray();

                assertThat(TextDeltaScan.read(bytes, 0, bytes.length)).isNull();
                assertThat(parsed(bytes)).isNull();
            }
        }
    }

    @Test
    void saysNothingThatTheParserWouldNotSay() {
        int read = 0;
        for (long seed = 0; seed < 200_000; seed++) {
            var random = new Random(seed);
            byte[] payload = SAMPLES[random.nextInt(SAMPLES.length)].getBytes(UTF_8);
            for (int i = random.nextInt(4); i > 0; i--) {
                payload = mutated(payload, random);
            }
            StreamEvent scanned = TextDeltaScan.read(payload, 0, payload.length);
            if (scanned != null) {
                read++;
                assertThat(scanned)
                        .as("seed %d: %s", seed, new String(payload, UTF_8))
                        .isEqualTo(parsed(payload));
            }
        }
        assertThat(read).isGreaterThan(20_000);
    }

    private static byte[] mutated(byte[] payload, Random random) {
        if (payload.length == 0) {
            return payload;
        }
        int at = random.nextInt(payload.length);
        switch (random.nextInt(3)) {
            case 0 -> payload[at] = (byte) random.nextInt(256);
            case 1 -> payload = java.util.Arrays.copyOf(payload, at);
            default -> payload[at] = (byte) "\"\\{}:,n0u/".charAt(random.nextInt(10));
        }
        return payload;
    }

    /** What the parser makes of it; null if it refuses. */
    private static @Nullable StreamEvent parsed(byte[] payload) {
        try {
            return EventReader.parsed("contentBlockDelta", payload, 0, payload.length);
        } catch (JsonException e) {
            return null;
        }
    }
}
