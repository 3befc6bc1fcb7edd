package dev.outcrop.local.engine;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.regex.Pattern;

/** Counts the tokens of a request: texts by rule, everything else by its size. */
public final class InputTokens {
    /** Tokens of a message in addition to its blocks. */
    public static final int PER_MESSAGE = 4;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_FOR_MEDIA = 1_600;

    /**
     * What the template of a family adds to a request, in recorded traffic.
     *
     * @param plain without tools
     * @param withTools with tools: the template explains to the model how to call them
     */
    private record Template(Pattern models, int plain, int withTools) {
        static Template of(String models, int plain, int withTools) {
            return new Template(Pattern.compile(models), plain, withTools);
        }
    }

    private static final List<Template> TEMPLATES =
            List.of(
                    Template.of("anthropic\\.claude-3", 0, 280),
                    Template.of("anthropic\\.claude", 0, 500),
                    Template.of("amazon\\.nova-2", 43, 850),
                    Template.of("amazon\\.nova", 0, 340),
                    Template.of("meta\\.llama", 31, 116),
                    Template.of("openai\\.gpt-oss", 63, 63));

    private InputTokens() {}

    /** Returns the tokens of a request, with those that the template of its model adds. */
    public static int of(Question question) {
        return ofTemplate(question) + of(question.body());
    }

    /** Returns the tokens that the template of a model adds, before everything else. */
    public static int ofTemplate(Question question) {
        boolean hasTools = !question.body().object("toolConfig").array("tools").isEmpty();
        for (Template template : TEMPLATES) {
            if (template.models().matcher(question.modelId()).find()) {
                return hasTools ? template.withTools() : template.plain();
            }
        }
        return 0;
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
