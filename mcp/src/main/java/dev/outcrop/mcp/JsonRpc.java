package dev.outcrop.mcp;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;

/**
 * Messages of JSON-RPC 2.0.
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
final class JsonRpc {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;

    private static final Json VERSION = Json.of("2.0");
    private static final int DEEPEST = 200;

    private JsonRpc() {}

    static Json.Obj request(Json id, String method, Json.Obj params) {
        var members = new LinkedHashMap<String, Json>();
        members.put("jsonrpc", VERSION);
        members.put("id", id);
        members.put("method", Json.of(method));
        members.put("params", params);
        return new Json.Obj(members);
    }

    static Json.Obj notification(String method, Json.Obj params) {
        var members = new LinkedHashMap<String, Json>();
        members.put("jsonrpc", VERSION);
        members.put("method", Json.of(method));
        if (!params.isEmpty()) {
            members.put("params", params);
        }
        return new Json.Obj(members);
    }

    static Json.Obj result(Json id, Json.Obj result) {
        return Json.EMPTY.with("jsonrpc", VERSION).with("id", id).with("result", result);
    }

    static Json.Obj error(@Nullable Json id, int code, String message, @Nullable Json data) {
        Json.Obj error = Json.EMPTY.with("code", Json.of(code)).with("message", Json.of(message));
        return Json.EMPTY
                .with("jsonrpc", VERSION)
                .with("id", id == null ? Json.NULL : id)
                .with("error", data == null ? error : error.with("data", data));
    }

    /**
     * Reads one message; null if the bytes are none.
     *
     * @param maxBytes the longest message
     */
    static Json.@Nullable Obj read(byte[] utf8, long maxBytes) {
        try {
            Json json = Json.parse(utf8, new Json.Limits(maxBytes, DEEPEST));
            return json instanceof Json.Obj message && "2.0".equals(message.string("jsonrpc"))
                    ? message
                    : null;
        } catch (JsonException e) {
            return null;
        }
    }

    static boolean isRequest(Json.Obj message) {
        return message.string("method") != null && message.get("id") != null;
    }

    static boolean isNotification(Json.Obj message) {
        return message.string("method") != null && message.get("id") == null;
    }

    static boolean isResponse(Json.Obj message) {
        return message.string("method") == null
                && (message.get("result") != null || message.get("error") != null);
    }
}
