package dev.outcrop.local.recording;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.events.EventsToMessage;
import dev.outcrop.local.recording.FrameReader.Message;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recordings reduced to a script: what each request is answered, without requests, headers and
 * usage. Answers of Converse and ConverseStream, those of Claude and Nova over InvokeModel, and
 * errors can be scripted.
 *
 * @param text a script, as {@link dev.outcrop.local.script.ScriptFile} reads it; one line for each
 *     answer
 * @param leftOut the recordings that are not in the script, and why
 */
public record RecordedScript(String text, List<String> leftOut) {
    private static final int LONGEST_WHEN = 80;
    private static final int BAD_REQUEST = 400;

    /** What a scripted answer has without being said, and the padding of streams. */
    private static final Set<String> PLAIN =
            Set.of("metrics", "output", "p", "stopReason", "usage");

    public RecordedScript {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reduces all recordings of a folder.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if a file is not a recording
     */
    public static RecordedScript of(Path folder) {
        List<String> answers = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Recording recording : Recordings.in(folder)) {
            Json.Obj answer = answer(recording);
            if (answer == null) {
                leftOut.add(
                        recording.name()
                                + ": "
                                + recording.asked().method()
                                + " "
                                + recording.asked().path()
                                + " has no answer of Converse, Claude or Nova");
            } else {
                String when = when(recording.asked().body());
                Json.Obj line = when == null ? Json.EMPTY : with(Json.EMPTY, "when", when);
                for (var member : answer.members().entrySet()) {
                    line = line.with(member.getKey(), member.getValue());
                }
                answers.add("    " + line);
            }
        }
        String text =
                "{\n  \"answers\": [\n"
                        + String.join(",\n", answers)
                        + "\n  ],\n  \"then\": \"refuse\"\n}\n";
        return new RecordedScript(text, leftOut);
    }

    private static Json.@Nullable Obj answer(Recording recording) {
        if (recording.status() >= BAD_REQUEST) {
            return error(recording);
        }
        Json.Obj body = Recording.Asked.parsed(recording.body()) instanceof Json.Obj o ? o : null;
        String path = recording.asked().path();
        if (path.endsWith("/converse-stream")) {
            return streamed(FrameReader.messages(recording.body()));
        }
        if (body == null || !(path.endsWith("/converse") || path.endsWith("/invoke"))) {
            return null;
        }
        if (body.object("output").get("message") instanceof Json.Obj) {
            return answered(body);
        }
        Json.Obj claude = ClaudeAnswer.asConverse(body);
        return claude == null ? null : answered(claude);
    }

    private static Json.Obj error(Recording recording) {
        String type = recording.header("x-amzn-errortype").replaceFirst("[:#].*", "");
        Json body = Recording.Asked.parsed(recording.body());
        String message = body instanceof Json.Obj object ? object.string("message") : null;
        Json.Obj error = with(Json.EMPTY, "error", type.isEmpty() ? "ValidationException" : type);
        return (message == null ? error : with(error, "message", message))
                .with("status", Json.of(recording.status()));
    }

    private static Json.@Nullable Obj streamed(List<Message> messages) {
        var message = new EventsToMessage();
        for (int i = 0; i < messages.size(); i++) {
            Message one = messages.get(i);
            String exception = one.header(":exception-type");
            if (!exception.isEmpty()) {
                return brokenOff(answered(message.body(Json.EMPTY)), i, exception, one.payload());
            }
            message.accept(new Event(one.header(":event-type"), one.payload()));
        }
        return messages.isEmpty() ? null : answered(message.body(Json.EMPTY));
    }

    private static Json.Obj brokenOff(
            Json.Obj answer, int frames, String exception, Json.Obj payload) {
        String type = Character.toUpperCase(exception.charAt(0)) + exception.substring(1);
        Json.Obj end =
                with(Json.EMPTY, "by", "exception")
                        .with("afterFrames", Json.of(frames))
                        .with("error", Json.of(type));
        String said = payload.string("message");
        // An answer needs content, even if none had come.
        boolean isEmpty = answer.array("content").isEmpty() && answer.get("text") == null;
        return (isEmpty ? with(Json.EMPTY, "text", "…") : answer)
                .with("breakOff", said == null ? end : with(end, "message", said));
    }

    /** The shortest form of an answer of Converse. */
    private static Json.Obj answered(Json.Obj body) {
        if (!PLAIN.containsAll(body.members().keySet())) {
            return Json.EMPTY.with("body", body);
        }
        List<Json> content = body.object("output").object("message").array("content");
        String stopReason = body.string("stopReason");
        Json.Obj line =
                content.size() == 1 && textOf(content.getFirst()) != null
                        ? Json.EMPTY.with("text", Json.of(textOf(content.getFirst())))
                        : Json.EMPTY.with("content", new Json.Arr(content));
        return stopReason == null || stopReason.equals("end_turn")
                ? line
                : with(line, "stopReason", stopReason);
    }

    private static @Nullable String textOf(Json block) {
        return block instanceof Json.Obj object && object.members().size() == 1
                ? object.string("text")
                : null;
    }

    /** The beginning of the last text of the last message, by which a script finds its answer. */
    private static @Nullable String when(Json body) {
        List<Json> messages =
                body instanceof Json.Obj object ? object.array("messages") : List.of();
        if (messages.isEmpty() || !(messages.getLast() instanceof Json.Obj last)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        collect(last.get("content"), texts);
        List<String> spoken = texts.stream().filter(text -> !text.isBlank()).toList();
        if (spoken.isEmpty()) {
            return null;
        }
        String one = spoken.getLast();
        int end = Math.min(one.length(), LONGEST_WHEN);
        boolean splits = end < one.length() && Character.isHighSurrogate(one.charAt(end - 1));
        return one.substring(0, splits ? end - 1 : end);
    }

    private static void collect(@Nullable Json content, List<String> texts) {
        switch (content) {
            case Json.Str(String text) -> texts.add(text);
            case Json.Arr(List<Json> blocks) -> blocks.forEach(block -> collect(block, texts));
            case Json.Obj block -> {
                String text = block.string("text");
                if (text != null) {
                    texts.add(text);
                }
                collect(block.object("toolResult").get("content"), texts);
                if ("tool_result".equals(block.string("type"))) {
                    collect(block.get("content"), texts);
                }
            }
            case null, default -> {
                // It has no text.
            }
        }
    }

    private static Json.Obj with(Json.Obj object, String name, String value) {
        return object.with(name, Json.of(value));
    }
}
