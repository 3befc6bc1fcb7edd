package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * An MCP server could not be started or reached, did not follow the protocol, or answered a request
 * with an error. The message says which, and what can be done; texts of the server in it are
 * shortened, and control characters in them are replaced.
 */
public final class McpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The code of a failure that the server did not report. */
    public static final int NO_CODE = 0;

    private final int code;
    private final transient Json.@Nullable Obj data;

    public McpException(String message, @Nullable Throwable cause) {
        this(message, NO_CODE, null, cause);
    }

    public McpException(
            String message, int code, Json.@Nullable Obj data, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.data = data;
    }

    /** Returns the code of the server's JSON-RPC error; {@link #NO_CODE} if it sent none. */
    public int code() {
        return code;
    }

    /** Returns the data of the server's error, if it is an object; else null. */
    public Json.@Nullable Obj data() {
        return data;
    }
}
