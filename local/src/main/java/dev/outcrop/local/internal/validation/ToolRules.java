package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules for tool calls and their results. */
final class ToolRules {
    private ToolRules() {}

    static void check(List<Json> messages, Json.Obj body) {
        boolean used = false;
        for (LocatedBlock block : LocatedBlock.all(messages)) {
            if (block.has("toolUse") && !isOfTheService(block.json().object("toolUse"))) {
                used = true;
                object(
                        block.json().object("toolUse").get("input"),
                        block.place() + ".toolUse.input");
            } else if (block.has("toolResult") && block.fromUser()) {
                used = true;
                result(block);
            }
        }
        if (used && !(body.get("toolConfig") instanceof Json.Obj)) {
            throw ServiceError.validation(
                    "The toolConfig field must be defined when using toolUse and toolResult content"
                            + " blocks.");
        }
        for (int i = 0; i < messages.size(); i++) {
            pairs(messages, i);
        }
    }

    /** A tool that the service runs itself has its result in the same message. */
    private static boolean isOfTheService(Json.Obj toolUse) {
        return toolUse.get("type") instanceof Json.Str;
    }

    private static void result(LocatedBlock block) {
        Json.Obj result = block.json().object("toolResult");
        List<Json> content = result.array("content");
        if (content.isEmpty() && "error".equals(result.string("status"))) {
            throw ServiceError.validation(
                    "The content field at "
                            + block.place()
                            + ".toolResult cannot be empty when status value is error.");
        }
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Json.Obj part && part.get("json") != null) {
                object(part.get("json"), block.place() + ".toolResult.content." + i + ".json");
            }
        }
    }

    private static void object(@Nullable Json value, String place) {
        if (!(value instanceof Json.Obj)) {
            throw ServiceError.validation(
                    "The format of the value at "
                            + place
                            + " is invalid. Provide a json object for the field and try again.");
        }
    }

    private static void pairs(List<Json> messages, int index) {
        List<LocatedBlock> blocks = LocatedBlock.of(messages, index);
        Set<String> results = ids(blocks, "toolResult");
        Set<String> calls =
                index == 0 ? Set.of() : ids(LocatedBlock.of(messages, index - 1), "toolUse");
        if (blocks.isEmpty() || !blocks.getFirst().fromUser()) {
            return;
        }
        var missing = new ArrayList<String>(calls);
        missing.removeAll(results);
        if (!missing.isEmpty()) {
            throw ServiceError.validation(
                    "Expected toolResult blocks at messages."
                            + index
                            + ".content for the following Ids: "
                            + String.join(", ", missing));
        }
        if (results.size() > calls.size()) {
            throw ServiceError.validation(
                    "The number of toolResult blocks at messages."
                            + index
                            + ".content exceeds the number of toolUse blocks of previous turn.");
        }
    }

    private static Set<String> ids(List<LocatedBlock> blocks, String kind) {
        var ids = new LinkedHashSet<String>();
        for (LocatedBlock block : blocks) {
            Json.Obj tool = block.json().object(kind);
            if (block.has(kind) && !isOfTheService(tool)) {
                ids.add(String.valueOf(tool.string("toolUseId")));
            }
        }
        return ids;
    }
}
