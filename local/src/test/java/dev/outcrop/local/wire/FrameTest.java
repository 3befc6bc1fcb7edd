package dev.outcrop.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

class FrameTest {
    @Test
    void isWhatAwsEncoderWrites() {
        var headers = new LinkedHashMap<String, HeaderValue>();
        headers.put(":event-type", HeaderValue.fromString("contentBlockDelta"));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString("event"));
        byte[] payload =
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"é\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        var expected = new ByteArrayOutputStream();
        new Message(headers, payload).encode(expected);

        assertThat(Frame.event(Event.textDelta(0, "é")).encoded().toArray())
                .isEqualTo(expected.toByteArray());
    }

    @Test
    void isReadByAwsDecoderWhateverItHolds() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] payload = new byte[random.nextInt(2_000)];
            random.nextBytes(payload);
            var headers = new LinkedHashMap<String, String>();
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.put("h" + i, "v".repeat(1 + random.nextInt(300)));
            }
            var messages = new ArrayList<Message>();
            new MessageDecoder(messages::add)
                    .feed(new Frame(headers, Bytes.of(payload)).encoded().toArray());

            assertThat(messages).as("seed %s, round %s", seed, round).hasSize(1);
            assertThat(messages.getFirst().getPayload()).isEqualTo(payload);
            assertThat(messages.getFirst().getHeaders()).hasSameSizeAs(headers);
        }
    }

    @Test
    void damageChangesOneChecksumAndNothingElse() {
        byte[] sound = Frame.event("x", "{}").encoded().toArray();
        byte[] prelude = Frame.event("x", "{}").encoded(FrameDamage.PRELUDE_CRC).toArray();
        byte[] message = Frame.event("x", "{}").encoded(FrameDamage.MESSAGE_CRC).toArray();

        assertThat(prelude[11]).isNotEqualTo(sound[11]);
        assertThat(message[message.length - 1]).isNotEqualTo(sound[sound.length - 1]);
        message[message.length - 1] = sound[sound.length - 1];
        assertThat(message).isEqualTo(sound);
    }

    @Test
    void paddingIsOfAllLengthsInAlphabeticalPlace() {
        var padding = new Padding(new Random(1));
        var lengths = new TreeSet<Integer>();
        for (int i = 0; i < 2_000; i++) {
            Json.Obj padded = padding.padded(Event.messageStop("end_turn")).payload();
            assertThat(padded.members().keySet()).containsExactly("p", "stopReason");
            lengths.add(String.valueOf(padded.string("p")).length());
        }
        assertThat(lengths).hasSize(60).startsWith(2).endsWith(61);
    }

    @Test
    void errorsOfAStreamBeginSmall() {
        Frame frame = ServiceError.of("ThrottlingException", "Slow down").frame();

        assertThat(frame.headers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                ":exception-type",
                                "throttlingException",
                                ":content-type",
                                "application/json",
                                ":message-type",
                                "exception"));
        assertThat(frame.payload()).isEqualTo(Bytes.of("{\"message\":\"Slow down\"}"));
    }
}
