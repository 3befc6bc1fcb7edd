package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Params.Name;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that a model or an API does not support. */
class RequestParamsTest {
    private static final Params SAMPLED =
            Params.DEFAULT.withMaxTokens(9).withTemperature(0.5).withTopP(0.9).withStop("###");

    @ParameterizedTest
    @ValueSource(
            strings = {"us.openai.gpt-5.6-luna", "openai.gpt-6.2-sol", "global.openai.gpt-9-x"})
    void gptHasNoSamplingOverConverse(String id) {
        RequestParams words = of(id, Api.CONVERSE, SAMPLED);

        assertThat(words.config().maxTokens()).isEqualTo(9);
        assertThat(words.config().temperature()).isNull();
        assertThat(words.config().topP()).isNull();
        assertThat(words.config().stopSequences()).isEmpty();
        assertThat(words.left()).containsExactly(Name.TEMPERATURE, Name.TOP_P, Name.STOP);
    }

    @Test
    void anArnWithTheFamilyOfGptIsAskedAsGptOverConverse() {
        var told = new ModelName(null, null, ModelFamily.GPT);
        RequestParams words =
                RequestParams.of(
                        SAMPLED.withReasoningEffort("max"), told, Api.CONVERSE, Json.EMPTY);

        assertThat(words.own()).isEqualTo(Json.parse("{\"reasoning\":{\"effort\":\"max\"}}"));
        assertThat(words.config().temperature()).isNull();
    }

    @Test
    void modelsOfOtherServersKeepTheirSamplingAndTheirEfforts() {
        ModelName told = ModelName.of("gpt-5-mini").as(ModelFamily.GPT);
        RequestParams words =
                RequestParams.of(
                        SAMPLED.withReasoningEffort("minimal"),
                        told,
                        Api.CHAT_COMPLETIONS,
                        Json.EMPTY);

        assertThat(words.config().temperature()).isEqualTo(0.5);
        assertThat(words.own()).isEqualTo(Json.parse("{\"reasoning_effort\":\"minimal\"}"));
        assertThat(words.left()).isEmpty();
        assertThat(words.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai.gpt-oss-120b-1:0", "qwen.qwen3-32b-v1:0", "us.qwen.qwen4-9b-v1:0"})
    void stopSequencesAreLeftOutWhereConverseRefusesThem(String id) {
        RequestParams over = of(id, Api.CONVERSE, SAMPLED);

        assertThat(over.config().stopSequences()).isEmpty();
        assertThat(over.left()).containsExactly(Name.STOP);
        assertThat(of(id, Api.INVOKE_MODEL, SAMPLED).config().stopSequences())
                .containsExactly("###");
        assertThat(of(id, Api.CHAT_COMPLETIONS, SAMPLED).config().stopSequences())
                .containsExactly("###");
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"CONVERSE", "INVOKE_MODEL", "MESSAGES"})
    void blankStopSequencesAreLeftOutForClaude(Api api) {
        Params params = Params.DEFAULT.withStop("\n\n", "END", " ");

        RequestParams words = of("anthropic.claude-sonnet-4-6", api, params);
        assertThat(words.config().stopSequences()).containsExactly("END");
        assertThat(words.notes()).singleElement().asString().contains("blank stop sequences");
        assertThat(of("amazon.nova-lite-v1:0", api, params).config().stopSequences()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "qwen.qwen3-32b-v1:0, reasoning_effort",
        "zai.glm-5, reasoning_effort",
        "deepseek.v3.2, reasoning_effort",
        "xai.grok-4.3, reasoning_effort",
        "openai.gpt-5.5, reasoning_effort"
    })
    void openAisApisHaveTheirOwnNameForTheEffort(String id, String name) {
        Params params = Params.DEFAULT.withReasoningEffort("low");

        assertThat(of(id, Api.CHAT_COMPLETIONS, params).own().string(name)).isEqualTo("low");
        assertThat(of(id, Api.RESPONSES, params).own().string(name)).isEqualTo("low");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-4-6-v1, xhigh, high",
        "anthropic.claude-sonnet-4-6, max, max",
        "anthropic.claude-opus-4-5-20251101-v1:0, max, high",
        "anthropic.claude-opus-4-8, minimal, low",
        "anthropic.claude-opus-7-1, xhigh, xhigh",
        "us.amazon.nova-2-lite-v1:0, max, high",
        "openai.gpt-oss-20b-1:0, xhigh, high",
        "us.openai.gpt-5.6-sol, minimal, low",
        "us.openai.gpt-6-sol, max, max",
        "us.xai.grok-4.7, max, xhigh",
        "moonshot.kimi-k2-thinking, minimal, low"
    })
    void anEffortThatAModelHasNotBecomesTheNearest(String id, String asked, String sent) {
        RequestParams words = of(id, Api.CONVERSE, Params.DEFAULT.withReasoningEffort(asked));

        assertThat(effort(words)).isEqualTo(sent);
        if (asked.equals(sent)) {
            assertThat(words.notes()).isEmpty();
        } else {
            assertThat(words.notes())
                    .containsExactly(
                            "has no reasoningEffort "
                                    + asked
                                    + "; sending reasoningEffort "
                                    + sent
                                    + " instead.");
        }
    }

