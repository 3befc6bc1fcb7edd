package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** However an answer is cut into events, it is the answer. */
class StreamsEqualCallsTest {
    @Test
    void anAnswerCutIntoEventsIsTheSameAnswer() {
        for (long seed = 0; seed < 3_000; seed++) {
            var dice = new Dice(seed);
            Turn whole = turn(dice);
            var assembler = new TurnAssembler();
            events(whole, dice).forEach(assembler::accept);

            assertThat(assembler.turn()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private static Turn turn(Dice dice) {
        var source = new TwinContent(dice);
        var content = new ArrayList<Content>();
        for (int i = dice.below(3); i >= 0; i--) {
            source.message().ours().content().stream()
                    .filter(StreamsEqualCallsTest::comesInStreams)
                    .forEach(content::add);
        }
        Json.Obj more = Json.EMPTY.with("metrics", Json.EMPTY.with("latencyMs", Json.of(7)));
        return new Turn(
                new Message(Role.ASSISTANT, content),
                new Turn.Metadata(StopReason.END_TURN, Usage.of(dice.count(), 1), more, null));
    }

    private static boolean comesInStreams(Content block) {
        if (block instanceof Content.ToolResult result) {
            return result.content().stream()
                    .allMatch(
                            part ->
                                    part instanceof Content.Text
                                            || part instanceof Content.JsonValue);
        }
        if (block instanceof Content.CitedText cited) {
            return cited.content().size() < 2 && !cited.citations().isEmpty();
        }
        return block instanceof Content.Text
                || block instanceof Content.Reasoning
                || block instanceof Content.ToolUse
                || block instanceof Content.Image;
    }

    /** The events of each block in their order, those of several blocks mixed. */
    private static List<StreamEvent> events(Turn turn, Dice dice) {
        var blocks = new ArrayList<List<StreamEvent>>();
        for (int i = 0; i < turn.content().size(); i++) {
            blocks.add(block(i, turn.content().get(i), dice));
        }
        var events = new ArrayList<StreamEvent>();
        events.add(new StreamEvent.MessageStart(turn.role(), turn.message().more()));
        while (!blocks.isEmpty()) {
            List<StreamEvent> block = dice.one(blocks);
            events.add(block.removeFirst());
            if (block.isEmpty()) {
                blocks.remove(block);
            }
        }
        Turn.Metadata metadata = Objects.requireNonNull(turn.metadata());
        events.add(
                new StreamEvent.MessageStop(
                        Objects.requireNonNull(metadata.stopReason()), Json.EMPTY));
        events.add(new StreamEvent.Metadata(metadata.more().with("usage", turn.usage().json())));
        return events;
    }

    private static List<StreamEvent> block(int index, Content block, Dice dice) {
        var events = new ArrayList<StreamEvent>();
        if (block instanceof Content.Text text) {
            words(index, text.text(), dice, events);
        } else if (block instanceof Content.Reasoning reasoning) {
            thoughts(index, reasoning, dice, events);
        } else if (block instanceof Content.ToolUse use) {
            events.add(start(index, "toolUse", use).without("input"));
            if (!use.input().equals(Json.EMPTY) || dice.flip()) {
                for (String piece : pieces(use.input().toString(), dice)) {
                    events.add(new StreamEvent.ToolUseDelta(index, piece));
                }
            }
        } else if (block instanceof Content.ToolResult result) {
            events.add(start(index, "toolResult", result).without("content"));
            for (Content part : result.content()) {
                events.add(new StreamEvent.ToolResultDelta(index, List.of(part)));
            }
        } else if (block instanceof Content.CitedText cited) {
            for (Citation citation : cited.citations()) {
                events.add(new StreamEvent.CitationDelta(index, citation));
            }
            if (!cited.content().isEmpty()) {
                words(index, cited.text(), dice, events);
            }
        } else if (block instanceof Content.Image image) {
            picture(index, image, dice, events);
        }
        events.add(new StreamEvent.BlockStop(index));
        return events;
    }

    private static Start start(int index, String kind, Content block) {
        Message message = Message.assistant(block);
        Json.Obj json = (Json.Obj) message.toJson().array("content").get(0);
        return new Start(index, kind, json.object(kind));
    }

    private record Start(int index, String kind, Json.Obj body) {
        StreamEvent without(String name) {
            return new StreamEvent.BlockStart(index, kind, body.without(name));
        }
    }

    private static void words(int index, String text, Dice dice, List<StreamEvent> events) {
        for (String piece : pieces(text, dice)) {
            events.add(new StreamEvent.TextDelta(index, piece));
        }
    }

    private static void thoughts(
            int index, Content.Reasoning reasoning, Dice dice, List<StreamEvent> events) {
        Blob redacted = reasoning.redacted();
        if (redacted != null) {
            for (Blob piece : pieces(redacted, dice)) {
                events.add(new StreamEvent.ReasoningDelta(index, null, null, piece));
            }
            return;
        }
        for (String piece : pieces(String.valueOf(reasoning.text()), dice)) {
            events.add(new StreamEvent.ReasoningDelta(index, piece, null, null));
        }
        if (reasoning.signature() != null) {
            for (String piece : pieces(reasoning.signature(), dice)) {
                events.add(new StreamEvent.ReasoningDelta(index, null, piece, null));
            }
        }
    }

    private static void picture(
            int index, Content.Image image, Dice dice, List<StreamEvent> events) {
        Start start = start(index, "image", image);
        events.add(
                new StreamEvent.BlockStart(
                        index, "image", Json.EMPTY.with("format", Json.of(image.format()))));
        Json.Obj source = start.body().object("source");
        String bytes = source.string("bytes");
        if (bytes == null) {
            events.add(new StreamEvent.ImageDelta(index, start.body().without("format")));
            return;
        }
        for (Blob piece : pieces(new Blob(bytes), dice)) {
            Json.Obj part = Json.EMPTY.with("bytes", Json.of(piece.base64()));
            events.add(new StreamEvent.ImageDelta(index, Json.EMPTY.with("source", part)));
        }
        if (!image.more().isEmpty()) {
            events.add(new StreamEvent.ImageDelta(index, image.more()));
        }
    }

    /** Cut anywhere: in escapes, in the middle of a character, into nothing. */
    private static List<String> pieces(String text, Dice dice) {
        int first = dice.below(text.length() + 1);
        int second = first + dice.below(text.length() - first + 1);
        return List.of(
                text.substring(0, first), text.substring(first, second), text.substring(second));
    }

    private static List<Blob> pieces(Blob blob, Dice dice) {
        byte[] bytes = blob.bytes();
        int cut = dice.below(bytes.length + 1);
        return dice.flip()
                ? List.of(blob)
                : List.of(
                        Blob.of(Arrays.copyOf(bytes, cut)),
                        Blob.of(Arrays.copyOfRange(bytes, cut, bytes.length)));
    }
}
