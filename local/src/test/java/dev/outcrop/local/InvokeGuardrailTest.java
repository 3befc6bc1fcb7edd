package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guardrails of InvokeModel, which are named by headers. */
class InvokeGuardrailTest {
    private static final String CLAUDE = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String NOVA = "amazon.nova-lite-v1:0";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.builder().guardedWords("volcano").start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, NOVA})
    void itBlocksAndSaysSo(String model) throws Exception {
        Json.Obj blocked = object(invoke(model, "A Volcano!", "invoke", "ENABLED"));
        Json.Obj passed = object(invoke(model, "A lake!", "invoke", "ENABLED"));

        assertThat(blocked.toString()).contains("the model cannot answer", "end_turn");
        assertThat(blocked.string("amazon-bedrock-guardrailAction")).isEqualTo("INTERVENED");
        assertThat(blocked.object("amazon-bedrock-trace").object("guardrail").toString())
                .contains("\"input\":{\"g1\":{", "\"match\":\"volcano\"", "Guardrail blocked.");
        assertThat(passed.string("amazon-bedrock-guardrailAction")).isEqualTo("NONE");
        assertThat(passed.toString()).doesNotContain("the model cannot answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, NOVA})
    void itDoesTheSameInStreams(String model) throws Exception {
        String operation = "invoke-with-response-stream";
        List<Json.Obj> blocked = chunks(invoke(model, "A Volcano!", operation, "ENABLED"));
        List<Json.Obj> passed = chunks(invoke(model, "A lake!", operation, "ENABLED"));

        assertThat(blocked)
                .filteredOn(chunk -> chunk.toString().contains("the model cannot answer"))
                .hasSize(1)
                .allSatisfy(
                        chunk ->
                                assertThat(chunk.string("amazon-bedrock-guardrailAction"))
                                        .isEqualTo("INTERVENED"));
        assertThat(blocked.getFirst().get("amazon-bedrock-guardrailAction")).isNull();
        assertThat(blocked.getLast().object("amazon-bedrock-trace").toString())
                .contains("\"match\":\"volcano\"");
        assertThat(passed.getFirst().get("amazon-bedrock-guardrailAction")).isNull();
        assertThat(passed.getLast().string("amazon-bedrock-guardrailAction")).isEqualTo("NONE");
    }

    @Test
    void thereIsATraceOnlyIfItIsAskedFor() throws Exception {
        Json.Obj blocked = object(invoke(NOVA, "A Volcano!", "invoke", "DISABLED"));

        assertThat(blocked.string("amazon-bedrock-guardrailAction")).isEqualTo("INTERVENED");
        assertThat(blocked.get("amazon-bedrock-trace")).isNull();
    }

    @Test
    void withoutAGuardrailNothingIsSaidOfIt() throws Exception {
        var response = Native.invoke(http, NOVA, body(NOVA, "A Volcano!"), false);

        assertThat(response.body()).doesNotContain("guardrail", "the model cannot answer");
    }

    private static HttpResponse<String> invoke(
            String model, String text, String operation, String trace) throws Exception {
        String id = URLEncoder.encode(model, StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(http.uri("/model/" + id + "/" + operation))
                        .header("X-Amzn-Bedrock-GuardrailIdentifier", "g1")
                        .header("X-Amzn-Bedrock-GuardrailVersion", "DRAFT")
                        .header("X-Amzn-Bedrock-Trace", trace)
                        .POST(HttpRequest.BodyPublishers.ofString(body(model, text))));
    }

    private static String body(String model, String text) {
        return model.equals(NOVA)
                ? Http.asking(text)
                : "{"
                        + Native.VERSION
                        + "\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text
                        + "\"}]}";
    }

    private static Json.Obj object(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return (Json.Obj) Json.parse(response.body());
    }

    private static List<Json.Obj> chunks(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        var chunks = new ArrayList<Json.Obj>();
        Matcher bytes = Pattern.compile("\"bytes\":\"([^\"]+)\"").matcher(response.body());
        while (bytes.find()) {
            chunks.add((Json.Obj) Json.parse(Base64.getDecoder().decode(bytes.group(1))));
        }
        return chunks;
    }
}
