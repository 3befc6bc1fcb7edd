package dev.outcrop.internal.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.model.listing.BaseModelLookup;
import dev.outcrop.internal.model.listing.ModelResolver;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What params become in a request, and what is said about it. */
class ModelSettingsTest {
    private static final String OWN = "additionalModelRequestFields";
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    private static final String SONNET_4_5 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final Params ALL =
            Params.DEFAULT
                    .withMaxTokens(9_000)
                    .withTemperature(0.5)
                    .withTopP(0.9)
                    .withStop("###")
                    .withTopK(20)
                    .withFrequencyPenalty(0.1)
                    .withPresencePenalty(0.2)
                    .withSeed(7)
                    .withLogProbs(true)
                    .withReasoningEffort("low")
                    .withReasoningTokens(4_000);

    private final List<String> said = new ArrayList<>();
    private final ModelSettings none =
            new ModelSettings(
                    Timeouts.DEFAULT,
                    CatalogInUse.of(null, Clock.systemUTC()),
                    new BaseModelLookup((id, timeouts, cancellation) -> null),
                    new ModelResolver(
                            (id, timeouts, cancellation) -> null,
                            (catalog, cancellation) -> List.of(),
                            Timeouts.DEFAULT),
                    new Warnings(said::add));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "anthropic.claude-v2:1|{\"top_k\":20}",
                "us.anthropic.claude-3-7-sonnet-20250219-v1:0|{\"top_k\":20,\"thinking\":{\"budget_tokens\":4000,\"type\":\"enabled\"}}",
                "anthropic.claude-opus-4-6-v1|{\"top_k\":20,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4000}}",
                "anthropic.claude-sonnet-5|{\"thinking\":{\"type\":\"adaptive\"}}",
                "amazon.nova-lite-v1:0|{\"inferenceConfig\":{\"topK\":20}}",
                "us.amazon.nova-2-lite-v1:0|{\"inferenceConfig\":{\"topK\":20},\"reasoningConfig\":{\"maxReasoningEffort\":\"low\",\"type\":\"enabled\"}}",
                "mistral.mistral-large-2402-v1:0|{\"top_k\":20}",
                "cohere.command-r-v1:0|{\"k\":20,\"frequency_penalty\":0.1,\"presence_penalty\":0.2,\"seed\":7}",
                "ai21.jamba-1-5-mini-v1:0|{\"frequency_penalty\":0.1,\"presence_penalty\":0.2}",
                "openai.gpt-oss-20b-1:0|{\"frequency_penalty\":0.1,\"presence_penalty\":0.2,\"seed\":7,\"logprobs\":true,\"reasoning_effort\":\"low\"}",
                "qwen.qwen3-32b-v1:0|{\"reasoning_config\":\"low\"}",
                "us.openai.gpt-5.6-terra|{\"reasoning\":{\"effort\":\"low\"}}",
                "global.openai.gpt-7-nova|{\"reasoning\":{\"effort\":\"low\"}}",
                "us.xai.grok-4.7|{\"reasoning\":{\"effort\":\"low\"}}",
                "global.moonshotai.kimi-k3|{\"reasoning\":{\"effort\":\"low\"}}",
                "moonshot.kimi-k2-thinking|{\"reasoning_effort\":\"low\"}",
                "zai.glm-5|{\"reasoning_config\":\"low\"}",
                "deepseek.v3.2|{\"reasoning_config\":\"low\"}"
            })
    void eachSettingGoesWhereTheFamilyWantsIt(String id, String own) {
        assertThat(body(id, none.with(ALL)).get(OWN)).isEqualTo(Json.parse(own));
    }

    @Test
    void conversesOwnGoToTheirFields() {
        Json.Obj body = body("amazon.titan-text-express-v1", none.with(ALL));

        assertThat(body.get("inferenceConfig"))
                .isEqualTo(
                        Json.parse(
                                "{\"maxTokens\":9000,\"temperature\":0.5,\"topP\":0.9,\"stopSequences\":[\"###\"]}"));
        assertThat(body.get(OWN)).isNull();
        assertThat(said)
                .containsExactly(
                        "topK, frequencyPenalty, presencePenalty, seed,"
                                + " logProbs, reasoningEffort, reasoningTokens not sent:"
                                + " amazon.titan-text-express-v1 does not support this.");
    }

    @Test
    void effortGoesToConversesOutputConfigForNewClaude() {
        Json.Obj body = body("us.anthropic.claude-opus-5", none.with(ALL));

        assertThat(body.get("outputConfig")).isEqualTo(Json.parse("{\"effort\":\"low\"}"));
        assertThat(body.get("inferenceConfig"))
                .isEqualTo(Json.parse("{\"maxTokens\":9000,\"stopSequences\":[\"###\"]}"));
        assertThat(said)
                .singleElement()
                .asString()
                .contains("temperature, topP, topK")
                .endsWith("Use reasoningEffort instead.");
    }

    @Test
    void nothingSetIsNothingSent() {
        assertThat(body(SONNET_4_5, none).members()).isEmpty();
        assertThat(body(ARN, none).members()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void aModelThatIsNotKnownIsSaidOnceAndNamed() {
        ModelSettings settings = none.with(Params.DEFAULT.withTemperature(1).withTopK(5));
        Json.Obj first = body(ARN, settings);
        body(ARN, settings);
        body(ARN + "2", settings);

        assertThat(first.object("inferenceConfig").get("temperature")).isEqualTo(Json.of(1));
        assertThat(first.get(OWN)).isNull();
        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .startsWith("topK not sent: the foundation model of " + ARN + " is unknown.")
                .contains("withBaseModel(");
    }

    @Test
    void theBaseModelSaysWhatAnArnIs() {
        Json.Obj body =
                body(
                        ARN,
                        none.with(Params.DEFAULT.withTopK(5))
                                .withBaseModel(ARN, "us.amazon.nova-lite-v1:0"));

        assertThat(body.get(OWN)).isEqualTo(Json.parse("{\"inferenceConfig\":{\"topK\":5}}"));
        assertThat(said).isEmpty();
    }

    @Test
    void extrasGoAsTheyAreAndReplaceWhatIsThere() {
        Params params =
                Params.DEFAULT
                        .withReasoningTokens(4_000)
                        .withExtra("thinking", Map.of("type", "disabled"))
                        .withExtra("min_p", 0.05);

        assertThat(body(SONNET_4_5, none.with(params)).get(OWN))
                .isEqualTo(Json.parse("{\"thinking\":{\"type\":\"disabled\"},\"min_p\":0.05}"));
        assertThat(body(ARN, none.with(Params.DEFAULT.withExtra("x", null))).object(OWN).get("x"))
                .isEqualTo(Json.NULL);
    }

    @Test
    void theCallersFieldsReplaceOursWhole() {
        ModelSettings settings =
                none.with(Params.DEFAULT.withReasoningTokens(4_000).withTopK(5))
                        .withApiArgs(
                                Json.object(
                                        Map.of(
                                                OWN,
                                                Map.of("thinking", Map.of("type", "adaptive")))));

        assertThat(body(SONNET_4_5, settings).get(OWN))
                .isEqualTo(Json.parse("{\"top_k\":5,\"thinking\":{\"type\":\"adaptive\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0|temperature and topP together",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0|thinking with a temperature other",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0|thinking with a topP below 0.95",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0|thinking with topK",
                "us.anthropic.claude-opus-4-1-20250805-v1:0|temperature and topP together"
            })
    void whatIsRefusedTogetherIsSaidAndSent(String id, String words) {
        Json.Obj body = body(id, none.with(ALL));

        assertThat(said).anySatisfy(message -> assertThat(message).contains(id, words));
        assertThat(body.object("inferenceConfig").get("temperature")).isEqualTo(Json.of(0.5));
        assertThat(body.object("inferenceConfig").get("topP")).isEqualTo(Json.of(0.9));
    }

    @Test
    void theCallersFieldsCountForWhatIsRefused() {
        body(
                SONNET_4_5,
                none.withApiArgs(
                        Json.object(
                                Map.of(
                                        "inferenceConfig",
                                        Map.of("maxTokens", 500),
                                        OWN,
                                        Map.of(
                                                "thinking",
                                                Map.of(
                                                        "type",
                                                        "enabled",
                                                        "budget_tokens",
                                                        512))))));
        body(
                "amazon.nova-2-lite-v1:0",
                none.with(Params.DEFAULT.withReasoningEffort("high").withTopP(1)));

        assertThat(said)
                .containsExactly(
                        SONNET_4_5 + " refuses fewer than 1024 reasoningTokens; increase them.",
                        SONNET_4_5
                                + " refuses reasoningTokens not below maxTokens;"
                                + " increase maxTokens.",
                        "amazon.nova-2-lite-v1:0 refuses reasoningEffort high with topP; remove topP.");
    }

    @Test
    void whatGoesTogetherIsNotSpokenOf() {
        body(SONNET_4_5, none.with(Params.DEFAULT.withTemperature(1).withReasoningTokens(2_000)));
        body(SONNET_4_5, none.with(Params.DEFAULT.withMaxTokens(4_000).withReasoningTokens(2_000)));
        body(
                "anthropic.claude-3-sonnet-20240229-v1:0",
                none.with(Params.DEFAULT.withTopP(1).withTopK(3)));

        assertThat(said).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Params.DEFAULT.withTopK(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topK must be at least 0: -1");
        assertThatThrownBy(() -> Params.DEFAULT.withFrequencyPenalty(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frequencyPenalty must be from -2 to 2: NaN");
        assertThatThrownBy(() -> Params.DEFAULT.withReasoningEffort(" "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Params.DEFAULT.withTopK(3).withExtra("a", true))
                .hasToString("Params[topK=3, a=true]");
    }

    @Test
    void settingsOfOneClientKeepTheirOwnParamsFamilyAndApiArgs() {
        String nova = "amazon.nova-lite-v1:0";
        ModelSettings first = none.with(Params.DEFAULT.withTopK(1));
        ModelSettings second = none.with(Params.DEFAULT.withTopK(2));
        Json.Obj own = Json.EMPTY.with("inferenceConfig", Json.EMPTY.with("x", Json.of(9)));
        ModelSettings laidOver = first.withApiArgs(Json.EMPTY.with(OWN, own));

        for (int i = 0; i < 2; i++) { // one thing changes from each to the next
            assertThat(own(nova, second)).isEqualTo("{\"inferenceConfig\":{\"topK\":2}}");
            assertThat(own(nova, first)).isEqualTo("{\"inferenceConfig\":{\"topK\":1}}");
            assertThat(own(nova, laidOver)).isEqualTo("{\"inferenceConfig\":{\"x\":9}}");
            assertThat(own(nova, first)).isEqualTo("{\"inferenceConfig\":{\"topK\":1}}");
            assertThat(own("cohere.command-r-v1:0", first)).isEqualTo("{\"k\":1}");
        }
    }

    private static String own(String id, ModelSettings settings) {
        return String.valueOf(body(id, settings).get(OWN));
    }

    @Test
    void theLimitOfTokensGoesByTheBaseModel() {
        ConverseRequest request = ConverseRequest.builder(ARN).build();

        assertThat(
                        none.withBaseModel(ARN, "anthropic.claude-opus-4-8")
                                .limited(ARN, request)
                                .inferenceConfig()
                                .maxTokens())
                .isEqualTo(128_000);
        assertThat(none.limited(ARN, request)).isSameAs(request);
    }

    @Test
    void costGoesByTheIdOrTheBaseModel() {
        Usage usage = Usage.of(1_000_000, 0);

        assertThat(none.cost(SONNET_4_5, usage).usd()).isEqualTo("3.3");
        assertThat(none.cost(ARN, usage).isKnown()).isFalse();
        assertThat(none.withBaseModel(ARN, SONNET_4_5).cost(ARN, usage).usd()).isEqualTo("3.3");
    }

    /** The members that settings alone make. */
    private static Json.Obj body(String id, ModelSettings settings) {
        ConverseRequest request =
                settings.spelled(id, () -> Api.CONVERSE).in(ConverseRequest.builder(id)).build();
        Json.Obj body = (Json.Obj) Json.parse(Converse.encode(request));
        return body.merged(settings.apiArgs()).without("messages");
    }
}
