package dev.outcrop.internal.protocol.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;

import org.junit.jupiter.api.Test;

import java.util.Map;

class InvokeHeadersTest {
    private static ConverseRequest.Builder request() {
        return ConverseRequest.builder("m").messages(Message.user("Hi"));
    }

    @Test
    void whatStandsBesideTheBodyBecomesHeaders() {
        ConverseRequest request =
                request()
                        .guardrailConfig(
                                new GuardrailConfig(
                                        "g1", "DRAFT", "enabled_full", "async", Json.EMPTY))
                        .performanceLatency("optimized")
                        .serviceTier("flex")
                        .requestMetadata(Map.of("team", "Grün"))
                        .build();

        InvokeHeaders beside = InvokeHeaders.of(request, Json.EMPTY);

        assertThat(beside.headers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "X-Amzn-Bedrock-GuardrailIdentifier", "g1",
                                "X-Amzn-Bedrock-GuardrailVersion", "DRAFT",
                                "X-Amzn-Bedrock-Trace", "ENABLED_FULL",
                                "X-Amzn-Bedrock-PerformanceConfig-Latency", "optimized",
                                "X-Amzn-Bedrock-Service-Tier", "flex",
                                "X-Amzn-Bedrock-Request-Metadata", "{\"team\":\"Gr\\u00fcn\"}"));
        assertThat(beside.args())
                .hasToString(
                        "{\"amazon-bedrock-guardrailConfig\":{\"streamProcessingMode\":\"ASYNCHRONOUS\"}}");
    }

    @Test
    void apiArgsOfConverseMeanTheSameHere() {
        Json.Obj args =
                Json.object(
                        Map.of(
                                "guardrailConfig",
                                Map.of("guardrailIdentifier", "mine"),
                                "serviceTier",
                                Map.of("type", "priority"),
                                "additionalModelRequestFields",
                                Map.of("top_k", 5, "seed", 1),
                                "top_k",
                                7));
        ConverseRequest request =
                request()
                        .guardrailConfig(new GuardrailConfig("g1", "2"))
                        .serviceTier("flex")
                        .build();

        InvokeHeaders beside = InvokeHeaders.of(request, args);

        assertThat(beside.headers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "X-Amzn-Bedrock-GuardrailIdentifier", "mine",
                                "X-Amzn-Bedrock-GuardrailVersion", "2",
                                "X-Amzn-Bedrock-Service-Tier", "priority"));
        assertThat(beside.args()).isEqualTo(Json.object(Map.of("top_k", 7, "seed", 1)));
    }

    @Test
    void theCallersHeadersAreStronger() {
        ConverseRequest request = request().serviceTier("flex").build();

        assertThat(
                        InvokeHeaders.of(request, Json.EMPTY)
                                .with(Map.of("x-amzn-bedrock-service-tier", "default")))
                .isEqualTo(Map.of("x-amzn-bedrock-service-tier", "default"));
    }
}
