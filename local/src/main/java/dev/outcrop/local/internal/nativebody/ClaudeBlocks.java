package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of content blocks. Blocks of kinds that are not listed are not validated. */
final class ClaudeBlocks {
    /** The required members come first, the optional ones after the bar. */
    private static final Map<String, String> MEMBERS =
            Map.of(
                    "text", "text | cache_control citations",
                    "image", "source | cache_control",
                    "document", "source | cache_control title context citations",
                    "search_result", "source title content | cache_control citations",
                    "tool_use", "id name input | cache_control caller",
                    "tool_result", "tool_use_id | content is_error cache_control",
                    "thinking", "thinking signature |",
                    "redacted_thinking", "data |");

    private ClaudeBlocks() {}

    static void check(List<Json> blocks, String place) {
        for (int i = 0; i < blocks.size(); i++) {
            if (!(blocks.get(i) instanceof Json.Obj block)) {
                throw refused(place + "." + i + ": Input should be an object");
            }
            block(block, place + "." + i);
        }
    }

    private static void block(Json.Obj block, String place) {
        ClaudeErrors.required(block, place, "type");
        String type = String.valueOf(block.string("type"));
        String members = MEMBERS.get(type);
        if (members == null) {
            return;
        }
        String inside = place + "." + type;
        int bar = members.indexOf('|');
        List<String> required = List.of(members.substring(0, bar).trim().split(" ", -1));
        List<String> optional = List.of(members.substring(bar + 1).trim().split(" ", -1));
        var known = new HashSet<String>(Set.of("type"));
        known.addAll(required);
        known.addAll(optional);
        ClaudeErrors.onlyKnown(block, inside, known);
        required.forEach(name -> ClaudeErrors.required(block, inside, name));
        if (type.equals("tool_use") && !(block.get("input") instanceof Json.Obj)) {
            throw refused(inside + ".input: Input should be a valid dictionary");
        }
        if (type.equals("image") || type.equals("document")) {
            ClaudeSources.check(block.object("source"), type, place + "." + type + ".source");
        }
        if (type.equals("tool_result")) {
            check(block.array("content"), inside + ".content");
        }
    }
}
