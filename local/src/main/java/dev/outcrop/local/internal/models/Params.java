package dev.outcrop.local.internal.models;

import static dev.outcrop.local.internal.models.ModelFamily.CLAUDE;
import static dev.outcrop.local.internal.models.ModelFamily.GPT;
import static dev.outcrop.local.internal.models.ModelFamily.GPT_OSS;
import static dev.outcrop.local.internal.models.ModelFamily.GROK;
import static dev.outcrop.local.internal.models.ModelFamily.QWEN;

import java.util.List;
import java.util.Set;

/** The parameters that models refuse, over Converse. */
public final class Params {
    private static final Set<String> SAMPLING = Set.of("temperature", "topP");

    /** Members of {@code inferenceConfig} that Bedrock refuses. */
    public static final ModelTable<Set<String>> UNSUPPORTED =
            ModelTable.<Set<String>>of(Set.of())
                    .with(
                            Scope.of(GPT_OSS),
                            Set.of("stopSequences"),
                            "langchain4j#3650 (an empty list too), crewAI#4046")
                    .with(
                            Scope.of(QWEN).from(3, 0),
                            Set.of("stopSequences"),
                            "langgenius/dify-official-plugins#1767: Qwen3 235B")
                    .with(
                            Scope.of(GPT),
                            Set.of("temperature", "topP", "stopSequences"),
                            "vercel/ai, changelog of amazon-bedrock 5.0.93; activepieces#15261:"
                                    + " GPT-5.6 Luna")
                    .with(
                            Scope.of(GROK).from(4, 6),
                            SAMPLING,
                            "hermes-agent#111438; model card: Grok 4.3 has a temperature");

    /** Whether {@code temperature}, {@code top_p} and {@code top_k} are deprecated. */
    public static final ModelTable<Boolean> SAMPLING_DEPRECATED =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).from(4, 7),
                            true,
                            "promptfoo#8763, cline#10572, anything-llm#5821; a temperature of 1 is"
                                    + " accepted");

    /** Whether a temperature and topP are refused together. */
    public static final ModelTable<Boolean> EITHER_TEMPERATURE_OR_TOP_P =
            ModelTable.of(false)
                    .with(Scope.of(CLAUDE).from(4, 5), true, "Bedrock, \"Claude messages API\"")
                    .with(
                            Scope.of(CLAUDE).named("opus").from(4, 1),
                            true,
                            "Bedrock, \"Claude messages API\"");

    /** Whether stop sequences may be blank. */
    public static final ModelTable<Boolean> BLANK_STOP_SEQUENCES =
            ModelTable.of(true).with(Scope.of(CLAUDE), false, "litellm#3286");

    /** Whether the answer may be bound to a JSON schema, by {@code outputConfig}. */
    public static final ModelTable<Boolean> OUTPUT_FORMAT =
            ModelTable.of(true)
                    .with(
                            Scope.of(CLAUDE).from(4, 7),
                            false,
                            "vercel/ai#14773, anomalyco/models.dev#1765: Opus 4.7;"
                                    + " presenton#939: Sonnet 5; litellm#42717: Opus 5.5");

    /** The types of {@code thinking} that a model refuses. */
    public static final ModelTable<Set<String>> REFUSED_THINKING =
            ModelTable.<Set<String>>of(Set.of("adaptive", "between_tools"))
                    .with(
                            Scope.of(CLAUDE).from(4, 6),
                            Set.of("between_tools"),
                            "Anthropic, \"Adaptive thinking\"; before 4.6 it is refused, in several"
                                    + " reports of Haiku 4.5")
                    .with(
                            Scope.of(CLAUDE).from(4, 7),
                            Set.of("enabled", "between_tools"),
                            "earendil-works/pi#7081, docker-agent#3093, coder#25335")
                    .with(
                            Scope.of(CLAUDE).named("fable", "mythos").from(5, 0),
                            Set.of("enabled", "disabled", "between_tools"),
                            "reports of Fable 5: thinking cannot be turned off")
                    .with(
                            Scope.of(CLAUDE).named("opus").from(5, 5),
                            Set.of("enabled", "disabled", "between_tools"),
                            "Anthropic, \"What's new in Opus 5.5\"; measured on 2026-09-24")
                    .with(
                            Scope.of(CLAUDE).named("sonnet").from(5, 5),
                            Set.of("enabled", "disabled"),
                            "vercel/ai, changelog of amazon-bedrock: the lowest setting is"
                                    + " between_tools");

    /** What a model advises in place of {@code thinking.type} {@code disabled}. */
    public static final ModelTable<String> IN_PLACE_OF_DISABLED =
            ModelTable.of(
                            "Use \"thinking.type.adaptive\" and \"output_config.effort\" to control"
                                    + " thinking behavior.")
                    .with(
                            Scope.of(CLAUDE).named("fable", "mythos").before(5, 1),
                            "Thinking defaults to adaptive mode when not specified; use"
                                    + " \"thinking.type.enabled\" with \"budget_tokens\" for extended"
                                    + " thinking.",
                            "Anthropic, \"Adaptive thinking\": Fable 5");

    /** Whether the highest efforts need thinking. */
    public static final ModelTable<Boolean> HIGHEST_EFFORTS_THINK =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).named("opus").from(5, 0),
                            true,
                            "claude-code#82389, litellm#35211: Opus 5; 4.7 and 4.8 accept it")
                    .with(
                            Scope.of(CLAUDE).named("haiku").from(5, 5),
                            true,
                            "vercel/ai, changelog of amazon-bedrock 5.0.99: off up to effort high");

    /** The values of {@code output_config.effort}; empty if there is no effort. */
    public static final ModelTable<List<String>> EFFORTS =
            ModelTable.of(List.<String>of())
                    .with(
                            Scope.of(CLAUDE).named("opus").from(4, 5),
                            List.of("low", "medium", "high"),
                            "coder#25356: Opus 4.5 on Bedrock")
                    .with(
                            Scope.of(CLAUDE).from(4, 6),
                            List.of("low", "medium", "high", "max"),
                            "litellm#27074: xhigh is refused on 4.6")
                    .with(
                            Scope.of(CLAUDE).from(4, 7),
                            List.of("low", "medium", "high", "xhigh", "max"),
                            "Anthropic, \"Effort\"; none is no value of the API");

    /** The values of {@code reasoning.effort}; empty if it is not checked. */
    public static final ModelTable<List<String>> REASONING_EFFORTS =
            ModelTable.of(List.<String>of())
                    .with(
                            Scope.of(GPT).from(6, 0),
                            List.of("none", "low", "medium", "high", "xhigh", "max"),
                            "stdapi.ai#283, live: minimal is refused on GPT-6")
                    .with(
                            Scope.of(GPT).from(6, 2),
                            List.of("low", "medium", "high", "xhigh", "max"),
                            "amazon-bedrock-client-for-mac 2.0.5: not off")
                    .with(
                            Scope.of(GPT).named("gpt-6.1-sol"),
                            List.of("low", "medium", "high", "xhigh", "max"),
                            "amazon-bedrock-client-for-mac 2.0.5: not off");

    /** Members of {@code additionalModelRequestFields} that the model does not know. */
    public static final ModelTable<Set<String>> UNKNOWN_FIELDS =
            ModelTable.<Set<String>>of(Set.of())
                    .with(
                            Scope.of(GPT),
                            Set.of("reasoning_effort", "thinking"),
                            "stdapi.ai#283, litellm#38279, agentgateway#3442");

    private Params() {}
}
