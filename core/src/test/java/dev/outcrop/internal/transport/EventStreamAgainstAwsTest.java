package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventHeaders;
import dev.outcrop.internal.framing.EventStreamReader;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** AWS's own decoder reads the same. */
class EventStreamAgainstAwsTest {
    private static final int LONGEST_NAME = 255;

    @Test
    void readsRandomFramesAsAwsDoes() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] stream = randomStream(new Random(seed));

            assertThat(ours(stream)).as("seed %d", seed).isEqualTo(aws(stream));
        }
    }

    private static byte[] randomStream(Random random) {
        byte[][] frames = new byte[1 + random.nextInt(4)][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = randomFrame(random);
        }
        return Frames.stream(frames);
    }

    private static byte[] randomFrame(Random random) {
        Frames frame = Frames.frame();
        var names = new ArrayList<String>();
        for (int i = random.nextInt(12); i > 0; i--) {
            String name = randomText(random, 1, 1 + random.nextInt(i == 1 ? 300 : 20));
            if (!names.contains(name) && name.getBytes(UTF_8).length <= LONGEST_NAME) {
                names.add(name);
                frame.header(name, randomValue(random));
            }
        }
        byte[] payload = new byte[random.nextInt(random.nextInt(10) == 0 ? 40_000 : 300)];
        random.nextBytes(payload);
        return frame.payload(payload).bytes();
    }

    /** Never empty: AWS's decoder refuses that. */
    private static Object randomValue(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextBoolean();
            case 1 -> (byte) random.nextInt();
            case 2 -> (short) random.nextInt();
            case 3 -> random.nextInt();
            case 4 -> random.nextLong();
            case 5 -> {
                byte[] bytes = new byte[1 + random.nextInt(200)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case 6 -> Instant.ofEpochMilli(random.nextLong(1L << 42));
            case 7 -> new UUID(random.nextLong(), random.nextLong());
            default -> randomText(random, 1, 1 + random.nextInt(300));
        };
    }

    private static String randomText(Random random, int least, int most) {
        int[] alphabets = {0x7F, 0x7F, 0x7FF, 0xD7FF, 0x10FFFF};
        int bound = alphabets[random.nextInt(alphabets.length)];
        var text = new StringBuilder();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            int c = random.nextInt(bound);
            text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
        }
        return text.toString();
    }

    private static List<Map<String, Object>> aws(byte[] stream) {
        var frames = new ArrayList<Map<String, Object>>();
        new MessageDecoder(message -> frames.add(asMap(message))).feed(stream);
        return frames;
    }

    private static Map<String, Object> asMap(Message message) {
        var map = new HashMap<String, Object>();
        message.getHeaders().forEach((name, value) -> map.put("header " + name, value));
        map.put("payload", ByteBuffer.wrap(message.getPayload()));
        return map;
    }

    private static List<Map<String, Object>> ours(byte[] stream) throws IOException {
        var reader =
                new EventStreamReader(Pieces.whole(stream), EventStreamReader.DEFAULT_MAX_FRAME);
        var frames = new ArrayList<Map<String, Object>>();
        for (EventFrame frame; (frame = reader.next()) != null; ) {
            var map = new HashMap<String, Object>();
            for (int i = 0; i < frame.headers().count(); i++) {
                map.put("header " + frame.headers().name(i), value(frame, i));
            }
            map.put("payload", copy(frame, frame.payloadOffset(), frame.payloadLength()));
            frames.add(map);
        }
        return frames;
    }

    private static HeaderValue value(EventFrame frame, int i) {
        EventHeaders headers = frame.headers();
        ByteBuffer bytes = copy(frame, headers.valueOffset(i), headers.valueLength(i));
        return switch (headers.type(i)) {
            case EventHeaders.TRUE -> HeaderValue.fromBoolean(true);
            case EventHeaders.FALSE -> HeaderValue.fromBoolean(false);
            case EventHeaders.BYTE -> HeaderValue.fromByte(bytes.get());
            case EventHeaders.SHORT -> HeaderValue.fromShort(bytes.getShort());
            case EventHeaders.INT -> HeaderValue.fromInteger(bytes.getInt());
            case EventHeaders.LONG -> HeaderValue.fromLong(bytes.getLong());
            case EventHeaders.BYTES -> HeaderValue.fromByteBuffer(bytes);
            case EventHeaders.STRING -> HeaderValue.fromString(UTF_8.decode(bytes).toString());
            case EventHeaders.TIMESTAMP ->
                    HeaderValue.fromTimestamp(Instant.ofEpochMilli(bytes.getLong()));
            case EventHeaders.UUID ->
                    HeaderValue.fromUuid(new UUID(bytes.getLong(), bytes.getLong()));
            default -> throw new AssertionError("type " + headers.type(i));
        };
    }

    private static ByteBuffer copy(EventFrame frame, int from, int length) {
        return ByteBuffer.wrap(Arrays.copyOfRange(frame.buffer(), from, from + length));
    }
}
