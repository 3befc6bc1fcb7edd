package dev.outcrop.local.engine;

import dev.outcrop.json.Json;

import java.util.Map;

/** Counts the tokens of a request: texts by rule, everything else by its size. */
public final class InputTokens {
    /** Tokens of a message in addition to its blocks. */
    public static final int PER_MESSAGE = 4;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_FOR_MEDIA = 1_600;

    /** What the template of a family adds to each request, in recorded traffic. */
    private static final Map<String, Integer> TEMPLATES =
            Map.of("amazon.nova-2", 43, "meta.llama", 31, "openai.gpt-oss", 63);

    private InputTokens() {}

    /** Returns the tokens of a request, with those that the template of its model adds. */
    public static int of(Question question) {
        int count = of(question.body());
        for (var template : TEMPLATES.entrySet()) {
            if (question.modelId().contains(template.getKey())) {
                count += template.getValue();
            }
        }
        return count;
    }

    /** Returns the tokens of a request, without those of a template. */
    public static int of(Json.Obj body) {
        int count = 0;
        for (Json block : body.array("system")) {
            count += ofBlock(block);
        }
        for (Json message : body.array("messages")) {
            count += PER_MESSAGE;
            if (message instanceof Json.Obj object) {
                for (Json block : object.array("content")) {
                    count += ofBlock(block);
                }
            }
        }
        for (Json tool : body.object("toolConfig").array("tools")) {
            count += ofBlock(tool);
        }
        return count;
    }

    /** Returns the tokens of one content block, system block or tool. */
    public static int ofBlock(Json block) {
        if (block instanceof Json.Obj object
                && object.get("text") instanceof Json.Str(String text)) {
            return TokenCounter.count(text);
        }
        if (!(block instanceof Json.Obj object)) {
            return 0;
        }
        if (object.get("cachePoint") != null) {
            return 0;
        }
        if (object.get("toolResult") instanceof Json.Obj result) {
            return result.array("content").stream().mapToInt(InputTokens::ofBlock).sum();
        }
        boolean media =
                object.get("image") != null
                        || object.get("document") != null
                        || object.get("video") != null
                        || object.get("audio") != null;
        return media ? Math.min(MOST_FOR_MEDIA, bySize(block)) : bySize(block);
    }

    private static int bySize(Json json) {
        return json.toString().length() / CHARACTERS_PER_TOKEN;
    }
}
