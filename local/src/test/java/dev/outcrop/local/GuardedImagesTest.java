package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Trace;

/** Guardrails of models that make images, with AWS's client. */
class GuardedImagesTest {
    private static final String AMAZON =
            "{'taskType':'TEXT_IMAGE','textToImageParams':{'text':'PROMPT'}}";
    private static final String STABILITY = "{'prompt':'PROMPT'}";

    private static LocalBedrock local;
    private static AwsClients clients;
    private static String guardrail;

    @BeforeAll
    static void start() throws Exception {
        local = LocalBedrock.builder().start();
        clients = new AwsClients(local);
        guardrail =
                Guardrails.create(
                        local, "{\"wordPolicyConfig\":{\"wordsConfig\":[{\"text\":\"volcano\"}]}}");
    }

    @AfterAll
    static void stop() {
        clients.close();
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-canvas-v1:0, true",
        "amazon.titan-image-generator-v2:0, true",
        "stability.sd3-5-large-v1:0, false"
    })
    void aBlockedPromptGetsNoImage(String model, boolean isOfAmazon) {
        String body = isOfAmazon ? AMAZON : STABILITY;
        Json.Obj blocked = invoke(model, body.replace("PROMPT", "A volcano"));
        Json.Obj passed = invoke(model, body.replace("PROMPT", "A lake"));

        assertThat(blocked.get("images")).isNull();
        assertThat(blocked.string("amazon-bedrock-guardrailAction")).isEqualTo("INTERVENED");
        assertThat(blocked.object("amazon-bedrock-trace").object("guardrail").toString())
                .contains("\"match\":\"volcano\"", "Guardrail blocked.");
        assertThat(passed.array("images")).hasSize(1);
        assertThat(passed.string("amazon-bedrock-guardrailAction")).isEqualTo("NONE");
        assertThat(passed.object("amazon-bedrock-trace").object("guardrail").members())
                .containsKeys("input", "outputs");
    }

    @Test
    void anEmbeddingIsNotEvaluated() {
        Json.Obj answer = invoke("amazon.titan-embed-text-v2:0", "{'inputText':'A volcano'}");

        assertThat(answer.array("embedding")).isNotEmpty();
        assertThat(answer.get("amazon-bedrock-guardrailAction")).isNull();
    }

    private static Json.Obj invoke(String model, String body) {
        InvokeModelRequest request =
                InvokeModelRequest.builder()
                        .modelId(model)
                        .guardrailIdentifier(guardrail)
                        .guardrailVersion("DRAFT")
                        .trace(Trace.ENABLED)
                        .body(SdkBytes.fromUtf8String(body.replace('\'', '"')))
                        .build();
        return (Json.Obj) Json.parse(clients.models.invokeModel(request).body().asUtf8String());
    }
}
