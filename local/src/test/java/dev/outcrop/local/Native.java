package dev.outcrop.local;

import dev.outcrop.json.Json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Bodies of vendors' formats, sent to each place that takes them. */
final class Native {
    static final String VERSION = "\"anthropic_version\":\"bedrock-2023-05-31\",";

    private Native() {}

    /** Sends a body of InvokeModel. */
    static HttpResponse<String> invoke(Http http, String modelId, String body, boolean stream)
            throws Exception {
        String operation = stream ? "/invoke-with-response-stream" : "/invoke";
        String id = URLEncoder.encode(modelId, StandardCharsets.UTF_8);
        return http.post("/model/" + id + operation, body);
    }

    /** Sends the same body to the Messages API. */
    static HttpResponse<String> messages(Http http, String modelId, String body, boolean stream)
            throws Exception {
        String rest = body.replace(VERSION, "").substring(1);
        return http.post(
                "/anthropic/v1/messages",
                "{\"model\":\"" + modelId + "\"," + (stream ? "\"stream\":true," : "") + rest);
    }

    /** The message of an error, of Bedrock or of Anthropic; empty if there is none. */
    static String error(HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            return "";
        }
        var body = (Json.Obj) Json.parse(response.body());
        String of = body.string("message");
        return String.valueOf(of == null ? body.object("error").string("message") : of);
    }
}