    @Test
    void anEffortThatNoModelHasIsRefused() {
        assertThatThrownBy(
                        () ->
                                of(
                                        "anthropic.claude-opus-5",
                                        Api.CONVERSE,
                                        Params.DEFAULT.withReasoningEffort("hgih")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContainingAll("hgih", "low, medium, high, xhigh, max", "withExtra");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-4-7, 1024, low",
        "global.anthropic.claude-haiku-5-5, 12000, medium",
        "us.anthropic.claude-sonnet-5-5, 16000, high",
        "us.anthropic.claude-opus-5-5, 100000, max",
        "us.amazon.nova-2-lite-v1:0, 100000, high",
        "us.openai.gpt-6-luna, 40000, xhigh"
    })
    void aBudgetBecomesTheNearestEffort(String id, int tokens, String sent) {
        RequestParams words = of(id, Api.CONVERSE, Params.DEFAULT.withReasoningTokens(tokens));

        assertThat(effort(words)).isEqualTo(sent);
        assertThat(words.own().object("thinking").get("budget_tokens")).isNull();
        assertThat(words.left()).isEmpty();
        assertThat(words.notes())
                .singleElement()
                .asString()
                .contains("has no reasoningTokens, such as " + tokens, "sending reasoningEffort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic.claude-3-haiku-20240307-v1:0|{}|",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0|{'thinking':{'type':'disabled'}}|",
                "anthropic.claude-opus-4-8|{'thinking':{'type':'disabled'}}|",
                "anthropic.claude-opus-5|{'thinking':{'type':'disabled'}}|",
                "us.anthropic.claude-haiku-5-5|{'thinking':{'type':'disabled'}}|",
                "us.anthropic.claude-sonnet-5-5|{'thinking':{'type':'between_tools'}}|between",
                "us.anthropic.claude-opus-5-5|{'thinking':{'type':'adaptive'}}|sending reasoningEffort low",
                "us.anthropic.claude-fable-5-1|{'thinking':{'type':'adaptive'}}|sending reasoningEffort low",
                "us.anthropic.claude-novel-6|{'thinking':{'type':'adaptive'}}|sending reasoningEffort low",
                "us.amazon.nova-2-lite-v1:0|{'reasoningConfig':{'type':'disabled'}}|",
                "amazon.nova-lite-v1:0|{}|",
                "us.openai.gpt-5.6-sol|{'reasoning':{'effort':'none'}}|",
                "us.openai.gpt-6-astra|{'reasoning':{'effort':'low'}}|cannot switch",
                "us.openai.gpt-6.1-sol|{'reasoning':{'effort':'low'}}|cannot switch",
                "us.openai.gpt-6.1-terra|{'reasoning':{'effort':'none'}}|",
                "us.openai.gpt-6.2-sol|{'reasoning':{'effort':'low'}}|cannot switch",
                "openai.gpt-oss-20b-1:0|{'reasoning_effort':'low'}|cannot switch",
                "us.xai.grok-4.7|{'reasoning':{'effort':'low'}}|cannot switch",
                "xai.grok-4.3|{'reasoning':{'effort':'none'}}|",
                "zai.glm-5|{}|",
                "us.deepseek.r1-v1:0|{}|cannot switch"
            })
    void reasoningIsSwitchedOffAsFarAsTheModelCan(String id, String own, String note) {
        for (Params params :
                new Params[] {
                    Params.DEFAULT.withReasoningOff(),
                    Params.DEFAULT.withReasoningEffort("none"),
                    Params.DEFAULT.withReasoningEffort("off")
                }) {
            RequestParams words = of(id, Api.CONVERSE, params);
            assertThat(words.own()).isEqualTo(Json.parse(own.replace('\'', '"')));
            assertThat(words.left()).isEmpty();
            if (note == null) {
                assertThat(words.notes()).isEmpty();
            } else {
                assertThat(words.notes()).singleElement().asString().contains(note);
            }
        }
    }

    @Test
    void claudeWithoutThinkingHasAnEffortUpToHigh() {
        Params params = Params.DEFAULT.withReasoningOff().withReasoningEffort("max");
        RequestParams words = of("us.anthropic.claude-haiku-5-5", Api.CONVERSE, params);

        assertThat(words.own()).isEqualTo(Json.parse("{\"thinking\":{\"type\":\"disabled\"}}"));
        assertThat(effort(words)).isEqualTo("high");
        assertThat(words.notes()).hasSize(1);
        assertThat(effort(of("anthropic.claude-opus-4-8", Api.CONVERSE, params))).isEqualTo("max");
    }

    @Test
    void theSummaryOfThinkingIsAskedForWhereItIsNotReturnedAnyway() {
        Params params = Params.DEFAULT.withReasoningDisplay("summarized");

        assertThat(of("us.anthropic.claude-opus-5-5", Api.MESSAGES, params).own())
                .isEqualTo(
                        Json.parse(
                                "{\"thinking\":{\"display\":\"summarized\",\"type\":\"adaptive\"}}"));
        RequestParams older = of("anthropic.claude-sonnet-4-6", Api.CONVERSE, params);
        assertThat(older.own()).isEqualTo(Json.EMPTY);
        assertThat(older.left()).isEmpty();
        assertThat(of("amazon.nova-lite-v1:0", Api.CONVERSE, params).left())
                .containsExactly(Name.REASONING_DISPLAY);
    }

    @Test
    void whatAnArnHidesIsLeftOutAndNamed() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";

        assertThat(of(arn, Api.CONVERSE, Params.DEFAULT.withReasoningOff()).left())
                .containsExactly(Name.REASONING_OFF);
        assertThat(of(arn, Api.CONVERSE, Params.DEFAULT.withReasoningEffort("none")).left())
                .containsExactly(Name.REASONING_EFFORT);
        assertThat(of(arn, Api.CONVERSE, SAMPLED).config()).isEqualTo(SAMPLED.inferenceConfig());
    }

    private static RequestParams of(String id, Api api, Params params) {
        return RequestParams.of(params, ModelName.of(id), api, Json.EMPTY);
    }

    private static String effort(RequestParams words) {
        ConverseRequest request = words.in(ConverseRequest.builder("m")).build();
        if (request.outputConfig() != null) {
            return String.valueOf(request.outputConfig().effort());
        }
        Json.Obj own = words.own();
        for (String name : new String[] {"reasoning_effort", "reasoning_config"}) {
            if (own.string(name) != null) {
                return String.valueOf(own.string(name));
            }
        }
        return String.valueOf(
                own.object("reasoning").string("effort") == null
                        ? own.object("reasoningConfig").string("maxReasoningEffort")
                        : own.object("reasoning").string("effort"));
    }
}
