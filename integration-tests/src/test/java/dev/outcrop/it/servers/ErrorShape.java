package dev.outcrop.it.servers;

import dev.outcrop.json.Json;

/** Errors as servers write them. */
final class ErrorShape {
    /** The form of an error. */
    enum Shape {
        OPEN_AI,
        CLOUDFLARE,
        CODE,
        DATABRICKS,
        FLAT,
        GEMINI,
        MISTRAL,
        OPEN_ROUTER,
        PERPLEXITY,
        TEXT
    }

    private ErrorShape() {}

    /** The body of an error. */
    static String of(Shape shape, int status, String message) {
        String text = Json.of(message).toString();
        return switch (shape) {
            case OPEN_AI ->
                    "{\"error\":{\"message\":"
                            + text
                            + ",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";
            case CLOUDFLARE ->
                    "{\"errors\":[{\"message\":"
                            + text
                            + ",\"code\":5006}],\"success\":false,\"result\":{},\"messages\":[]}";
            case CODE -> "{\"message\":" + text + ",\"code\":\"390144\",\"request_id\":\"r\"}";
            case DATABRICKS -> "{\"error_code\":\"BAD_REQUEST\",\"message\":" + text + "}";
            case FLAT ->
                    "{\"object\":\"error\",\"message\":"
                            + text
                            + ",\"type\":\"BadRequestError\",\"param\":null,\"code\":"
                            + status
                            + "}";
            case GEMINI ->
                    "[{\"error\":{\"code\":"
                            + status
                            + ",\"message\":"
                            + text
                            + ",\"status\":\""
                            + (status == 400 ? "INVALID_ARGUMENT" : "FAILED")
                            + "\"}}]";
            case MISTRAL ->
                    status == 422
                            ? "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\","
                                    + "\"loc\":[\"body\",\"x\"],\"msg\":"
                                    + text
                                    + "}]},\"type\":\"invalid_request_error\"}"
                            : "{\"message\":" + text + ",\"request_id\":\"r\"}";
            case OPEN_ROUTER ->
                    "{\"error\":{\"message\":\"Provider returned error\",\"code\":"
                            + status
                            + ",\"metadata\":{\"raw\":"
                            + Json.of("{\"error\":{\"message\":" + text + "}}")
                            + ",\"provider_name\":\"Provider\"}}}";
            case PERPLEXITY ->
                    "{\"error\":{\"message\":"
                            + text
                            + ",\"type\":\"bad_request\",\"code\":"
                            + status
                            + "}}";
            case TEXT -> "{\"error\":" + text + "}";
        };
    }
}
