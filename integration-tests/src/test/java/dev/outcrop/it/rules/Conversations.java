package dev.outcrop.it.rules;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolMethod;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/** What several conversations have in common. */
final class Conversations {
    static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private Conversations() {}

    static void useCamera(Talk talk) {
        talk.chat().tools(new Camera());
        talk.ask("Use photo now.");
    }

    static void useClock(Talk talk) {
        talk.chat().tools(new Clock());
        talk.ask("Use time now.");
    }

    static Tool tool(String name, String schema) {
        return Tool.of(
                name, "Does it.", JsonSchema.parse(schema.replace('\'', '"')), input -> "done");
    }

    /** A tool that returns a block. */
    static Tool tool(String name, Content result) {
        return Tool.of(
                name, "Does it.", JsonSchema.parse("{\"type\":\"object\"}"), input -> result);
    }

    /** A question whose answer is only the model's thinking, as if it was cut off there. */
    static void reasonOnly(Talk talk) {
        talk.ask(RuleCase.THINK);
        var turns = new ArrayList<>(talk.chat().turns());
        Turn answer = turns.removeLast();
        var reasoning =
                answer.message().content().stream()
                        .filter(Content.Reasoning.class::isInstance)
                        .toList();
        turns.add(
                new Turn(
                        new Message(answer.message().role(), reasoning, Json.EMPTY),
                        answer.metadata()));
        talk.chat().setTurns(turns);
    }

    static Source bytes(String text) {
        return Source.bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Content.Image image() {
        return new Content.Image("png", Source.bytes(PNG));
    }

    /** What is extracted. */
    record Place(String name, int age) {}

    /** A tool that returns a picture. */
    static final class Camera {
        @ToolMethod("Takes a photo.")
        Content photo() {
            return image();
        }
    }

    /** A tool that returns a text. */
    static final class Clock {
        @ToolMethod("Tells the time.")
        String time() {
            return "12:00";
        }
    }
}
