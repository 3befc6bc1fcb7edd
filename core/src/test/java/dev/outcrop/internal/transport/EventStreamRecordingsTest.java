package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Repetitions;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** What Bedrock really sent. */
@Tag("repeated")
class EventStreamRecordingsTest {
    private static final int SPLIT_UP_TO = Repetitions.of(4 << 10, 1 << 9);

    @Test
    void readsEveryRecordedStream() throws Exception {
        for (Recording recording : recordings()) {
            var reader =
                    new EventStreamReader(
                            Pieces.whole(bytes(recording)), EventStreamReader.DEFAULT_MAX_FRAME);
            for (Json expected : recording.events()) {
                EventFrame frame = Objects.requireNonNull(reader.next());
                assertThat(asRecorded(frame, (Json.Obj) expected))
                        .as("%s, frame at byte %d", recording, frame.position())
                        .isEqualTo(expected);
            }
            assertThat(reader.next()).as(recording.id()).isNull();
        }
    }

    @Test
    void readsEveryRecordedStreamByteByByte() throws Exception {
        for (Recording recording : recordings()) {
            new RightStream(bytes(recording)).assertReadInPiecesOf(1);
        }
    }

    @Test
    void readsEveryRecordedStreamSplitInTwo() throws Exception {
        for (Recording recording : recordings()) {
            byte[] bytes = bytes(recording);
            var stream = new RightStream(bytes);
            for (int k = 0; k <= Math.min(bytes.length, SPLIT_UP_TO); k++) {
                stream.assertReadSplitAt(k);
            }
        }
    }

    @Test
    void everyRecordedStreamCutAnywhereIsTruncatedUnlessItIsCutBetweenFrames() throws Exception {
        for (Recording recording : recordings()) {
            byte[] bytes = bytes(recording);
            var stream = new RightStream(bytes);
            for (int k = 0; k <= Math.min(bytes.length, SPLIT_UP_TO); k++) {
                stream.assertCutAt(k);
            }
        }
    }

    static byte[] bytes(Recording recording) {
        return Base64.getDecoder().decode(recording.body("bodyBase64"));
    }

    static List<Recording> recordings() {
        List<Recording> recordings = Recording.ofForm("eventstream-raw");
        assertThat(recordings).hasSizeGreaterThan(100);
        return recordings;
    }

    /** The frame in the words of the recording, with the chunk that a reader of it decoded. */
    private static Json asRecorded(EventFrame frame, Json.Obj expected) {
        var headers = new LinkedHashMap<String, Json>();
        for (int i = 0; i < frame.headers().count(); i++) {
            String name = frame.headers().name(i);
            headers.put(name, Json.of(frame.header(name)));
        }
        int from = frame.payloadOffset();
        byte[] payload = Arrays.copyOfRange(frame.buffer(), from, from + frame.payloadLength());
        Json chunk = expected.get("chunk");
        Json.Obj recorded =
                Json.EMPTY
                        .with("headers", new Json.Obj(headers))
                        .with("payload", Json.parse(payload));
        return chunk == null ? recorded : recorded.with("chunk", chunk);
    }
}
