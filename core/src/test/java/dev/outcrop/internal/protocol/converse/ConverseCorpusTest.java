package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Recording;
import dev.outcrop.Shared;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every recorded Converse, ConverseStream and CountTokens exchange, both ways. */
class ConverseCorpusTest {
    /**
     * Its only frame is a validationException: there is no message in it, and a test of its own for
     * it.
     */
    private static final String REFUSED_IN_STREAM =
            "reqllm.amazon_nova_lite_v1_0.converse_stream_validation_exception";

    static Stream<Recording> requests() {
        return Shared.recordings(Recording::isConverse).stream();
    }

    static Stream<Recording> countTokens() {
        return Shared.recordings(recording -> recording.operation().equals("CountTokens")).stream();
    }

    static Stream<Recording> responses() {
        return requests().filter(recording -> recording.status() == 200 && !recording.isStream());
    }

    static Stream<Recording> streams() {
        return requests()
                .filter(recording -> recording.status() == 200 && recording.isStream())
                .filter(recording -> !recording.id().equals(REFUSED_IN_STREAM));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestRebuiltFromTypesIsTheRecordedOne(Recording recording) {
        ConverseRequest request = Converse.request(recording.modelId(), recording.requestBody());

        assertThat(Json.parse(Converse.encode(request))).isEqualTo(recording.requestBody());
        assertThat(request.toBuilder().build()).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyMemberOfARequestHasAType(Recording recording) {
        ConverseRequest request = Converse.request(recording.modelId(), recording.requestBody());

        assertThat(Untyped.in(request)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("countTokens")
    void aCountTokensRequestIsTheRecordedOne(Recording recording) {
        Json.Obj input = recording.requestBody().object("input");
        String body = input.object("invokeModel").string("body");
        byte[] encoded =
                body != null
                        ? Converse.encodeCountTokens(new Blob(body))
                        : Converse.encodeCountTokens(
                                Converse.request(recording.modelId(), input.object("converse")));

        assertThat(Json.parse(encoded)).isEqualTo(recording.requestBody());
        if (recording.status() == 200) {
            assertThat(
                            Converse.inputTokens(
                                    recording
                                            .responseBody()
                                            .toString()
                                            .getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(recording.responseBody().integer("inputTokens", -1))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aResponseDecodesAndEncodesAgainTheSame(Recording recording) {
        byte[] body = recording.responseBody().toString().getBytes(StandardCharsets.UTF_8);
        Turn turn = Converse.decode(body, Json.Limits.DEFAULT);

        assertThat(Converse.response(turn)).isEqualTo(recording.responseBody());
        assertThat(Message.fromJson(turn.message().toJson())).isEqualTo(turn.message());
        assertThat(Untyped.in(turn.message())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamBecomesTheMessageThatItsEventsSay(Recording recording) throws IOException {
        byte[] bytes = recording.streamBytes();
        Turn turn = assembled(new ByteArrayInputStream(bytes));

        Message expected = ExpectedMessage.of(recording.events());
        assertThat(turn.message().toJson()).isEqualTo(expected.toJson());
        assertThat(turn.stopReason()).isEqualTo(ExpectedMessage.stopReason(recording.events()));
        assertThat(turn.usage().json())
                .isEqualTo(ExpectedMessage.metadata(recording.events()).object("usage"));
        assertThat(Converse.turn(Converse.response(turn))).isEqualTo(turn);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void howTheBytesAreCutMakesNoDifference(Recording recording) throws IOException {
        byte[] bytes = recording.streamBytes();
        Turn whole = assembled(new ByteArrayInputStream(bytes));

        assertThat(assembled(new OneByteAtATime(bytes))).isEqualTo(whole);
    }

    private static Turn assembled(InputStream in) throws IOException {
        var assembler = new TurnAssembler();
        for (StreamEvent event : events(in)) {
            assembler.accept(event);
        }
        return assembler.turn();
    }

    private static List<StreamEvent> events(InputStream in) throws IOException {
        var frames = new EventStreamReader(in, EventStreamReader.DEFAULT_MAX_FRAME);
        var events = new ArrayList<StreamEvent>();
        for (var frame = frames.next(); frame != null; frame = frames.next()) {
            events.add(
                    Converse.event(
                            String.valueOf(frame.eventType()),
                            frame.buffer(),
                            frame.payloadOffset(),
                            frame.payloadLength()));
        }
        return events;
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {
        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(1, length));
        }
    }
}
