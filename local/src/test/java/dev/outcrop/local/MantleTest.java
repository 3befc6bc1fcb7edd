package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;

/** The APIs of OpenAI and Anthropic, as the endpoint bedrock-mantle has them. */
class MantleTest {
    private static final String CHAT =
            "{\"model\":\"openai.gpt-oss-20b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true}";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @Test
    void completesAChat() throws Exception {
        var response = http.post("/v1/chat/completions", CHAT.replace("true", "false"));
        var body = (Json.Obj) Json.parse(response.body());

        assertThat(body.string("object")).isEqualTo("chat.completion");
        assertThat(body.array("choices").toString()).contains("local Bedrock", "\"stop\"");
        assertThat(body.object("usage").integer("total_tokens", 0)).isPositive();
    }

    @Test
    void streamsAChatUntilDone() throws Exception {
        var response = http.post("/openai/v1/chat/completions", CHAT);

        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(response.body())
                .startsWith("data: {")
                .contains("chat.completion.chunk")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void respondsAsResponses() throws Exception {
        var response =
                http.post("/v1/responses", "{\"model\":\"openai.gpt-oss-20b\",\"input\":\"Hi\"}");
        var body = (Json.Obj) Json.parse(response.body());

        assertThat(body.string("status")).isEqualTo("completed");
        assertThat(body.array("output").toString()).contains("output_text", "local Bedrock");
    }

    @Test
    void streamsResponsesAsNumberedEvents() throws Exception {
        var response =
                http.post(
                        "/v1/responses",
                        "{\"model\":\"openai.gpt-oss-20b\",\"input\":\"Hi\",\"stream\":true}");
        var types =
                response.body()
                        .lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> ((Json.Obj) Json.parse(line.substring(6))).string("type"))
                        .distinct();

        assertThat(types)
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
    }

    @Test
    void streamsAnthropicsMessages() throws Exception {
        var response =
                http.post(
                        "/anthropic/v1/messages",
                        "{\"model\":\"anthropic.claude-haiku-4-5\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true}");

        assertThat(response.body())
                .startsWith("event: message_start\ndata: {")
                .contains("event: content_block_delta\n")
                .contains("event: message_stop\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/chat/completions | {'error':{",
                "/v1/responses | {'error':{",
                "/anthropic/v1/messages | {'type':'error','error':{"
            })
    void refusesInTheShapeOfTheApi(String path, String start) throws Exception {
        var response = http.post(path, "{}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith(start.replace('\'', '"'));
    }

    @Test
    void listsModels() throws Exception {
        var response = http.send(HttpRequest.newBuilder(http.uri("/v1/models")).GET());

        assertThat(response.body()).contains("\"id\":\"openai.gpt-oss-20b\"");
    }
}
