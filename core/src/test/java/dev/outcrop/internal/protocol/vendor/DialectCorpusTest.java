package dev.outcrop.internal.protocol.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Recording;
import dev.outcrop.Shared;
import dev.outcrop.internal.protocol.anthropic.AnthropicMessages;
import dev.outcrop.internal.protocol.openai.OpenAiChat;
import dev.outcrop.internal.protocol.openai.OpenAiResponses;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every recorded exchange of bedrock-mantle, and those of InvokeModel whose body is one of a
 * vendor's API, both ways.
 */
class DialectCorpusTest {
    private static List<Recording> all() {
        return Shared.recordings(
                recording ->
                        (recording.operation().startsWith("mantle/")
                                        && "POST".equals(recording.json().string("method")))
                                || (recording.operation().startsWith("InvokeModel")
                                        && !recording.requestBody().array("messages").isEmpty()
                                        && (isAnthropic(recording) || isOpenAi(recording))));
    }

    private static boolean isAnthropic(Recording recording) {
        return "anthropic".equals(recording.json().string("modelFamily"));
    }

    private static boolean isOpenAi(Recording recording) {
        return String.valueOf(recording.json().string("modelFamily")).startsWith("openai");
    }

    private static boolean isResponses(Recording recording) {
        return String.valueOf(recording.json().string("path")).endsWith("/responses");
    }

    static VendorCodec dialect(Recording recording) {
        if (isAnthropic(recording)) {
            return new AnthropicMessages();
        }
        if (isResponses(recording)) {
            return new OpenAiResponses();
        }
        return recording.operation().startsWith("mantle/")
                ? new OpenAiChat()
                : OpenAiChat.withTaggedThinking();
    }

    static Stream<Recording> requests() {
        return all().stream();
    }

    static Stream<Recording> answers() {
        return requests()
                .filter(recording -> recording.status() == 200)
                .filter(recording -> recording.events().isEmpty());
    }

    static Stream<Recording> streams() {
        return requests()
                .filter(recording -> recording.status() == 200)
                .filter(recording -> !recording.events().isEmpty());
    }

    @Test
    void thereAreAsManyRecordingsAsAreKnown() {
        assertThat(all()).hasSize(130);
        assertThat(streams()).hasSize(36);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestRebuiltFromTypesIsTheRecordedOne(Recording recording) {
        Json.Obj body = recording.requestBody();
        boolean streaming = Json.of(true).equals(body.get("stream"));

        if (isAnthropic(recording)) {
            ConverseRequest request = AnthropicBodies.request("some-model", body);
            assertThat(new AnthropicMessages().request(request, streaming).without("model"))
                    .isEqualTo(AnthropicBodies.canonical(body));
        } else if (isResponses(recording)) {
            Json.Obj written =
                    new OpenAiResponses().request(OpenAiBodies.responses(body), streaming);
            assertThat(written.without("store", "include", "stream"))
                    .isEqualTo(withoutNulls(body).without("store", "include", "stream"));
            assertThat(written.get("store")).isEqualTo(Json.of(false));
        } else {
            Json.Obj written = new OpenAiChat().request(OpenAiBodies.chat(body), streaming);
            assertThat(written.without("stream", "stream_options"))
                    .isEqualTo(filled(body).without("stream", "stream_options"));
        }
    }

    /** Some recorders say with null that a tool has no description. */
    private static Json.Obj withoutNulls(Json.Obj body) {
        if (body.array("tools").isEmpty()) {
            return body;
        }
        var tools = new ArrayList<Json>();
        for (Json json : body.array("tools")) {
            Json.Obj tool = (Json.Obj) json;
            tools.add(
                    tool.get("description") instanceof Json.Null
                            ? tool.without("description")
                            : tool);
        }
        return body.with("tools", new Json.Arr(tools));
    }

    /** Two recordings say with an empty array that the assistant said nothing. */
    private static Json.Obj filled(Json.Obj body) {
        var messages = new ArrayList<Json>();
        for (Json json : body.array("messages")) {
            Json.Obj message = (Json.Obj) json;
            boolean isEmpty =
                    message.get("content") instanceof Json.Arr list && list.elements().isEmpty();
            messages.add(isEmpty ? message.without("content") : message);
        }
        return body.with("messages", new Json.Arr(messages));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerSaysWhatWasRecorded(Recording recording) {
        Json.Obj body = recording.responseBody();
        VendorCodec dialect = dialect(recording);
        Turn turn = dialect.turn(body);

        assertThat(parsed(dialect.response(turn))).isEqualTo(parsed(body));
        Expected.of(recording, body).isSaidBy(turn);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamSaysWhatWasRecorded(Recording recording) {
        VendorCodec dialect = dialect(recording);
        var pieces = new ArrayList<Json.Obj>();
        for (Json event : recording.events()) {
            Json.Obj of = (Json.Obj) event;
            pieces.add(Objects.requireNonNullElse((Json.Obj) of.get("chunk"), of.object("data")));
        }
        Turn turn = Streamed.turn(dialect, pieces);

        Expected.of(recording, pieces).isSaidBy(turn);
        Turn again = dialect.turn(dialect.response(turn));
        assertThat(again.metadata()).isEqualTo(turn.metadata());
        // One recording says more after it called a tool, which a whole answer has no order for.
        assertThat(again.content()).containsExactlyInAnyOrderElementsOf(turn.content());
    }

    /** Arguments are JSON in a text: what is the same JSON is the same. */
    private static Json parsed(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                Json.Obj parsed = Json.EMPTY;
                for (var member : members.entrySet()) {
                    Json value = parsed(member.getValue());
                    boolean isArguments =
                            member.getKey().equals("arguments") && value instanceof Json.Str;
                    parsed =
                            parsed.with(
                                    member.getKey(),
                                    isArguments ? Json.parse(((Json.Str) value).value()) : value);
                }
                yield parsed;
            }
            case Json.Arr(List<Json> elements) ->
                    new Json.Arr(elements.stream().map(DialectCorpusTest::parsed).toList());
            default -> json;
        };
    }
}
