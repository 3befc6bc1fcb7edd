package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.Warnings;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class ToolChoiceRulesTest {
    private static final ToolChoice ONE = ToolChoice.tool("look");
    private static final Json.Obj THINKING =
            (Json.Obj) Json.parse("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}");

    private final List<String> said = new ArrayList<>();
    private final Warnings warnings = new Warnings(said::add);

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-haiku-20240307-v1:0, auto any tool",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, auto any tool",
        "us.amazon.nova-lite-v1:0, auto any tool",
        "us.amazon.nova-2-lite-v1:0, auto any tool",
        "us.meta.llama4-maverick-17b-instruct-v1:0, auto auto auto",
        "us.meta.llama3-1-70b-instruct-v1:0, auto auto auto",
        "us.meta.llama3-2-90b-instruct-v1:0, auto auto auto",
        "us.meta.llama3-2-3b-instruct-v1:0, - - -",
        "meta.llama3-8b-instruct-v1:0, - - -",
        "mistral.mistral-large-2407-v1:0, auto any any",
        "us.mistral.pixtral-large-2502-v1:0, - - -",
        "deepseek.v3-v1:0, - any any",
        "us.deepseek.r1-v1:0, - - -",
        "deepseek.v3.2, - any tool",
        "us.anthropic.claude-opus-5, auto any tool",
        "us.anthropic.claude-opus-5-5, auto auto auto",
        "global.anthropic.claude-sonnet-5-5, auto auto auto",
        "anthropic.claude-haiku-5-5, auto any tool",
        "anthropic.claude-fable-5, auto any tool",
        "anthropic.claude-fable-5-1, auto auto auto",
        "anthropic.claude-fable-5-2, auto auto auto",
        "anthropic.claude-mythos-5-1, auto auto auto",
        "anthropic.claude-opus-7-1, auto auto auto",
        "anthropic.claude-of-no-version, auto auto auto",
        "moonshot.kimi-k2-thinking, auto auto auto",
        "cohere.command-r-v1:0, - - -",
        "openai.gpt-oss-120b-1:0, - - -",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1, auto any tool"
    })
    void aFamilyIsSentWhatItTakes(String modelId, String becomes) {
        String[] words = becomes.split(" ", -1);
        assertThat(word(taken(modelId, ToolChoice.AUTO, Json.EMPTY))).isEqualTo(words[0]);
        assertThat(said).as("auto is what is done anyway").isEmpty();
        assertThat(word(taken(modelId, ToolChoice.ANY, Json.EMPTY))).isEqualTo(words[1]);
        assertThat(said).hasSize(words[1].equals("any") ? 0 : 1);
        said.clear();
        assertThat(word(taken(modelId, ONE, Json.EMPTY))).isEqualTo(words[2]);
        assertThat(said).hasSize(words[2].equals("tool") ? 0 : 1);
        assertThat(taken(modelId, ToolChoice.NONE, Json.EMPTY)).isEqualTo(ToolChoice.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0, auto",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, auto",
        "anthropic.claude-opus-4-6-v1, auto",
        "anthropic.claude-opus-4-7, auto",
        "anthropic.claude-opus-4-8, any",
        "anthropic.claude-sonnet-5, any",
        "us.amazon.nova-lite-v1:0, any"
    })
    void whatThinksCannotAlwaysBeForced(String modelId, String becomes) {
        assertThat(word(taken(modelId, ToolChoice.ANY, THINKING))).isEqualTo(becomes);
        if (becomes.equals("auto")) {
            assertThat(said)
                    .containsExactly(
                            modelId
                                    + " cannot be forced to use a tool while it"
                                    + " thinks: toolChoice any cannot be sent;"
                                    + " sending auto instead. Turn thinking off to force a"
                                    + " tool.");
        } else {
            assertThat(said).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai.gpt-oss-120b-1:0, auto any tool",
        "moonshot.kimi-k2-thinking, auto any tool",
        "mistral.mistral-large-2407-v1:0, auto any tool",
        "us.deepseek.r1-v1:0, auto any tool",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, auto any tool",
        "us.anthropic.claude-opus-5-5, auto auto auto",
        "anthropic.claude-haiku-5-5, auto any tool"
    })
    void otherApisTakeWhatConverseDoesNot(String modelId, String becomes) {
        String[] words = becomes.split(" ", -1);
        for (Protocol protocol : List.of(Protocol.INVOKE_MODEL, Protocol.MANTLE)) {
            assertThat(word(taken(modelId, protocol, ToolChoice.AUTO, Json.EMPTY)))
                    .isEqualTo(words[0]);
            assertThat(word(taken(modelId, protocol, ToolChoice.ANY, Json.EMPTY)))
                    .isEqualTo(words[1]);
            assertThat(word(taken(modelId, protocol, ONE, Json.EMPTY))).isEqualTo(words[2]);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whatThinksIsForcedOverNoApi(Protocol protocol) {
        String modelId = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
        assertThat(word(taken(modelId, protocol, ONE, THINKING))).isEqualTo("auto");
    }

    @Test
    void aToolThatIsNotThereIsRefused() {
        assertThatThrownBy(
                        () ->
                                taken(
                                        "us.amazon.nova-lite-v1:0",
                                        ToolChoice.tool("other"),
                                        Json.EMPTY))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("other");
    }

    @Test
    void whatForcesHoldsForOneRound() {
        assertThat(ToolChoiceRules.afterRound(ToolChoice.ANY)).isEqualTo(ToolChoice.AUTO);
        assertThat(ToolChoiceRules.afterRound(ONE)).isEqualTo(ToolChoice.AUTO);
        assertThat(ToolChoiceRules.afterRound(ToolChoice.NONE)).isEqualTo(ToolChoice.NONE);
        assertThat(ToolChoiceRules.afterRound(null)).isNull();
    }

    private @Nullable ToolChoice taken(String modelId, ToolChoice choice, Json.Obj own) {
        return taken(modelId, Protocol.CONVERSE, choice, own);
    }

    private @Nullable ToolChoice taken(
            String modelId, Protocol protocol, ToolChoice choice, Json.Obj own) {
        var tool = new ToolDefinition.Spec("look", "Looks.", Json.EMPTY, null, Json.EMPTY);
        var config = new ToolConfig(List.of(tool), choice, Json.EMPTY);
        return Objects.requireNonNull(
                        ToolChoiceRules.taken(
                                config, modelId, ModelName.of(modelId), protocol, own, warnings))
                .toolChoice();
    }

    private static String word(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> "-";
            case ToolChoice.Auto ignored -> "auto";
            case ToolChoice.Any ignored -> "any";
            case ToolChoice.Tool ignored -> "tool";
            case ToolChoice.None ignored -> "none";
            case ToolChoice.Unknown ignored -> "unknown";
        };
    }
}
