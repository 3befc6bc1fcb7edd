package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Model;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;

/** Settings, as the receiving model and API take them. */
class ParamsOnTheWireTest extends WithLocal {
    private static final String GUARDRAIL = "guardrailConfig";
    private static final GuardrailConfig ASYNC =
            new GuardrailConfig("gr1", "1", null, "async", Json.EMPTY);

    @Test
    void onlyAStreamHasAModeOfItsGuardrail() {
        Model model = bedrock.model(CLAUDE).with(ASYNC);

        model.invoke("Hi");
        assertThat(body().object(GUARDRAIL).string("guardrailIdentifier")).isEqualTo("gr1");
        assertThat(body().object(GUARDRAIL).get("streamProcessingMode")).isNull();

        try (var stream = model.stream("Hi")) {
            stream.reply();
        }
        assertThat(body().object(GUARDRAIL).string("streamProcessingMode")).isEqualTo("async");
    }

    @Test
    void onlyAStreamHasAModeOfItsGuardrailWithInvokeModel() {
        String member = "amazon-bedrock-guardrailConfig";
        Model model = bedrock.model(CLAUDE).with(Protocol.INVOKE_MODEL).with(ASYNC);

        model.invoke("Hi");
        assertThat(body().get(member)).isNull();

        try (var stream = model.stream("Hi")) {
            stream.reply();
        }
        assertThat(body().object(member).string("streamProcessingMode")).isEqualTo("ASYNCHRONOUS");
    }

    /** The ARN of a profile is called over Converse, whatever its model is. */
    @Test
    void gptBehindAProfileIsAskedAsConverseTakesIt() {
        Params params =
                Params.DEFAULT.withReasoningEffort("high").withTemperature(0.5).withStop("###");

        bedrock.model(ARN).withBaseModel("us.openai.gpt-5.6-sol").with(params).invoke("Hi");

        assertThat(body().get("additionalModelRequestFields"))
                .isEqualTo(json("{\"reasoning\":{\"effort\":\"high\"}}"));
        assertThat(body().get("inferenceConfig")).isNull();
    }

    @Test
    void theDirectWayToGptIsUnchanged() {
        bedrock.model("openai.gpt-5.5")
                .with(Params.DEFAULT.withReasoningEffort("high"))
                .invoke("Hi");

        assertThat(body().get("reasoning")).isEqualTo(json("{\"effort\":\"high\"}"));
        assertThat(body().get("reasoning_effort")).isNull();
    }
}
