package dev.outcrop.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Recording;
import dev.outcrop.Shared;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

@SuppressWarnings("NullAway") // false alarm: annotations of nested types in class files
class InlineThinkingTest {
    private static final ModelName NOVA = ModelName.of("us.amazon.nova-pro-v1:0");
    private static final Content CALL =
            new Content.ToolUse("t-1", "weather", Json.EMPTY, null, Json.EMPTY);

    private static Content thought(String text) {
        return thought(text, "", "");
    }

    /** A thought with the blanks around its tags. */
    private static Content thought(String text, String before, String after) {
        Json.Obj around =
                before.isEmpty() ? Json.EMPTY : Json.EMPTY.with("before", Json.of(before));
        around = after.isEmpty() ? around : around.with("after", Json.of(after));
        return new Content.Reasoning(
                text,
                null,
                null,
                around.isEmpty() ? around : Json.EMPTY.with("inlineThinking", around));
    }

    private static Content unclosed(String text) {
        Json.Obj around = Json.EMPTY.with("unclosed", Json.of(true));
        return new Content.Reasoning(text, null, null, Json.EMPTY.with("inlineThinking", around));
    }

    private static Turn turn(Content... content) {
        return new Turn(
                new Message(Role.ASSISTANT, List.of(content), Json.EMPTY),
                new Turn.Metadata(StopReason.END_TURN, Usage.NONE, Json.EMPTY, null));
    }

    private record Events(Iterator<StreamEvent> all) implements EventSource {
        @Override
        public @Nullable StreamEvent next() {
            return all.hasNext() ? all.next() : null;
        }

        @Override
        public void close() {}
    }

