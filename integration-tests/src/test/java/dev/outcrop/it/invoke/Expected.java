package dev.outcrop.it.invoke;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a recorded answer says, found without the code under test. */
final class Expected {
    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("stop", "end_turn"),
                    Map.entry("length", "max_tokens"),
                    Map.entry("tool_calls", "tool_use"));

    private Expected() {}

    static String text(Json.Obj answer) {
        var words = new StringBuilder();
        add(words, answer.get("generation"));
        add(words, first(answer, "outputs").get("text"));
        Json.Obj choice = first(answer, "choices");
        add(words, choice.get("text"));
        add(words, choice.object("message").get("content"));
        add(words, choice.object("delta").get("content"));
        if ("content_block_delta".equals(answer.string("type"))) {
            add(words, answer.object("delta").get("text"));
        }
        add(words, answer.object("contentBlockDelta").object("delta").get("text"));
        for (Json block : answer.array("content")) {
            add(words, ((Json.Obj) block).get("text"));
        }
        for (Json block : answer.object("output").object("message").array("content")) {
            add(words, ((Json.Obj) block).get("text"));
        }
        return words.toString();
    }

    static String text(List<Json.Obj> chunks) {
        var words = new StringBuilder();
        chunks.forEach(chunk -> words.append(text(chunk)));
        return words.toString();
    }

    static String withoutThinking(String text) {
        return text.replaceAll("(?s)<reasoning>.*?</reasoning>", "")
                .replaceFirst("(?s)^\\s*<thinking>.*?</thinking>\\s*", "");
    }

    private static void add(StringBuilder words, @Nullable Json text) {
        words.append(text instanceof Json.Str(String said) ? said : "");
    }

    private static Json.Obj first(Json.Obj answer, String list) {
        List<Json> elements = answer.array(list);
        return elements.isEmpty() ? Json.EMPTY : (Json.Obj) elements.get(0);
    }

    /** Bedrock's word for the reason that is said somewhere in these. */
    static String reason(List<Json.Obj> parts) {
        String word = "";
        boolean intervened = false;
        for (Json.Obj part : parts) {
            intervened |= "INTERVENED".equals(part.string("amazon-bedrock-guardrailAction"));
            for (Json said :
                    new @Nullable Json[] {
                        part.get("stop_reason"),
                        part.get("finish_reason"),
                        part.get("stopReason"),
                        part.object("delta").get("stop_reason"),
                        part.object("messageStop").get("stopReason"),
                        first(part, "outputs").get("stop_reason"),
                        first(part, "choices").get("finish_reason")
                    }) {
                word = said instanceof Json.Str(String it) ? it : word;
            }
        }
        return intervened ? "guardrail_intervened" : REASONS.getOrDefault(word, word);
    }

    /** Names of tools and what they are to be called with. */
    static List<String> calls(List<Json.Obj> parts) {
        var names = new TreeMap<Long, String>();
        var inputs = new TreeMap<Long, String>();
        var calls = new ArrayList<String>();
        for (Json.Obj part : parts) {
            for (Json block : part.array("content")) {
                var use = (Json.Obj) block;
                if ("tool_use".equals(use.string("type"))) {
                    calls.add(use.string("name") + use.get("input"));
                }
            }
            for (Json block : part.object("output").object("message").array("content")) {
                if (((Json.Obj) block).get("toolUse") instanceof Json.Obj use) {
                    calls.add(use.string("name") + use.get("input"));
                }
            }
            for (Json call : first(part, "choices").object("message").array("tool_calls")) {
                Json.Obj function = ((Json.Obj) call).object("function");
                calls.add(
                        function.string("name")
                                + Json.parse(String.valueOf(function.string("arguments"))));
            }
            for (Json call : first(part, "choices").object("delta").array("tool_calls")) {
                piece(
                        ((Json.Obj) call).object("function"),
                        names,
                        inputs,
                        "arguments",
                        ((Json.Obj) call).integer("index", 0));
            }
            piece(part.object("content_block"), names, inputs, "", part.integer("index", 0));
            piece(part.object("delta"), names, inputs, "partial_json", part.integer("index", 0));
            Json.Obj start = part.object("contentBlockStart");
            piece(
                    start.object("start").object("toolUse"),
                    names,
                    inputs,
                    "",
                    start.integer("contentBlockIndex", 0));
            Json.Obj delta = part.object("contentBlockDelta");
            piece(
                    delta.object("delta").object("toolUse"),
                    names,
                    inputs,
                    "input",
                    delta.integer("contentBlockIndex", 0));
        }
        names.forEach(
                (index, name) -> calls.add(name + Json.parse(inputs.getOrDefault(index, "{}"))));
        return calls;
    }

    private static void piece(
            Json.Obj said,
            Map<Long, String> names,
            Map<Long, String> inputs,
            String member,
            long index) {
        if (said.string("name") != null) {
            names.put(index, said.string("name"));
        }
        if (said.string(member) != null) {
            inputs.merge(index, said.string(member), String::concat);
        }
    }
}
