package dev.outcrop.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Ids and ARNs of every form that the service model has, over InvokeModel. */
@LocalBedrockTest
class ModelIdsTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final String IMPORTED = ACCOUNT + "imported-model/abcdef123456";

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta.llama3-8b-instruct-v1:0",
                "us.meta.llama3-3-70b-instruct-v1:0",
                "my_model-1",
                "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0",
                "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/meta.llama3-8b-instruct-v1:0",
                ACCOUNT + "custom-model/meta.llama3-8b/abcdef123456",
                IMPORTED,
                ACCOUNT + "provisioned-model/abcdef123456",
                ACCOUNT + "custom-model-deployment/abcdef123456",
                ACCOUNT + "inference-profile/us.meta.llama3-3-70b-instruct-v1:0",
                ACCOUNT + "application-inference-profile/a1b2c3",
                ACCOUNT + "prompt/ABCDEFGHIJ:12",
                ACCOUNT + "prompt-router/mine",
                ACCOUNT + "default-prompt-router/meta.llama:1",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/Endpoint-1"
            })
    void eachIsOneSegmentOfThePath(String modelId) {
        local.script(
                Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of(
                                "{\"generation\":\"Hello.\",\"prompt_token_count\":1,"
                                        + "\"generation_token_count\":2,\"stop_reason\":\"stop\"}")));

        Model model = bedrock.model(modelId).with(Protocol.INVOKE_MODEL).with(ModelFamily.LLAMA);

        assertThat(model.invoke("Hi").text()).isEqualTo("Hello.");
        assertThat(local.requests().getLast().path())
                .isEqualTo("/model/" + modelId.replace(":", "%3A").replace("/", "%2F") + "/invoke");
        assertThat(((Json.Obj) local.requests().getLast().body()).string("prompt"))
                .startsWith("<|begin_of_text|>");
    }

    @Test
    void aBaseModelSaysWhichTemplate() {
        Scripted answer =
                Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of("{\"generation\":\"Hello.\",\"stop_reason\":\"stop\"}"));
        local.script(answer);

        bedrock.model(IMPORTED).withBaseModel("meta.llama2-13b-chat-v1").chat().ask("Hi");

        assertThat(((Json.Obj) local.requests().getLast().body()).string("prompt"))
                .isEqualTo("<s>[INST] Hi [/INST]");
    }

    @Test
    void anArnOfWhichNothingIsSaidIsRefusedBeforeItIsSent() {
        assertThatThrownBy(
                        () -> bedrock.model(IMPORTED).with(Protocol.INVOKE_MODEL).chat().ask("Hi"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("with(ModelFamily)")
                .hasMessageContaining(IMPORTED);
        assertThat(local.requests()).isEmpty();
    }

    /** What is set in Converse's words goes with a call of InvokeModel, too. */
    @Test
    void apiArgsBecomeBodyAndHeaders() {
        bedrock.model("us.amazon.nova-lite-v1:0")
                .with(Protocol.INVOKE_MODEL)
                .withApiArgs(
                        Map.of(
                                "serviceTier",
                                Map.of("type", "flex"),
                                "performanceConfig",
                                Map.of("latency", "optimized"),
                                "additionalModelRequestFields",
                                Map.of("inferenceConfig", Map.of("topK", 20))))
                .chat()
                .ask("Hi");

        var request = local.requests().getLast();
        assertThat(request.header("x-amzn-bedrock-service-tier")).isEqualTo("flex");
        assertThat(request.header("x-amzn-bedrock-performanceconfig-latency"))
                .isEqualTo("optimized");
        assertThat(request.header("authorization")).contains("x-amzn-bedrock-service-tier");
        assertThat(((Json.Obj) request.body()).members().keySet())
                .containsExactlyInAnyOrder("messages", "schemaVersion", "inferenceConfig");
    }
}
