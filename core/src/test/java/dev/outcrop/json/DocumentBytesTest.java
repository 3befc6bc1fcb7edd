package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** Long texts are written without passing through the generator; the document is the same. */
class DocumentBytesTest {
    private static final String LONG = "QUJD/+=x".repeat(4_000);

    private static byte[] bytes(Json value) {
        return JsonWriter.bytes(json -> json.value(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\\", "\n", "\u0000", "\u007f", "\u00e9", "\ud83d\ude00"})
    void aLongTextIsWrittenAsAShortOne(String special) {
        for (String text : new String[] {LONG + special, special + LONG, LONG + special + LONG}) {
            Json value = Json.object(Map.of("a", text, "b", List.of(text, "", text, 1, text)));
            assertThat(new String(bytes(value), UTF_8)).isEqualTo(value.toString());
            assertThat(Json.parse(bytes(value))).isEqualTo(value);
            assertThat(JsonWriter.wellFormedBytes(json -> json.value(value)))
                    .isEqualTo(bytes(value));
        }
    }

    @Test
    void aLongTextAloneIsADocument() {
        assertThat(new String(bytes(Json.of(LONG)), UTF_8)).isEqualTo('"' + LONG + '"');
    }

    @Test
    void halfOfASurrogatePairInALongTextIsReplaced() {
        byte[] bytes = JsonWriter.wellFormedBytes(json -> json.value(LONG + "\ud83d"));

        assertThat(new String(bytes, UTF_8)).isEqualTo('"' + LONG + "\uFFFD\"");
    }

    /** The document itself, and little else. */
    @Test
    void aLargeTextIsCopiedOnce() {
        String image = "A".repeat(20 << 20);
        bytes(Json.of(image));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        byte[] body = JsonWriter.bytes(json -> json.object().member("image", image).endObject());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(body).hasSize((20 << 20) + 12);
        assertThat(allocated).isBetween(20L << 20, 21L << 20);
    }

    @Test
    void aStreamContainsTheSameAndIsNotClosed() throws Exception {
        Json value = Json.array(Json.of(LONG), Json.of("\u00e9\ud83d"));
        var closed = new boolean[1];
        var out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        JsonWriter.write(value, out);

        assertThat(out.toString(UTF_8)).isEqualTo(value.toString());
        assertThat(closed[0]).isFalse();
        assertThat(Json.parse(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(value);
    }

    @Test
    void aStreamThatFailsFailsTheCall() {
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("full");
                    }
                };

        assertThatThrownBy(() -> JsonWriter.write(Json.of(LONG), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }
}
