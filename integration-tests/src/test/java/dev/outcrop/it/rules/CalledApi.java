package dev.outcrop.it.rules;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** An API of Bedrock, for raw requests. */
enum CalledApi {
    CONVERSE("converse", "converse-stream"),
    INVOKE_MODEL("invoke", "invoke-with-response-stream"),
    MESSAGES("/anthropic/v1/messages", "/anthropic/v1/messages"),
    CHAT_COMPLETIONS("/v1/chat/completions", "/v1/chat/completions"),
    RESPONSES("/v1/responses", "/v1/responses");

    private final String whole;
    private final String streamed;

    CalledApi(String whole, String streamed) {
        this.whole = whole;
        this.streamed = streamed;
    }

    HttpRequest request(URI endpoint, String model, String body, boolean stream) {
        String place = stream ? streamed : whole;
        boolean vendors = place.startsWith("/");
        String path =
                vendors
                        ? place
                        : "/model/"
                                + URLEncoder.encode(model, StandardCharsets.UTF_8)
                                + "/"
                                + place;
        String text =
                vendors
                        ? "{\"model\":\""
                                + model
                                + "\","
                                + (stream ? "\"stream\":true," : "")
                                + body.substring(1)
                        : body;
        return post(endpoint, path).POST(HttpRequest.BodyPublishers.ofString(text)).build();
    }

    static HttpRequest.Builder post(URI endpoint, String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer key")
                .header("anthropic-version", "2023-06-01");
    }
}
