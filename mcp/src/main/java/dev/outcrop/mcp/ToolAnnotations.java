package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * What a server says about the effects of a tool. Untrusted: a server may say anything.
 *
 * @param title a name for people; null if there is none
 * @param readOnly whether the tool changes nothing
 * @param destructive whether it may delete or overwrite
 * @param idempotent whether a second call with the same arguments has no further effect
 * @param openWorld whether it reaches systems outside the server
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/schema#toolannotations">ToolAnnotations</a>
 */
public record ToolAnnotations(
        @Nullable String title,
        boolean readOnly,
        boolean destructive,
        boolean idempotent,
        boolean openWorld) {
    /**
     * Reads annotations; what is missing has the specification's default, the more dangerous one.
     */
    static ToolAnnotations of(Json.Obj json) {
        return new ToolAnnotations(
                json.string("title"),
                flag(json, "readOnlyHint", false),
                flag(json, "destructiveHint", true),
                flag(json, "idempotentHint", false),
                flag(json, "openWorldHint", true));
    }

    private static boolean flag(Json.Obj json, String name, boolean otherwise) {
        return json.get(name) instanceof Json.Bool(boolean value) ? value : otherwise;
    }
}
