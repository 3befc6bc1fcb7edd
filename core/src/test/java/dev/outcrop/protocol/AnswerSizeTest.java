package dev.outcrop.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Blob;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class AnswerSizeTest {
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
        var size = new AnswerSize();
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
        var size = new AnswerSize();

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000_000; i++) {
                                size.add(event);
                            }
                        })
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void anAnswerThatBeginsAnewIsCountedAnew() {
        var size = new AnswerSize();
        for (int i = 0; i < 63; i++) {
            size.add(new StreamEvent.TextDelta(0, MEGABYTE));
        }
        size.forget();

        assertThatCode(() -> size.add(new StreamEvent.TextDelta(0, MEGABYTE.repeat(2))))
                .doesNotThrowAnyException();
    }
}
