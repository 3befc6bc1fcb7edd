package dev.outcrop.local.script;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One answer of a script file, for one or more requests. Not thread-safe: its owner synchronizes.
 */
final class ScriptedAnswer {
    private static final int FOR_EVER = -1;

    private final @Nullable String when;
    private final Scripted answer;
    private int times;

    private ScriptedAnswer(@Nullable String when, Scripted answer, int times) {
        this.when = when;
        this.answer = answer;
        this.times = times;
    }

    static ScriptedAnswer of(StrictObject members) {
        Scripted answer = LineReader.answer(members);
        boolean always =
                members.object().get("times") instanceof Json.Str(String word)
                        && word.equals("always");
        return new ScriptedAnswer(
                members.text("when"), answer, always ? FOR_EVER : members.number("times", 1, 1));
    }

    /** Whether the last message contains the words of this answer. */
    boolean isFor(Json body) {
        return when == null || lastMessage(body).toString().contains(quoted(when));
    }

    /** Counts one request, and returns whether it was the last. */
    boolean isUsedUp() {
        return times != FOR_EVER && --times == 0;
    }

    Scripted answer() {
        return answer;
    }

    /** Supports all operations: those with messages, and native bodies without messages. */
    private static Json lastMessage(Json body) {
        if (!(body instanceof Json.Obj object)) {
            return body;
        }
        List<Json> messages = object.array("messages");
        return messages.isEmpty() ? body : messages.getLast();
    }

    /** Escapes text as within a JSON string. */
    private static String quoted(String text) {
        String quoted = Json.of(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
