package dev.outcrop.it;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Bedrock's rules for the body of Converse, written down once more, from its words and not from the
 * library: what breaks one is named.
 */
final class Rules {
    private static final Pattern NAME = Pattern.compile("[\\w\\-()\\[\\]]+( [\\w\\-()\\[\\]]+)*");
    private static final Pattern TOOL = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");

    private final String modelId;
    private final Json.Obj body;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private int cachePoints;

    private Rules(String modelId, Json.Obj body) {
        this.modelId = modelId;
        this.body = body;
    }

    static List<String> broken(String modelId, Json.Obj body) {
        var rules = new Rules(modelId, body);
        rules.check();
        return rules.broken;
    }

    private void check() {
        List<Json.Obj> messages = objects(body.array("messages"));
        rule(!messages.isEmpty(), "a conversation has messages");
        if (body.get("system") != null) {
            blocks(objects(body.array("system")), "system");
        }
        for (int i = 0; i < messages.size(); i++) {
            message(messages, i);
        }
        rule(cachePoints <= 4, "at most 4 cache points, not " + cachePoints);
        rule(!ids.isEmpty() == (body.get("toolConfig") != null), "toolConfig goes with toolUse");
        if (!ids.isEmpty()) {
            rule(!body.object("toolConfig").array("tools").isEmpty(), "there are tools");
        }
        if (!messages.isEmpty()) {
            ends(messages.getFirst(), messages.getLast());
        }
    }

    private void ends(Json.Obj first, Json.Obj last) {
        boolean claude = modelId.contains("anthropic.");
        rule(
                claude || modelId.contains("qwen.") || isUser(first),
                "must start with a user message");
        if (isUser(last)) {
            return;
        }
        rule(!modelId.contains("claude-opus-4-6"), "does not support assistant message prefill");
        String words = objects(last.array("content")).getLast().string("text");
        rule(words == null || words.equals(words.stripTrailing()), "trailing whitespace");
    }

    private void message(List<Json.Obj> messages, int i) {
        Json.Obj message = messages.get(i);
        List<Json.Obj> content = objects(message.array("content"));
        String place = "messages." + i;
        rule(!content.isEmpty(), place + " is empty");
        if (i > 0 && !modelId.contains("amazon.titan")) {
            rule(isUser(message) != isUser(messages.get(i - 1)), place + " must alternate");
        }
        blocks(content, place);
        if (isUser(message)) {
            userMessage(content, i == 0 ? List.of() : called(messages.get(i - 1)), place);
        } else {
            assistantMessage(content, place);
            rule(
                    called(message).isEmpty()
                            || (i + 1 < messages.size() && isUser(messages.get(i + 1))),
                    place + " expects toolResult blocks after it");
        }
    }

    private void userMessage(List<Json.Obj> content, List<String> called, String place) {
        var answered = new ArrayList<String>();
        boolean others = false;
        boolean document = false;
        boolean words = false;
        for (Json.Obj block : content) {
            if (block.get("toolResult") instanceof Json.Obj result) {
                answered.add(String.valueOf(result.string("toolUseId")));
                rule(!others, place + " has a result after something else");
            } else {
                others = true;
            }
            document |= block.get("document") != null;
            words |= !isBlank(block.string("text"));
        }
        rule(
                answered.stream().sorted().toList().equals(called.stream().sorted().toList()),
                place + " answers " + answered + " where " + called + " were called");
        rule(!document || words, place + " has a document and no text");
    }

    private void assistantMessage(List<Json.Obj> content, String place) {
        boolean called = false;
        for (Json.Obj block : content) {
            if (block.get("toolUse") instanceof Json.Obj use) {
                call(use, place);
                called |= use.get("type") == null;
            }
            rule(
                    !called || (block.get("text") == null && block.get("citationsContent") == null),
                    place + " has words after a call");
            rule(
                    !(modelId.contains("anthropic.")
                            && block.object("reasoningContent").get("reasoningText")
                                    instanceof Json.Obj thought
                            && thought.string("signature") == null),
                    place + " has thinking without signature");
        }
    }

    private void call(Json.Obj use, String place) {
        String id = String.valueOf(use.string("toolUseId"));
        rule(ID.matcher(id).matches(), place + " has the id " + id);
        rule(ids.add(id), place + " has the id " + id + " again");
        rule(TOOL.matcher(String.valueOf(use.string("name"))).matches(), place + " has a bad name");
        rule(use.get("input") instanceof Json.Obj, place + " has an input that is no object");
    }

    private void blocks(List<Json.Obj> blocks, String place) {
        for (int i = 0; i < blocks.size(); i++) {
            Json.Obj block = blocks.get(i);
            Json.Obj before = i == 0 ? Json.EMPTY : blocks.get(i - 1);
            Json.Obj after = i + 1 == blocks.size() ? Json.EMPTY : blocks.get(i + 1);
            boolean apart = before.get("document") != null && after.get("cachePoint") != null;
            text(block, apart, place + ".content." + i);
            document(block, place);
            if (block.get("cachePoint") != null) {
                cachePoints++;
                rule(
                        i > 0
                                && before.get("cachePoint") == null
                                && before.get("reasoningContent") == null,
                        place + " has a cache point at " + i);
            }
            if (block.get("toolResult") instanceof Json.Obj result) {
                result(result, place);
            }
        }
    }

    private void result(Json.Obj result, String place) {
        List<Json.Obj> content = objects(result.array("content"));
        rule(
                !content.isEmpty() || !"error".equals(result.string("status")),
                place + " has an error without content");
        for (Json.Obj block : content) {
            text(block, false, place + " in a result");
            document(block, place);
            rule(
                    block.get("json") == null || block.get("json") instanceof Json.Obj,
                    place + " has a result whose json is no object");
        }
    }

    private void text(Json.Obj block, boolean apart, String place) {
        rule(
                block.get("text") == null || apart || !isBlank(block.string("text")),
                place + " is blank");
        if (block.get("citationsContent") instanceof Json.Obj cited) {
            rule(
                    objects(cited.array("content")).stream()
                            .anyMatch(piece -> !isBlank(piece.string("text"))),
                    place + " cites without words");
        }
        if (block.object("guardContent").get("text") instanceof Json.Obj guarded) {
            rule(!isBlank(guarded.string("text")), place + " guards nothing");
        }
    }

    private void document(Json.Obj block, String place) {
        if (block.get("document") instanceof Json.Obj document) {
            String name = String.valueOf(document.string("name"));
            rule(name.length() <= 200 && NAME.matcher(name).matches(), place + " names " + name);
            rule(names.add(name), place + " has a second document " + name);
        }
    }

    private static List<String> called(Json.Obj message) {
        var called = new ArrayList<String>();
        for (Json.Obj block : objects(message.array("content"))) {
            if (!isUser(message)
                    && block.get("toolUse") instanceof Json.Obj use
                    && use.get("type") == null) {
                called.add(String.valueOf(use.string("toolUseId")));
            }
        }
        return called;
    }

    private static boolean isUser(Json.Obj message) {
        return "user".equals(message.string("role"));
    }

    private static boolean isBlank(String text) {
        return text == null || text.replace('\u00a0', ' ').isBlank();
    }

    private static List<Json.Obj> objects(List<Json> values) {
        return values.stream().map(Json.Obj.class::cast).toList();
    }

    private void rule(boolean kept, String otherwise) {
        if (!kept) {
            broken.add(otherwise);
        }
    }
}
