package dev.outcrop.it.servers;

import static dev.outcrop.it.servers.ServersTest.assertNothingOfAws;
import static dev.outcrop.it.servers.ServersTest.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol.VendorApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Presets over Messages and Responses, with a server that refuses each field that these APIs do not
 * document.
 */
@Timeout(60)
class OtherApisTest {
    private static final Params ALL =
            Params.DEFAULT
                    .withMaxTokens(50)
                    .withTemperature(0.5)
                    .withStop("###")
                    .withTopK(20)
                    .withFrequencyPenalty(0.1)
                    .withPresencePenalty(0.2)
                    .withSeed(42)
                    .withLogProbs(true);

    private static final Set<String> MESSAGES =
            Set.of(
                    "model",
                    "messages",
                    "max_tokens",
                    "system",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "stream",
                    "tools",
                    "tool_choice",
                    "thinking",
                    "metadata");

    private static final Set<String> RESPONSES =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "max_output_tokens",
                    "temperature",
                    "top_p",
                    "stream",
                    "store",
                    "include",
                    "tools",
                    "tool_choice",
                    "reasoning",
                    "text");

    private static final String MESSAGE =
            "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\","
                    + "\"content\":[{\"type\":\"text\",\"text\":\"Hello.\"}],"
                    + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,"
                    + "\"output_tokens\":3}}";

    private static final String RESPONSE =
            "{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"gpt\","
                    + "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"output_text\",\"text\":\"Hello.\",\"annotations\":[]}]}],"
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":3,\"total_tokens\":10}}";

    private HttpServer http;
    private final List<Json.Obj> bodies = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/messages", exchange -> messages(exchange));
        http.createContext("/v1/models", exchange -> models(exchange));
        http.createContext("/v1/responses", exchange -> responses(exchange));
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private static boolean isAnthropic(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!"sk-ant-1234".equals(headers.getFirst("x-api-key"))) {
            send(
                    exchange,
                    401,
                    "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":"
                            + "\"invalid x-api-key\"}}");
            return false;
        }
        if (!"2023-06-01".equals(headers.getFirst("anthropic-version"))) {
            send(
                    exchange,
                    400,
                    "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                            + "\"anthropic-version: header is required\"}}");
            return false;
        }
        return true;
    }

    private void messages(HttpExchange exchange) throws IOException {
        try (exchange) {
            Json.Obj body = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
            if (isAnthropic(exchange)) {
                boolean fits =
                        MESSAGES.containsAll(body.members().keySet())
                                && body.get("max_tokens") != null
                                && !(body.get("temperature") instanceof Json.Num given
                                        && given.doubleValue() > 1);
                bodies.add(body);
                send(
                        exchange,
                        fits ? 200 : 400,
                        fits
                                ? MESSAGE
                                : "{\"type\":\"error\",\"error\":{\"type\":"
                                        + "\"invalid_request_error\",\"message\":\"x: Extra inputs"
                                        + " are not permitted\"}}");
            }
        }
    }

    private void models(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isAnthropic(exchange)) {
                send(
                        exchange,
                        200,
                        "{\"data\":[{\"type\":\"model\",\"id\":\"claude-opus-4-6\",\"display_name\":"
                                + "\"Claude Opus 4.6\",\"max_input_tokens\":1000000,"
                                + "\"max_tokens\":128000}],\"has_more\":false}");
            }
        }
    }

    private void responses(HttpExchange exchange) throws IOException {
        try (exchange) {
            Json.Obj body = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
            bodies.add(body);
            String fault =
                    body.members().keySet().stream()
                            .filter(name -> !RESPONSES.contains(name))
                            .findFirst()
                            .orElse(null);
            boolean isKnown =
                    "Bearer sk-1234".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!isKnown) {
                send(exchange, 401, ErrorShape.of(ErrorShape.Shape.OPEN_AI, 401, "wrong key"));
            } else if (fault != null) {
                String why = "Unknown parameter: '" + fault + "'.";
                send(exchange, 400, ErrorShape.of(ErrorShape.Shape.OPEN_AI, 400, why));
            } else {
                send(exchange, 200, RESPONSE);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    private Bedrock client(CompatibleServer server, Map<String, String> variables) {
        return Bedrock.builder()
                .endpoint(server)
                .environment(Environment.of(variables, Clock.systemUTC()))
                .retries(Retries.NONE)
                .build();
    }

    private Bedrock anthropic(String key) {
        var server = CompatibleServer.anthropic().withBaseUrl(url());
        return client(server, Map.of("ANTHROPIC_API_KEY", key));
    }

    @Test
    void anthropicIsAskedOverMessages() {
        try (Bedrock client = anthropic("sk-ant-1234")) {
            assertThat(client.chat("claude-sonnet-4-5").params(ALL).ask("Hi").text())
                    .isEqualTo("Hello.");
            assertThat(bodies.getLast().get("top_k")).isEqualTo(Json.of(20));
            assertThat(client.chat("claude-sonnet-4-5").ask("Hi").text()).isEqualTo("Hello.");
            assertThat(bodies.getLast().get("max_tokens")).isNotNull();

            var hot = Params.DEFAULT.withTemperature(1.5);
            assertThatThrownBy(() -> client.chat("claude-sonnet-4-5").params(hot).ask("Hi"))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("from 0 to 1");
        }
    }

    @Test
    void theModelsOfAnthropicAreListedWithTheirLimits() {
        try (Bedrock client = anthropic("sk-ant-1234")) {
            ListedModel model = client.models().getFirst();

            assertThat(model.id()).isEqualTo("claude-opus-4-6");
            assertThat(model.name()).isEqualTo("Claude Opus 4.6");
            assertThat(model.facts().contextWindow()).isEqualTo(1_000_000);
            assertThat(model.facts().maxOutput()).isEqualTo(128_000);
        }
    }

    @Test
    void aWrongKeyOfAnthropicIsReportedWithItsVariable() {
        try (Bedrock client = anthropic("wrong-key-5678")) {
            BedrockException failure = failure(() -> client.chat("claude-sonnet-4-5").ask("Hi"));

            assertThat(failure).isInstanceOf(CredentialsException.class);
            assertThat(failure.what()).isEqualTo("invalid x-api-key");
            assertThat(failure.details().remedy()).contains("ANTHROPIC_API_KEY");
            assertNothingOfAws(failure);
        }
    }

    @Test
    void openAiIsAskedOverResponsesWithTheSettingsOfThatApi() {
        var variables = Map.of("OPENAI_API_KEY", "sk-1234", "OPENAI_BASE_URL", url());
        try (Bedrock client = client(CompatibleServer.openAi(), variables)) {
            var model = client.model("gpt-4.1").with(VendorApi.RESPONSES);

            assertThat(model.with(ALL).chat().ask("Hi").text()).isEqualTo("Hello.");
            assertThat(bodies.getLast().get("max_output_tokens")).isEqualTo(Json.of(50));
            assertThat(bodies.getLast().get("temperature")).isEqualTo(Json.of(0.5));

            var effort = Params.DEFAULT.withReasoningEffort("high");
            model.with(effort).chat().ask("Hi");
            assertThat(bodies.getLast().object("reasoning").string("effort")).isEqualTo("high");
        }
    }
}
