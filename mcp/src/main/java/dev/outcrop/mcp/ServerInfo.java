package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * What a server says about itself. Untrusted.
 *
 * @param name its name
 * @param version its own version
 * @param protocolVersion the version of MCP that is used with it
 * @param capabilities what it offers
 * @param instructions how a model should use it; null if it does not say
 */
public record ServerInfo(
        String name,
        String version,
        String protocolVersion,
        Json.Obj capabilities,
        @Nullable String instructions) {
    private static final int LONGEST = 20_000;

    static ServerInfo of(Json.Obj info, String protocolVersion, Json.Obj result) {
        String instructions = result.string("instructions");
        return new ServerInfo(
                Texts.line(info.string("name") == null ? "unnamed" : info.string("name"), 200),
                Texts.line(info.string("version") == null ? "" : info.string("version"), 100),
                protocolVersion,
                result.object("capabilities"),
                instructions == null ? null : Texts.shown(instructions, LONGEST));
    }

    /** Whether the server offers this: {@code tools}, {@code resources}, {@code prompts}, … */
    public boolean offers(String capability) {
        return capabilities.get(capability) != null;
    }
}
