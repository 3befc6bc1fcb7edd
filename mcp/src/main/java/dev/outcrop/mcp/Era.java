package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import java.util.List;
import java.util.Map;

/**
 * The two generations of the protocol: with a session that starts with {@code initialize}, and
 * without sessions, where each request says all that is needed to answer it.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning">Versioning</a>
 */
final class Era {
    /** The newest version without sessions. */
    static final String STATELESS = "2026-07-28";

    /** The versions with sessions, newest first. */
    static final List<String> WITH_SESSION =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT_KEY = "io.modelcontextprotocol/clientInfo";
    static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";
    static final String SERVER_KEY = "io.modelcontextprotocol/serverInfo";
    static final String LOG_KEY = "io.modelcontextprotocol/logLevel";

    static final Json.Obj CLIENT =
            Json.EMPTY.with("name", Json.of("outcrop")).with("version", Json.of("0.1.0"));

    private Era() {}

    /** Whether only a server without sessions sends this code. */
    static boolean isStatelessError(long code) {
        return code == HEADER_MISMATCH || code == MISSING_CAPABILITY || code == UNSUPPORTED_VERSION;
    }

    static Json.Obj meta(Json.Obj capabilities) {
        return Json.EMPTY
                .with(VERSION_KEY, Json.of(STATELESS))
                .with(CLIENT_KEY, CLIENT)
                .with(CAPABILITIES_KEY, capabilities)
                .with(LOG_KEY, Json.of("info"));
    }

    /**
     * Returns the HTTP headers that repeat parts of a request.
     *
     * @see <a
     *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#request-metadata">Request
     *     Metadata</a>
     */
    static Map<String, String> headers(String method, Json.Obj params) {
        String name =
                switch (method) {
                    case "tools/call", "prompts/get" -> params.string("name");
                    case "resources/read" -> params.string("uri");
                    default -> null;
                };
        return name == null
                ? Map.of("MCP-Protocol-Version", STATELESS, "Mcp-Method", method)
                : Map.of(
                        "MCP-Protocol-Version",
                        STATELESS,
                        "Mcp-Method",
                        method,
                        "Mcp-Name",
                        HeaderValues.encoded(name));
    }
}
