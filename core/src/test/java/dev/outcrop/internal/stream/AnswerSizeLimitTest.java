package dev.outcrop.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class AnswerSizeLimitTest {
    private static final String MEGABYTE = "x".repeat(1 << 20);

    static Stream<StreamEvent> large() {
        Json.Obj json = Json.EMPTY.with("a", Json.array(Json.of(MEGABYTE)));
        var image = new Content.Image("png", new Source.Bytes(new Blob(MEGABYTE)), Json.EMPTY);
        return Stream.of(
                new StreamEvent.TextDelta(0, MEGABYTE),
                new StreamEvent.ToolUseDelta(0, MEGABYTE),
                new StreamEvent.ReasoningDelta(0, MEGABYTE, null, null),
                new StreamEvent.ReasoningDelta(0, null, null, new Blob(MEGABYTE)),
                new StreamEvent.BlockStart(0, "image", json),
                new StreamEvent.ImageDelta(0, json),
                new StreamEvent.UnknownDelta(0, json),
                new StreamEvent.ToolResultDelta(0, List.of(image, Content.text("x"))),
                new StreamEvent.Unknown("x", json),
                new StreamEvent.Metadata(json));
    }

    @ParameterizedTest
    @MethodSource("large")
    void countsWhateverIsHeld(StreamEvent event) {
        var size = new AnswerSizeLimit();
        for (int i = 0; i < 63; i++) {
            size.add(event);
        }
        assertThatThrownBy(
                        () -> {
                            size.add(event);
                            size.add(event);
                        })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("67108864");
    }

    static Stream<StreamEvent> small() {
        return Stream.of(
                new StreamEvent.TextDelta(0, ""),
                new StreamEvent.ToolUseDelta(0, ""),
                new StreamEvent.ReasoningDelta(0, null, "x", null),
                new StreamEvent.BlockStop(0),
                new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY),
                new StreamEvent.UnknownDelta(0, Json.EMPTY),
                new StreamEvent.Unknown("x", Json.NULL),
                new StreamEvent.Metadata(Json.EMPTY));
    }

    /** A stream of them fills no memory, and yet must end. */
    @ParameterizedTest
    @MethodSource("small")
    void eventsThatSayNothingAreCountedToo(StreamEvent event) {
        var size = new AnswerSizeLimit();

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000_000; i++) {
                                size.add(event);
                            }
                        })
                .isInstanceOf(ProtocolException.class);
    }

    static Stream<StreamEvent> nearlyEmpty() {
        Json.Obj empty = Json.EMPTY.with("x", Json.EMPTY);
        return Stream.of(
                new StreamEvent.UnknownDelta(0, empty),
                new StreamEvent.UnknownDelta(0, Json.EMPTY.with("reasoningContent", Json.EMPTY)),
                new StreamEvent.UnknownDelta(0, Json.EMPTY.with("x", Json.of(1))),
                new StreamEvent.ImageDelta(0, empty),
                new StreamEvent.ImageDelta(0, Json.EMPTY.with("source", Json.EMPTY)),
                new StreamEvent.ToolResultDelta(0, List.of(new Content.JsonValue(Json.EMPTY))));
    }

    /** Each takes up to 385 bytes: so many of them are 96 MB. */
    @ParameterizedTest
    @MethodSource("nearlyEmpty")
    void whatIsKeptOfADeltaCountsAsWhatItTakes(StreamEvent event) {
        var assembler = new TurnAssembler();
        assembler.accept(
                new StreamEvent.BlockStart(
                        0, "toolResult", Json.EMPTY.with("toolUseId", Json.of("x"))));

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 256_000; i++) {
                                assembler.accept(event);
                            }
                        })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("the answer is longer than");
    }

    @Test
    void aMemberThatIsReplacedCountsOnce() {
        var size = new AnswerSizeLimit();
        var members = new AnswerMembers(size);
        for (int i = 0; i < 1_000; i++) {
            members.put("usage", Json.of(MEGABYTE + i));
        }

        assertThat(members.json().string("usage")).endsWith("999");
    }

    @Test
    void whatReplacesAMemberCountsAsWhatItTakes() {
        var members = new AnswerMembers(new AnswerSizeLimit());
        for (int i = 0; i < 60; i++) {
            members.put("m" + i, Json.of("short"));
        }
        for (int i = 0; i < 60; i++) {
            members.put("m" + i, Json.of(MEGABYTE));
        }

        assertThatThrownBy(() -> members.put("m0", Json.of(MEGABYTE.repeat(6))))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void anAnswerThatBeginsAnewIsCountedAnew() {
        var size = new AnswerSizeLimit();
        for (int i = 0; i < 63; i++) {
            size.add(new StreamEvent.TextDelta(0, MEGABYTE));
        }
        size.forget();

        assertThatCode(() -> size.add(new StreamEvent.TextDelta(0, MEGABYTE.repeat(2))))
                .doesNotThrowAnyException();
    }
}
