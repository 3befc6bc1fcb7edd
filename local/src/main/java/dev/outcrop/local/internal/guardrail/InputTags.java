package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags that mark, in the text of a native body, what a guardrail evaluates. A marked part becomes
 * {@code guardContent} of Converse; the tags are removed.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-tagging.html">input
 *     tags</a>
 */
public final class InputTags {
    private static final String TAG = "amazon-bedrock-guardrails-guardContent_";

    private final Pattern tagged;

    private InputTags(Pattern tagged) {
        this.tagged = tagged;
    }

    /**
     * Returns a body converted to Converse, with the parts marked.
     *
     * @param suffix of the tags
     */
    public static Json.Obj marked(Json.Obj converse, String suffix) {
        String tag = Pattern.quote(TAG + suffix);
        var tags =
                new InputTags(Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL));
        var messages = new ArrayList<Json>();
        for (Json message : converse.array("messages")) {
            messages.add(
                    message instanceof Json.Obj object
                            ? object.with("content", tags.blocks(object.array("content")))
                            : message);
        }
        return converse.with("messages", new Json.Arr(messages));
    }

    private Json blocks(List<Json> blocks) {
        var marked = new ArrayList<Json>();
        for (Json block : blocks) {
            if (block instanceof Json.Obj object
                    && object.get("text") instanceof Json.Str(String text)
                    && tagged.matcher(text).find()) {
                split(text, marked);
            } else {
                marked.add(block);
            }
        }
        return new Json.Arr(marked);
    }

    private void split(String text, List<Json> into) {
        Matcher matcher = tagged.matcher(text);
        int at = 0;
        while (matcher.find()) {
            plain(text.substring(at, matcher.start()), into);
            Json guarded = Json.EMPTY.with("text", Json.of(matcher.group(1)));
            into.add(Json.EMPTY.with("guardContent", Json.EMPTY.with("text", guarded)));
            at = matcher.end();
        }
        plain(text.substring(at), into);
    }

    private static void plain(String text, List<Json> into) {
        if (!text.isBlank()) {
            into.add(Json.EMPTY.with("text", Json.of(text)));
        }
    }
}
