package dev.outcrop.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.transport.Pieces;
import dev.outcrop.internal.transport.Recording;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SseReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEventsWithAnyEndOfLine(String end) throws Exception {
        String text = "event: ping|data: {}||data: [DONE]||".replace("|", end);

        assertThat(read(text)).containsExactly(event("ping", "{}"), event(null, "[DONE]"));
    }

    @Test
    void endsOfLineMayBeMixed() throws Exception {
        assertThat(read("data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\rdata: e\n\n"))
                .containsExactly(event(null, "a\nb\nc"), event(null, "d"), event(null, "e"));
    }

    @Test
    void joinsTheLinesOfOneEvent() throws Exception {
        assertThat(read("data: a\ndata:\ndata\ndata: b\n\n"))
                .containsExactly(event(null, "a\n\n\nb"));
    }

    @Test
    void takesOneSpaceAfterTheColon() throws Exception {
        assertThat(read("data:a\n\ndata: a\n\ndata:  a: b \n\n"))
                .containsExactly(event(null, "a"), event(null, "a"), event(null, " a: b "));
    }

    @Test
    void passesOverCommentsAndOtherFields() throws Exception {
        String text =
                """
                : hello

                id: 7
                retry: 10
                database: x
                Data: y
                 data: z
                :
                data: a
                :data: b

                """;

        assertThat(read(text)).containsExactly(event(null, "a"));
    }

    @Test
    void anEventWithoutDataIsNoneAndItsNameIsForgotten() throws Exception {
        assertThat(read("event: a\n\ndata: b\n\nevent: c\nevent: d\ndata\n\nevent:\ndata: e\n\n"))
                .containsExactly(event(null, "b"), event("d", ""), event(null, "e"));
    }

    @Test
    void passesOverAByteOrderMarkAtTheStartOnly() throws Exception {
        assertThat(read("\uFEFFdata: a\n\ndata: \uFEFFb\n\n\uFEFFdata: c\n\n"))
                .containsExactly(event(null, "a"), event(null, "\uFEFFb"));
        assertThat(read("\uFEFF\n\ndata: a\n\n")).containsExactly(event(null, "a"));
    }

    @Test
    void bytesThatAreNotUtf8BecomeTheReplacementCharacter() throws Exception {
        byte[] bytes = {'d', 'a', 't', 'a', ':', 'x', (byte) 0xC3, '\n', '\n'};

        assertThat(read(new SseReader(Pieces.whole(bytes), 100)))
                .containsExactly(event(null, "x\uFFFD"));
    }

    @Test
    void readsTheSameInAnyPieces() throws Exception {
        byte[] bytes =
                "\uFEFFevent: größe\r\ndata: Straße 東京 🗼\r\n\r\n: c\r\ndata: 1\rdata: 2\n\n"
                        .getBytes(UTF_8);
        List<SseEvent> expected = List.of(event("größe", "Straße 東京 🗼"), event(null, "1\n2"));

        for (int k = 0; k <= bytes.length; k++) {
            assertThat(read(new SseReader(Pieces.splitAt(k, bytes), 100))).isEqualTo(expected);
            assertThat(read(new SseReader(Pieces.of(k + 1, bytes), 100))).isEqualTo(expected);
        }
    }

    @Test
    void doesNotWaitForWhatMayFollowTheEndOfAnEvent() throws Exception {
        var reader =
                new SseReader(
                        new FilterInputStream(
                                new ByteArrayInputStream("data: a\r\n\r".getBytes(UTF_8))) {
                            @Override
                            public int read(byte[] to, int offset, int length) throws IOException {
                                int count = super.read(to, offset, length);
                                if (count < 0) {
                                    throw new IOException("asked for more");
                                }
                                return count;
                            }
                        },
                        100);

        assertThat(reader.next()).isEqualTo(event(null, "a"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(reader::next)
                .withMessage("asked for more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "data: a\n\n", "data: a\r\n\r", ": comment\n", "id: 1\n"})
    void tellsACleanEnd(String text) throws Exception {
        SseReader reader = reader(text);
        assertThat(reader.endedCleanly()).as("before the end").isFalse();

        read(reader);

        assertThat(reader.endedCleanly()).isTrue();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: b", "data: b\n", "data:\n", "event: x\n", "d", ": comm"})
    void dropsAnEventThatNoBlankLineEnds(String rest) throws Exception {
        SseReader reader = reader("data: a\n\n" + rest);

        assertThat(read(reader)).containsExactly(event(null, "a"));
        assertThat(reader.endedCleanly()).isFalse();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "data: b, b",
        "data: b\\n, b",
        "data: b\\r, b",
        "data: b\\r\\n, b",
        "data: b\\ndata: c, 'b\nc'",
        "data: b\\n: comm, b",
        "data: b\\nevent: x, b",
        "event: y\\ndata: b, b",
        "\uFEFFdata: b, b"
    })
    void theRestIsTheEventThatNoBlankLineEnds(String text, String data) throws Exception {
        String rest = text.replace("\\n", "\n").replace("\\r", "\r");
        for (String before : new String[] {"", "data: a\n\n"}) {
            if (!before.isEmpty() && rest.startsWith("\uFEFF")) {
                continue;
            }
            SseReader reader = reader(before + rest);
            read(reader);

            String name = rest.contains("event: y") ? "y" : null;
            assertThat(reader.rest()).isEqualTo(event(name, data));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event: x\n", "event: x", "d", ": comm", "id: 7\n", "dat: x", "\r"})
    void withoutDataThereIsNoRest(String rest) throws Exception {
        SseReader reader = reader("data: a\n\n" + rest);
        read(reader);

        assertThat(reader.rest()).isNull();
    }

    @Test
    void refusesALineBeyondTheLimit() throws Exception {
        String most = "data: " + "x".repeat(20_000 - 6);

        assertThat(read(new SseReader(stream(most + "\n\n"), 20_000))).hasSize(1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(new SseReader(stream("\n" + most + "x"), 20_000)))
                .withMessage(
                        "The stream of server-sent events is broken at byte 1: expected at most"
                                + " 20000 bytes in one line, found more.");
    }

    @Test
    void refusesAnEventBeyondTheLimit() throws Exception {
        String most = "data: 1234\ndata: 12345\n";

        assertThat(read(new SseReader(stream(most + "\n"), 10))).hasSize(1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(new SseReader(stream(most + "data:\n\n"), 10)))
                .withMessageContaining("expected at most 10 bytes in one event");
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SseReader(stream(""), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SseReader(stream(""), Integer.MAX_VALUE));
    }

    @Test
    void readsRecordedStreams() throws Exception {
        for (Recording recording : Recording.ofForm("sse-text")) {
            byte[] bytes = recording.body("bodyText").getBytes(UTF_8);
            for (int size : new int[] {1, 7, bytes.length}) {
                var reader = new SseReader(Pieces.of(size, bytes), SseReader.DEFAULT_MAX_EVENT);
                List<Json> events = read(reader).stream().map(SseReaderTest::asRecorded).toList();
                assertThat(events).as(recording.id()).isEqualTo(recording.events());
                assertThat(reader.endedCleanly()).isTrue();
            }
        }
    }

    @Test
    void survivesRandomText() throws Exception {
        byte[] alphabet = "dataevent: \n\r\n\r:x".getBytes(UTF_8);
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                List<SseEvent> whole = read(new SseReader(Pieces.whole(bytes), 50));
                List<SseEvent> pieces =
                        read(new SseReader(Pieces.of(1 + random.nextInt(9), bytes), 50));
                assertThat(pieces).as("seed %d", seed).isEqualTo(whole);
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).as("seed %d", seed).contains("at most 50 bytes");
            }
        }
    }

    private static List<SseEvent> read(String text) throws IOException {
        return read(reader(text));
    }

    private static List<SseEvent> read(SseReader reader) throws IOException {
        var events = new ArrayList<SseEvent>();
        for (SseEvent event; (event = reader.next()) != null; ) {
            events.add(event);
        }
        return events;
    }

    private static SseReader reader(String text) {
        return new SseReader(stream(text), 1_000);
    }

    private static InputStream stream(String text) {
        return Pieces.whole(text.getBytes(UTF_8));
    }

    private static Json asRecorded(SseEvent event) {
        Json.Obj data = Json.EMPTY.with("data", Json.parse(event.data()));
        return event.name() == null ? data : data.with("event", Json.of(event.name()));
    }

    private static SseEvent event(@Nullable String name, String data) {
        return new SseEvent(name, data);
    }
}
