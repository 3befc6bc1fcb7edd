package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.ToolInputs;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Converts the assistant's content to and from output items of OpenAI's Responses API. Each block
 * keeps its original item, so that the item is sent back unchanged.
 */
public final class ResponsesItems {
    /** The name under which a block stores its item and its part of the item. */
    static final String ITEM = "item";

    static final String PART = "part";

    private static final VendorMembers OWN = VendorMembers.RESPONSES;

    private ResponsesItems() {}

    public static List<Content> read(Json json) {
        if (!(json instanceof Json.Obj item)) {
            throw new JsonException("an item of an answer must be an object");
        }
        List<Content> known =
                switch (String.valueOf(item.string("type"))) {
                    case "message" -> message(item);
                    case "reasoning" ->
                            List.of(
                                    new Content.Reasoning(
                                            thought(item),
                                            null,
                                            null,
                                            OWN.kept(Json.EMPTY.with(ITEM, item))));
                    case "function_call" -> call(item);
                    default -> List.of();
                };
        return known.isEmpty() ? List.of(unknown(item)) : known;
    }

    static Content.Unknown unknown(Json.Obj item) {
        String type = item.string("type");
        return OWN.unknown(type == null ? ITEM : type, item);
    }

    /**
     * The text of an item; empty if a part of it is unknown, so that the item is kept completely.
     */
    static List<Content> message(Json.Obj item) {
        var blocks = new ArrayList<Content>(1);
        Json.Obj beside = item.without("content");
        for (Json json : item.array("content")) {
            Json.Obj part = json instanceof Json.Obj object ? object : Json.EMPTY;
            String text = textOf(part);
            if (text == null) {
                return List.of();
            }
            blocks.add(new Content.Text(text, more(beside, part)));
        }
        return blocks;
    }

    /** The text of a part; null if it is not a text part. */
    static @Nullable String textOf(Json.Obj part) {
        return part.string("refusal") != null ? part.string("refusal") : part.string("text");
    }

    /** What a text block stores of its item and part. */
    static Json.Obj more(Json.Obj item, Json.Obj part) {
        String words = part.string("refusal") != null ? "refusal" : "text";
        return OWN.kept(new JsonFields().put(ITEM, item).put(PART, part.without(words)).json());
    }

    /** The readable thinking: all of it, or else a summary. */
    static String thought(Json.Obj item) {
        List<Json> content = item.array("content");
        List<Json> summary = item.array("summary");
        return content.isEmpty() ? joined(summary, "\n\n") : joined(content, "");
    }

    private static String joined(List<Json> parts, String between) {
        var text = new StringBuilder();
        for (Json part : parts) {
            String words = part instanceof Json.Obj object ? object.string("text") : null;
            if (words != null) {
                text.append(text.isEmpty() ? "" : between).append(words);
            }
        }
        return text.toString();
    }

    private static List<Content> call(Json.Obj item) {
        String id = item.string("call_id");
        String name = item.string("name");
        String arguments = item.string("arguments");
        return id == null || name == null || arguments == null
                ? List.of()
                : List.of(
                        new Content.ToolUse(
                                id, name, ToolInputs.read(arguments), null, callMore(item)));
    }

    static Json.Obj callMore(Json.Obj item) {
        return OWN.kept(
                Json.EMPTY.with(ITEM, item.without("type", "call_id", "name", "arguments")));
    }

    static List<Json> of(Message message) {
        var items = new ArrayList<Json>();
        for (Content block : message.content()) {
            switch (block) {
                case Content.Text text -> words(text.text(), OWN.of(text.more()), items);
                case Content.CitedText cited -> words(cited.text(), Json.EMPTY, items);
                case Content.Reasoning thought -> {
                    if (OWN.of(thought.more()).get(ITEM) instanceof Json.Obj item) {
                        items.add(item); // what another model thought is of no use to this one
                    }
                }
                case Content.ToolUse use ->
                        items.add(
                                JsonFields.typed("function_call")
                                        .put("call_id", use.toolUseId())
                                        .put("name", use.name())
                                        .put("arguments", ToolInputs.written(use.input()))
                                        .putAll(OWN.of(use.more()).object(ITEM))
                                        .json());
                case Content.Unknown unknown -> {
                    Json.Obj item = OWN.block(unknown);
                    if (item != null) {
                        items.add(item);
                    }
                }
                case Content.CachePoint ignored -> {} // the service caches on its own
                default ->
                        throw Unsupported.RESPONSES.of(
                                "this content in an assistant message: "
                                        + block.getClass().getSimpleName(),
                                "Use Protocol.CONVERSE.");
            }
        }
        return items;
    }

    private static void words(String text, Json.Obj own, List<Json> items) {
        if (!(own.get(ITEM) instanceof Json.Obj item)) {
            items.add(new JsonFields().put("role", "assistant").put("content", text).json());
            return;
        }
        Json.Obj kept = own.object(PART);
        String as = "refusal".equals(kept.string("type")) ? "refusal" : "text";
        Json.Obj part = kept.with(as, Json.of(text));
        if (!items.isEmpty()
                && items.getLast() instanceof Json.Obj last
                && last.without("content").equals(item)) {
            var parts = new ArrayList<Json>(last.array("content"));
            parts.add(part);
            items.set(items.size() - 1, last.with("content", new Json.Arr(parts)));
        } else {
            items.add(item.with("content", Json.array(part)));
        }
    }
}
