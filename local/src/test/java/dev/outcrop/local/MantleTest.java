package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/chat/completions | nobody.knows-this",
                "/v1/chat/completions | us.openai.gpt-oss-20b",
                "/v1/chat/completions | amazon.nova-lite-v1:0",
                "/v1/responses | global.openai.gpt-5.6-sol",
                "/v1/responses | meta.llama3-8b-instruct-v1:0",
                "/anthropic/v1/messages | nobody.knows-this",
                "/anthropic/v1/messages | anthropic.claude-3-haiku-20240307-v1:0"
            })
    void doesNotHaveEveryModel(String path, String model) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            var response = http.post(path, body(path, model, stream));
            var error = ((Json.Obj) Json.parse(response.body())).object("error");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(error.string("message"))
                    .isEqualTo("The model '" + model + "' does not exist");
            assertThat(error.string(path.contains("anthropic") ? "type" : "code"))
                    .isEqualTo("not_found_error");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/chat/completions | anthropic.claude-haiku-4-5 | openai.gpt-oss-20b | /v1/chat/completions",
                "/openai/v1/chat/completions | openai.gpt-5.6-terra | openai.gpt-oss-20b | /v1/chat/completions",
                "/v1/responses | openai.gpt-5.5 | openai.gpt-oss-20b | /v1/responses",
                "/v1/responses | qwen.qwen3-32b | google.gemma-4-31b | /v1/responses",
                "/openai/v1/responses | anthropic.claude-haiku-4-5 | openai.gpt-5.5 | /v1/responses",
                "/anthropic/v1/messages | openai.gpt-oss-20b | anthropic.claude-haiku-4-5 | /v1/messages"
            })
    void eachModelHasItsApis(String path, String model, String other, String api) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            var refused = http.post(path, body(path, model, stream));
            var error = ((Json.Obj) Json.parse(refused.body())).object("error");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(error.string("type")).isEqualTo("invalid_request_error");
            assertThat(error.string("message"))
                    .isEqualTo("The model '" + model + "' does not support the '" + api + "' API");
            assertThat(http.post(path, body(path, other, stream)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/anthropic/v1/messages, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "/openai/v1/responses, us.openai.gpt-5.6-sol"
    })
    void thePathsThatTheRuntimeHasTooHaveInferenceProfiles(String path, String profile)
            throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            String body = body(path, profile, stream);

            assertThat(signed(path, body, "bedrock").statusCode()).isEqualTo(200);
            assertThat(http.post(path, body).statusCode()).isEqualTo(200);
            assertThat(signed(path, body, "bedrock-mantle").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> signed(String path, String body, String service)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(http.uri(path))
                        .header("anthropic-version", "2023-06-01")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261130/us-east-1/"
                                        + service
                                        + "/aws4_request, SignedHeaders=host, Signature=00")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String body(String path, String model, boolean stream) {
        String asked =
                path.endsWith("responses")
                        ? "'input':'Hi'"
                        : "'max_tokens':9,'messages':[{'role':'user','content':'Hi'}]";
        return ("{'model':'" + model + "','stream':" + stream + "," + asked + "}")
                .replace('\'', '"');
    }

    @Test
    void aWrongKeyIsNotAuthenticated() throws Exception {
        try (var closed =
                        LocalBedrock.builder().credentials(LocalCredentials.bearer("key")).start();
                var client = new Http(closed)) {
            for (String path :
                    new String[] {
                        "/v1/chat/completions", "/v1/responses", "/anthropic/v1/messages"
                    }) {
                var request =
                        HttpRequest.newBuilder(client.uri(path))
                                .header("Authorization", "Bearer wrong")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"));
                var response = client.send(request);

                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.body())
                        .contains("Invalid bearer token", "authentication_error");
                assertThat(response.body().contains("\"code\":\"invalid_api_key\""))
                        .isEqualTo(!path.startsWith("/anthropic"));
            }
        }
    }

    @Test
    void listsModels() throws Exception {
        var response = http.send(HttpRequest.newBuilder(http.uri("/v1/models")).GET());

        assertThat(response.body()).contains("\"id\":\"openai.gpt-oss-20b\"");
    }
}
