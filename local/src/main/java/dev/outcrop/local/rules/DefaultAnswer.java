package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;

import java.util.List;

/** The default answer: what the engine is, then jokes if they are asked for, or the question. */
final class DefaultAnswer {
    private static final int LONGEST_QUOTE = 200;

    private DefaultAnswer() {}

    static String on(Question question) {
        List<Json> messages = question.body().array("messages");
        String asked = texts(last(messages).array("content"));
        return "This is the local Bedrock. No model is running here: the answer is made up by rule.\n\n"
                + (Jokes.askedFor(asked) ? Jokes.told(asked) : mirrored(question, messages, asked));
    }

    private static String mirrored(Question question, List<Json> messages, String asked) {
        var text = new StringBuilder();
        text.append(asked.isBlank() ? "You sent no text." : "You said: “" + quote(asked) + "”");
        if (messages.size() > 1) {
            text.append("\n\nThat is message ")
                    .append(messages.size())
                    .append(" of this conversation.");
        }
        String system = texts(question.body().array("system"));
        if (!system.isBlank()) {
            text.append("\n\nThe system prompt is: “").append(quote(system)).append("”");
        }
        return text.append("\n\nOn AWS, ")
                .append(quote(question.modelId()))
                .append(" would answer. Here you can ask for jokes about statisticians.")
                .toString();
    }

    private static Json.Obj last(List<Json> messages) {
        return !messages.isEmpty() && messages.getLast() instanceof Json.Obj message
                ? message
                : Json.EMPTY;
    }

    private static String texts(List<Json> blocks) {
        var texts = new StringBuilder();
        for (Json block : blocks) {
            if (block instanceof Json.Obj object
                    && object.get("text") instanceof Json.Str(String text)) {
                texts.append(texts.isEmpty() ? "" : "\n").append(text);
            }
        }
        return texts.toString();
    }

    private static String quote(String text) {
        String tidy = text.strip();
        if (tidy.codePointCount(0, tidy.length()) <= LONGEST_QUOTE) {
            return tidy;
        }
        return tidy.substring(0, tidy.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}
