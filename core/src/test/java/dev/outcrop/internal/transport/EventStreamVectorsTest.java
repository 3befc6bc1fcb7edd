package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventHeaders;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/** The public vectors that AWS's own SDKs share. */
class EventStreamVectorsTest {
    @Test
    void readsTheRightOnes() throws Exception {
        Path encoded = Shared.folder("vectors/eventstream/encoded/positive");
        Path decoded = Shared.folder("vectors/eventstream/decoded/positive");

        assertThat(Shared.files(encoded)).hasSize(5);
        for (Path vector : Shared.files(encoded)) {
            EventStreamReader reader = reader(vector);
            EventFrame frame = Objects.requireNonNull(reader.next());
            var expected =
                    (Json.Obj) Json.parse(Files.readString(decoded.resolve(vector.getFileName())));

            assertThat(reader.offset()).isEqualTo(expected.integer("total_length", -1));
            assertThat(payload(frame))
                    .isEqualTo(decode(Objects.requireNonNull(expected.string("payload"))));
            EventHeaders headers = frame.headers();
            assertThat(headers.count()).isEqualTo(expected.array("headers").size());
            for (int i = 0; i < headers.count(); i++) {
                var header = (Json.Obj) expected.array("headers").get(i);
                assertThat(headers.name(i)).isEqualTo(header.string("name"));
                assertThat(headers.type(i)).isEqualTo((int) header.integer("type", -1));
                assertValue(frame, i, Objects.requireNonNull(header.get("value")));
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void refusesTheWrongOnes() throws Exception {
        Path encoded = Shared.folder("vectors/eventstream/encoded/negative");
        Path decoded = Shared.folder("vectors/eventstream/decoded/negative");

        assertThat(Shared.files(encoded)).hasSize(4);
        for (Path vector : Shared.files(encoded)) {
            String reason = Files.readString(decoded.resolve(vector.getFileName()));
            String part = reason.toLowerCase(Locale.ROOT).contains("prelude") ? "prelude" : "frame";

            assertThatExceptionOfType(ProtocolException.class)
                    .as(vector.toString())
                    .isThrownBy(() -> reader(vector).next())
                    .withMessageContaining("checksum of the " + part);
        }
    }

    private static void assertValue(EventFrame frame, int i, Json expected) {
        EventHeaders headers = frame.headers();
        int from = headers.valueOffset(i);
        byte[] bytes = Arrays.copyOfRange(frame.buffer(), from, from + headers.valueLength(i));
        switch (expected) {
            case Json.Str(String base64) -> assertThat(bytes).isEqualTo(decode(base64));
            case Json.Bool(boolean flag) -> {
                assertThat(bytes).isEmpty();
                assertThat(headers.type(i)).isEqualTo(flag ? 0 : 1);
            }
            case Json.Num number -> {
                byte[] wide = new byte[Long.BYTES];
                Arrays.fill(wide, (byte) (bytes[0] >> 7));
                System.arraycopy(bytes, 0, wide, wide.length - bytes.length, bytes.length);
                assertThat(ByteBuffer.wrap(wide).getLong()).isEqualTo(number.longValue());
            }
            default -> throw new AssertionError("no header value: " + expected);
        }
    }

    private static EventStreamReader reader(Path vector) throws IOException {
        return new EventStreamReader(
                Pieces.whole(Files.readAllBytes(vector)), EventStreamReader.DEFAULT_MAX_FRAME);
    }

    private static byte[] payload(EventFrame frame) {
        int from = frame.payloadOffset();
        return Arrays.copyOfRange(frame.buffer(), from, from + frame.payloadLength());
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
