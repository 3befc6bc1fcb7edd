package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.Warnings;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/**
 * The {@code toolChoice} values that a model supports, by API. Others are replaced by the nearest
 * supported one, with a warning.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html">
 *     extended thinking</a>
 */
public final class ToolChoiceRules {
    enum Kind {
        AUTO,
        ANY,
        TOOL
    }

    private static final Set<Kind> ALL = Set.of(Kind.AUTO, Kind.ANY, Kind.TOOL);
    private static final Set<Kind> AUTO = Set.of(Kind.AUTO);
    private static final Set<Kind> NONE = Set.of();
    private static final Set<Kind> ANY = Set.of(Kind.ANY);

    private static final String LANGCHAIN = "langchain-aws, supports_tool_choice_values";

    /** Claude of a version that refuses to be forced. */
    private static final String NEVER_FORCED =
            "tool_choice: type \"tool\" and \"any\" are not supported for this model:"
                    + " vercel/ai#21364, can1357/oh-my-pi#12939; on Converse and Mantle:"
                    + " stdapi-ai/stdapi.ai#284";

    private static final String FABLE =
            "Anthropic, migration guide of Fable 5.1: any and tool are refused;"
                    + " withceleste/celeste-python#393";

    private static final String HAIKU =
            "Anthropic, \"What's new in Opus 5.5\": Haiku 5.5 accepts every tool_choice";

    /** The values that a model accepts over Converse. */
    static final RuleTable<Set<Kind>> CONVERSE =
            claude(
                    RuleTable.of(
                                    "tool choice",
                                    ALL,
                                    "nothing is known: the caller's choice is sent")
                            .with(Models.of(NOVA, NOVA_2), ALL, LANGCHAIN)
                            .with(Models.of(GPT), ALL, LANGCHAIN)
                            .with(
                                    Models.of(GLM, GROK, GEMMA, MINIMAX, NEMOTRON),
                                    ALL,
                                    "nothing is known: the caller's choice is sent")
                            .with(
                                    Models.of(
                                            TITAN,
                                            COHERE_COMMAND,
                                            COHERE_COMMAND_R,
                                            JAMBA,
                                            GPT_OSS,
                                            QWEN,
                                            PALMYRA),
                                    NONE,
                                    LANGCHAIN)
                            .with(Models.of(LLAMA), NONE, LANGCHAIN)
                            .with(Models.of(LLAMA).from(3, 1), AUTO, LANGCHAIN)
                            .with(
                                    Models.of(LLAMA).named("1b", "3b").from(3, 2).before(3, 3),
                                    NONE,
                                    LANGCHAIN)
                            .with(Models.of(MISTRAL), NONE, LANGCHAIN)
                            .with(
                                    Models.of(MISTRAL).named("large"),
                                    Set.of(Kind.AUTO, Kind.ANY),
                                    LANGCHAIN)
                            .with(Models.of(MISTRAL).named("pixtral"), NONE, LANGCHAIN)
                            .with(Models.of(DEEPSEEK), Set.of(Kind.ANY, Kind.TOOL), LANGCHAIN)
                            .with(Models.of(DEEPSEEK).named("r1"), NONE, LANGCHAIN)
                            .with(Models.of(DEEPSEEK).named("v3").before(3, 1), ANY, LANGCHAIN)
                            .with(Models.of(KIMI), AUTO, "recorded: Kimi accepts auto"));

    /** The values that a model accepts over InvokeModel and the vendors' APIs. */
    static final RuleTable<Set<Kind>> OTHER_APIS =
            claude(
                    RuleTable.of(
                                    "tool choice over other APIs",
                                    ALL,
                                    "the limits of Converse are not those of the models")
                            .with(
                                    Models.of(
                                            NOVA,
                                            NOVA_2,
                                            TITAN,
                                            LLAMA,
                                            MISTRAL,
                                            COHERE_COMMAND,
                                            COHERE_COMMAND_R,
                                            JAMBA,
                                            DEEPSEEK,
                                            GPT,
                                            QWEN,
                                            KIMI,
                                            PALMYRA,
                                            GLM,
                                            GROK,
                                            GEMMA,
                                            MINIMAX,
                                            NEMOTRON),
                                    ALL,
                                    "no report of a refusal")
                            .with(
                                    Models.of(GPT_OSS),
                                    ALL,
                                    "recorded: reqllm.openai_gpt_oss, four exchanges with one"
                                            + " tool forced"));

    private static RuleTable<Set<Kind>> claude(RuleTable<Set<Kind>> table) {
        return table.with(Models.CLAUDE, ALL, LANGCHAIN)
                .with(Models.CLAUDE.from(5, 5), AUTO, NEVER_FORCED)
                .with(Models.CLAUDE.named("fable", "mythos").from(5, 1), AUTO, FABLE)
                .with(Models.CLAUDE.named("haiku"), ALL, HAIKU);
    }

