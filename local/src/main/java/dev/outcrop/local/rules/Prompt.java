package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a request that an answer depends on. */
record Prompt(Question question) {
    String modelId() {
        return question.modelId();
    }

    Json.Obj body() {
        return question.body();
    }

    List<Json.Obj> messages() {
        return objects(body().array("messages"));
    }

    /** Returns the blocks of the last message. */
    List<Json.Obj> lastContent() {
        List<Json.Obj> messages = messages();
        return messages.isEmpty() ? List.of() : objects(messages.getLast().array("content"));
    }

    /** Returns the text of the last message. */
    String asked() {
        return texts(lastContent());
    }

    /** Returns the text of the last user message that has any: the question behind tool results. */
    String lastQuestion() {
        for (Json.Obj message : messages().reversed()) {
            String text = texts(objects(message.array("content")));
            if ("user".equals(message.string("role")) && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** Returns the messages after the last question: calls and their results. */
    List<Json.Obj> sinceLastQuestion() {
        List<Json.Obj> messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            List<Json.Obj> content = objects(messages.get(i).array("content"));
            boolean results = content.stream().anyMatch(block -> block.get("toolResult") != null);
            if ("user".equals(messages.get(i).string("role"))
                    && !results
                    && !texts(content).isBlank()) {
                return messages.subList(i + 1, messages.size());
            }
        }
        return messages;
    }

    String system() {
        return texts(objects(body().array("system")));
    }

    List<Tool> tools() {
        return objects(body().object("toolConfig").array("tools")).stream()
                .filter(tool -> tool.get("toolSpec") instanceof Json.Obj)
                .map(tool -> Tool.of(tool.object("toolSpec")))
                .toList();
    }

    /** Returns {@code any}, {@code tool}, {@code auto}; empty if there is none. */
    Json.Obj toolChoice() {
        return body().object("toolConfig").object("toolChoice");
    }

    /** Returns the {@code toolResult} blocks of the last message. */
    List<Json.Obj> toolResults() {
        return lastContent().stream()
                .filter(block -> block.get("toolResult") instanceof Json.Obj)
                .map(block -> block.object("toolResult"))
                .toList();
    }

    /** Returns all tool calls of the model so far, oldest first. */
    List<Json.Obj> toolUses() {
        return blocks(messages(), "toolUse");
    }

    /** Returns the blocks of a kind, such as {@code toolUse}, in messages. */
    static List<Json.Obj> blocks(List<Json.Obj> messages, String kind) {
        List<Json.Obj> blocks = new ArrayList<>();
        for (Json.Obj message : messages) {
            for (Json.Obj block : objects(message.array("content"))) {
                if (block.get(kind) instanceof Json.Obj found) {
                    blocks.add(found);
                }
            }
        }
        return blocks;
    }

    static List<Json.Obj> objects(List<Json> elements) {
        return elements.stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .toList();
    }

    /** Guarded text counts as text. */
    static String texts(List<Json.Obj> blocks) {
        return blocks.stream()
                .map(Prompt::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String text(Json.Obj block) {
        String plain = block.string("text");
        String guarded = block.object("guardContent").object("text").string("text");
        return plain != null ? plain : guarded != null ? guarded : "";
    }
}
