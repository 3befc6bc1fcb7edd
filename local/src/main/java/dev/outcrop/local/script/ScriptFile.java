package dev.outcrop.local.script;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers from a JSON file. Each request gets the first remaining answer that matches it; if there
 * is none, the request is rejected, or answered by the engine.
 *
 * <pre>{@code
 * {"answers": [
 *     {"text": "Hello!"},
 *     {"when": "weather", "toolUse": {"name": "weather", "input": {"city": "Oslo"}}, "times": 3},
 *     {"error": "ThrottlingException", "message": "Too many requests, please wait before trying again."},
 *     {"text": "Half of this", "breakOff": {"afterFrames": 3, "by": "reset"}}],
 *  "then": "refuse"}
 * }</pre>
 *
 * <p>Safe for several threads.
 */
public final class ScriptFile {
    private static final String FORMAT = "{\"answers\": [{\"text\": \"Hello!\"}]}";

    private final List<ScriptedAnswer> left;
    private final boolean refuses;

    private ScriptFile(List<ScriptedAnswer> lines, boolean refuses) {
        this.left = new ArrayList<>(lines);
        this.refuses = refuses;
    }

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not a script; the message says where and why
     */
    public static ScriptFile read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses the text of a file.
     *
     * @throws IllegalArgumentException if it is not a script; the message says where and why
     */
    public static ScriptFile parse(String text) {
        Json json;
        try {
            json = Json.parse(text);
        } catch (JsonException e) {
            throw new IllegalArgumentException("a script must be JSON: " + e.getMessage(), e);
        }
        if (!(json instanceof Json.Obj whole)
                || !(whole.get("answers") instanceof Json.Arr(List<Json> answers))) {
            throw new IllegalArgumentException(
                    "a script must be an object with answers: " + FORMAT);
        }
        var members = new StrictObject("", whole);
        members.only("answers", "then");
        List<ScriptedAnswer> lines = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            lines.add(ScriptedAnswer.of(StrictObject.of("answers." + i, answers.get(i))));
        }
        return new ScriptFile(lines, members.oneOf("then", "refuse", "rehearsal").equals("refuse"));
    }

    /**
     * Returns and uses up the answer to a request; null if the engine must answer.
     *
     * @param body JSON null if there is none
     * @throws dev.outcrop.local.wire.ServiceError if no answer is left and the script rejects such
     *     requests
     */
    public synchronized @Nullable Scripted next(Json body) {
        ScriptedAnswer line = left.stream().filter(one -> one.isFor(body)).findFirst().orElse(null);
        if (line != null) {
            if (line.isUsedUp()) {
                left.remove(line);
            }
            return line.answer();
        }
        if (refuses) {
            throw Script.noAnswer();
        }
        return null;
    }
}