    /** The answer as a stream whose texts are cut into pieces. */
    private static List<StreamEvent> events(Turn turn, int cut) {
        var events = new ArrayList<StreamEvent>();
        events.add(new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY));
        for (int i = 0; i < turn.content().size(); i++) {
            switch (turn.content().get(i)) {
                case Content.Text text -> {
                    for (int at = 0; at < text.text().length(); at += cut) {
                        int end = Math.min(text.text().length(), at + cut);
                        events.add(new StreamEvent.TextDelta(i, text.text().substring(at, end)));
                    }
                }
                case Content.ToolUse use -> {
                    Json.Obj start =
                            Json.EMPTY
                                    .with("toolUseId", Json.of(use.toolUseId()))
                                    .with("name", Json.of(use.name()));
                    events.add(new StreamEvent.BlockStart(i, "toolUse", start));
                    events.add(new StreamEvent.ToolUseDelta(i, "{}"));
                }
                default -> throw new AssertionError();
            }
            events.add(new StreamEvent.BlockStop(i));
        }
        events.add(new StreamEvent.MessageStop(StopReason.END_TURN, Json.EMPTY));
        return events;
    }

    private static Turn assembled(List<StreamEvent> events, ModelName model) {
        var assembler = new TurnAssembler();
        EventSource source = InlineThinking.split(new Events(events.iterator()), model);
        for (StreamEvent event = source.next(); event != null; event = source.next()) {
            assembler.accept(event);
        }
        return assembler.turn();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        turn(Content.text("<thinking> Let me see.</thinking>\n\nOslo is cold.")),
                        List.of(
                                thought(" Let me see.", "", "\n\n"),
                                Content.text("Oslo is cold."))),
                Arguments.of(
                        turn(Content.text("\n<thinking>a</thinking>b")),
                        List.of(thought("a", "\n", ""), Content.text("b"))),
                Arguments.of(
                        turn(Content.text("<thinking>I need a tool.</thinking>\n"), CALL),
                        List.of(thought("I need a tool.", "", "\n"), CALL)),
                Arguments.of(
                        turn(Content.text("<thinking>a</thinking> b"), CALL, CALL),
                        List.of(thought("a", "", " "), Content.text("b"), CALL, CALL)),
                Arguments.of(
                        turn(Content.text("<thinking>a</thinking>\n<thinking>b</thinking>\nc")),
                        List.of(thought("a", "", "\n"), thought("b", "", "\n"), Content.text("c"))),
                Arguments.of(
                        turn(Content.text("<thinking>a <b> </thinkin> c</thinking>d")),
                        List.of(thought("a <b> </thinkin> c"), Content.text("d"))),
                Arguments.of(
                        turn(Content.text("<thinking>cut by max_tok")),
                        List.of(unclosed("cut by max_tok"))),
                Arguments.of(
                        turn(Content.text("<thinking>cut</think")),
                        List.of(unclosed("cut</think"))),
                Arguments.of(
                        turn(Content.text("<thinking></thinking>a")),
                        List.of(thought(""), Content.text("a"))),
                Arguments.of(turn(Content.text("No tag.")), List.of(Content.text("No tag."))),
                Arguments.of(
                        turn(Content.text("\n\n No tag")), List.of(Content.text("\n\n No tag"))),
                Arguments.of(turn(Content.text("<thin ice>")), List.of(Content.text("<thin ice>"))),
                Arguments.of(turn(Content.text(" <think")), List.of(Content.text(" <think"))),
                Arguments.of(
                        turn(Content.text("Nova writes <thinking>x</thinking> itself.")),
                        List.of(Content.text("Nova writes <thinking>x</thinking> itself."))),
                Arguments.of(
                        turn(Content.text("<thinking>a</thinking>b <thinking>c</thinking>")),
                        List.of(thought("a"), Content.text("b <thinking>c</thinking>"))),
                Arguments.of(
                        turn(CALL, Content.text("after")), List.of(CALL, Content.text("after"))),
                Arguments.of(
                        turn(Content.text("a"), Content.text("<thinking>b</thinking>c")),
                        List.of(Content.text("a"), Content.text("<thinking>b</thinking>c"))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void thinkingBecomesABlockHoweverTheAnswerArrives(Turn answer, List<Content> content) {
        Turn split = InlineThinking.split(answer, NOVA);
        assertThat(split.content()).isEqualTo(content);
        assertThat(InlineThinking.joined(split, NOVA)).isEqualTo(answer);
        for (int cut = 1; cut <= 40; cut++) {
            assertThat(assembled(events(answer, cut), NOVA).content())
                    .as("pieces of " + cut)
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-2-lite-v1:0",
                "anthropic.claude-sonnet-4-6",
                "openai.gpt-oss-20b-1:0",
                "some.model"
            })
    void noOtherModelsTextIsSplit(String modelId) {
        Turn answer = turn(Content.text("<thinking>a</thinking>b"));
        ModelName model = ModelName.of(modelId);

        assertThat(InlineThinking.split(answer, model)).isSameAs(answer);
        assertThat(assembled(events(answer, 3), model)).isEqualTo(answer);
    }

    @Test
    void aRestartedAnswerBeginsAnew() {
        var events = new ArrayList<StreamEvent>();
        events.add(new StreamEvent.TextDelta(0, "<thinking>a</thinking>b"));
        events.add(new StreamEvent.Restarted(1, Duration.ZERO, "x"));
        events.addAll(events(turn(Content.text("<thinking>c</thinking>d")), 5));

        assertThat(assembled(events, NOVA).content())
                .containsExactly(thought("c"), Content.text("d"));
    }

    @Test
    void noRecordedAnswerOfNovaBeginsWithATag() {
        for (Recording recording :
                Shared.recordings(
                        r ->
                                r.operation().equals("Converse")
                                        && r.status() == 200
                                        && r.modelId().contains("nova"))) {
            byte[] body = recording.responseBody().toString().getBytes(StandardCharsets.UTF_8);
            Turn turn = Converse.decode(body, Json.Limits.DEFAULT);

            Turn split = InlineThinking.split(turn, ModelName.of(recording.modelId()));

            assertThat(InlineThinking.joined(split, ModelName.of(recording.modelId())))
                    .isEqualTo(turn);
            assertThat(split.text()).as(recording.id()).doesNotContain("<thinking>");
            assertThat(split.reasoning().isEmpty())
                    .as(recording.id())
                    .isEqualTo(turn.reasoning().isEmpty() && !turn.text().contains("<thinking>"));
        }
    }
}