    /** Whether a model that thinks cannot be forced to use a tool. */
    static final RuleTable<Boolean> CLASHES_WITH_THINKING =
            RuleTable.of("forced tool choice with thinking", false, "no report of a refusal")
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    QWEN,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            false,
                            "no report of a refusal")
                    .with(Models.CLAUDE, false, "Anthropic, \"Extended thinking\": from 3.7 on")
                    .with(
                            Models.CLAUDE.from(3, 7).before(4, 8),
                            true,
                            "Anthropic, \"Extended thinking\": tool_choice auto or none only");

    private ToolChoiceRules() {}

    /**
     * Returns the tools with a choice that the model supports.
     *
     * @param protocol the API that the request is sent to
     * @param own the model-specific settings, which may enable thinking
     * @throws ValidationException if the choice names a tool that does not exist
     */
    public static @Nullable ToolConfig taken(
            @Nullable ToolConfig config,
            String modelId,
            ModelName model,
            Protocol protocol,
            Json.Obj own,
            Warnings warnings) {
        if (config == null || config.toolChoice() == null) {
            return config;
        }
        ToolChoice wanted = config.toolChoice();
        requireKnown(wanted, config, modelId);
        Kind kind = kind(wanted);
        if (kind == null) {
            return config;
        }
        boolean thinks = thinks(own) && CLASHES_WITH_THINKING.of(model);
        Set<Kind> allowed =
                thinks ? AUTO : (protocol == Protocol.CONVERSE ? CONVERSE : OTHER_APIS).of(model);
        if (allowed.contains(kind)) {
            return config;
        }
        ToolChoice instead = instead(kind, allowed);
        if (kind != Kind.AUTO) {
            warnings.once(warning(modelId, wanted, instead, thinks));
        }
        return new ToolConfig(config.tools(), instead, config.more());
    }

    private static void requireKnown(ToolChoice wanted, ToolConfig config, String modelId) {
        if (wanted instanceof ToolChoice.Tool one
                && config.tools().stream().noneMatch(tool -> mayBe(tool, one.name()))) {
            throw new ValidationException(
                    "toolChoice names an unknown tool: " + one.name(),
                    ErrorDetails.NONE
                            .withModelId(modelId)
                            .withRemedy("Register the tool, or choose another one."));
        }
    }

    private static boolean mayBe(ToolDefinition tool, String name) {
        return tool instanceof ToolDefinition.Spec spec
                ? spec.name().equals(name)
                : tool instanceof ToolDefinition.Unknown;
    }

    private static @Nullable ToolChoice instead(Kind wanted, Set<Kind> allowed) {
        if (wanted == Kind.TOOL && allowed.contains(Kind.ANY)) {
            return ToolChoice.ANY;
        }
        return allowed.contains(Kind.AUTO) ? ToolChoice.AUTO : null;
    }

    private static String warning(
            String modelId, ToolChoice wanted, @Nullable ToolChoice instead, boolean thinks) {
        String becomes =
                instead == null
                        ? "it is not sent."
                        : "sending " + word(Objects.requireNonNull(kind(instead))) + " instead.";
        String choice =
                wanted instanceof ToolChoice.Tool tool
                        ? "one tool (" + tool.name() + ")"
                        : word(Objects.requireNonNull(kind(wanted)));
        return thinks
                ? modelId
                        + " cannot be forced to use a tool while it thinks: toolChoice "
                        + choice
                        + " cannot be sent; "
                        + becomes
                        + " Turn thinking off to force a tool."
                : modelId + " does not support toolChoice " + choice + "; " + becomes;
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case AUTO -> "auto";
            case ANY -> "any";
            case TOOL -> "tool";
        };
    }

    /** Null for choices that do not depend on the model, and for unknown ones. */
    private static @Nullable Kind kind(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> Kind.AUTO;
            case ToolChoice.Any ignored -> Kind.ANY;
            case ToolChoice.Tool ignored -> Kind.TOOL;
            case ToolChoice.None ignored -> null;
            case ToolChoice.Unknown ignored -> null;
        };
    }

    /** Whether the model-specific settings enable thinking. */
    public static boolean thinks(Json.Obj own) {
        String type = own.object("thinking").string("type");
        return "enabled".equals(type) || "adaptive".equals(type);
    }

    /**
     * Returns the choice after a round of tools: a forced choice would otherwise repeat forever.
     */
    public static @Nullable ToolChoice afterRound(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> null;
            case ToolChoice.Any ignored -> ToolChoice.AUTO;
            case ToolChoice.Tool ignored -> ToolChoice.AUTO;
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> none;
            case ToolChoice.Unknown ignored -> ToolChoice.AUTO;
        };
    }
}
