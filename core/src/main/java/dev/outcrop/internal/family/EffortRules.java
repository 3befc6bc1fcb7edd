package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

import java.util.List;

/**
 * The efforts of a model's reasoning, and how it is switched off.
 *
 * @param levels the levels that the model accepts, the lowest first; empty if they are not known,
 *     or if it has none
 * @param off how its reasoning is switched off
 */
record EffortRules(List<String> levels, Off off) {
    /** A way to switch reasoning off. */
    enum Off {
        /** The model reasons only if it is asked to, or never. */
        NOTHING,
        /** Claude's {@code thinking: {type: disabled}}. */
        DISABLED,
        /** The same, with an effort of at most {@code high}. */
        DISABLED_UP_TO_HIGH,
        /** {@code thinking: {type: between_tools}}: no reasoning before the answer. */
        BETWEEN_TOOLS,
        /** Nova's {@code reasoningConfig: {type: disabled}}. */
        NOVA_DISABLED,
        /** The effort {@code none}. */
        EFFORT_NONE,
        /** It always reasons. */
        NEVER
    }

    /** All levels, the lowest first. */
    static final List<String> ALL = List.of("minimal", "low", "medium", "high", "xhigh", "max");

    private static final List<String> THREE = List.of("low", "medium", "high");
    private static final List<String> WITH_XHIGH = List.of("low", "medium", "high", "xhigh");
    private static final List<String> WITH_MAX = List.of("low", "medium", "high", "max");
    private static final List<String> FIVE = List.of("low", "medium", "high", "xhigh", "max");

    private static final String EFFORT = "Anthropic, \"Effort\": levels by model";
    private static final String GPT_LEVELS =
            "suna#6893 and opencode#48195, live: none to max, without minimal";
    private static final String ASTRA = "opencode#48195, live: GPT-6 Astra refuses none";

    static final RuleTable<EffortRules> TABLE =
            RuleTable.of("reasoning effort", of(List.of(), Off.NEVER), "not known")
                    .with(
                            Models.of(
                                    NOVA,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    GEMMA,
                                    PALMYRA),
                            of(List.of(), Off.NOTHING),
                            "no setting is documented")
                    .with(
                            Models.of(MINIMAX, NEMOTRON),
                            of(List.of(), Off.NEVER),
                            "no setting is documented; the models reason")
                    .with(
                            Models.of(NOVA_2),
                            of(THREE, Off.NOVA_DISABLED),
                            "Nova 2, \"Extended thinking\"")
                    .with(
                            Models.of(DEEPSEEK),
                            of(List.of(), Off.NEVER),
                            "Bedrock, \"DeepSeek\": R1 has no setting")
                    .with(
                            Models.of(DEEPSEEK).from(3, 0),
                            of(THREE, Off.NOTHING),
                            "stdapi.ai, models/chat/deepseek_v3.py; bedrock-access-gateway#181")
                    .with(
                            Models.of(GPT_OSS),
                            of(THREE, Off.NEVER),
                            "OpenAI, gpt-oss model card: low, medium, high")
                    .with(
                            Models.of(GPT),
                            of(List.of(), Off.EFFORT_NONE),
                            "models of other servers have levels of their own")
                    .with(
                            Models.of(GPT).named("gpt").from(5, 0),
                            of(WITH_XHIGH, Off.EFFORT_NONE),
                            "pi-ai 1.6.0, thinking levels of GPT-5.4 and 5.5")
                    .with(
                            Models.of(GPT).named("gpt").from(5, 6),
                            of(FIVE, Off.EFFORT_NONE),
                            GPT_LEVELS)
                    .with(Models.of(GPT).named("astra").from(6, 0), of(FIVE, Off.NEVER), ASTRA)
                    .with(
                            Models.of(GPT).named("sol").from(6, 1),
                            of(FIVE, Off.NEVER),
                            "amazon-bedrock-client-for-mac 2.0.5: 6.1 Sol and 6.2 refuse off")
                    .with(
                            Models.of(GPT).named("gpt").from(6, 2),
                            of(FIVE, Off.NEVER),
                            "amazon-bedrock-client-for-mac 2.0.5: 6.1 Sol and 6.2 refuse off")
                    .with(
                            Models.of(QWEN),
                            of(THREE, Off.NOTHING),
                            "recorded: reasoning_config high; without it no reasoning")
                    .with(
                            Models.of(KIMI),
                            of(THREE, Off.NOTHING),
                            "stdapi.ai, models/chat: minimal is refused; K2.5 reasons at high only")
                    .with(
                            Models.of(KIMI).named("thinking"),
                            of(THREE, Off.NEVER),
                            "stdapi.ai, models/chat: K2 Thinking reasons at every level")
                    .with(
                            Models.of(KIMI).from(3, 0),
                            of(FIVE, Off.EFFORT_NONE),
                            "stdapi.ai#282, live: none to max")
                    .with(
                            Models.of(GLM),
                            of(THREE, Off.NOTHING),
                            "LibreChat#11974, opencode#28143: off unless it is asked for")
                    .with(
                            Models.of(GLM).from(5, 3),
                            of(THREE, Off.NEVER),
                            "Z.ai, GLM 5.3: reasoning cannot be disabled")
                    .with(
                            Models.of(GROK),
                            of(THREE, Off.EFFORT_NONE),
                            "AWS, \"Grok on Amazon Bedrock\": none, low, medium, high for 4.3")
                    .with(
                            Models.of(GROK).from(4, 6),
                            of(WITH_XHIGH, Off.NEVER),
                            "amazon-bedrock-client-for-mac 2.0.5: low to xhigh for 4.6 and 4.7")
                    .with(Models.CLAUDE, of(List.of(), Off.NOTHING), "Anthropic, \"Thinking\"")
                    .with(
                            Models.CLAUDE.from(3, 7),
                            of(List.of(), Off.DISABLED),
                            "Anthropic, \"Extended thinking\"")
                    .with(Models.CLAUDE.named("opus").from(4, 5), of(THREE, Off.DISABLED), EFFORT)
                    .with(Models.CLAUDE.from(4, 6), of(WITH_MAX, Off.DISABLED), EFFORT)
                    .with(Models.CLAUDE.from(4, 7), of(FIVE, Off.DISABLED), EFFORT)
                    .with(
                            Models.CLAUDE.from(5, 0),
                            of(FIVE, Off.NEVER),
                            "Anthropic, migration guide of Fable 5: disabled is refused; the"
                                    + " safest form for lines that are not known")
                    .with(
                            Models.CLAUDE.named("sonnet").from(5, 0),
                            of(FIVE, Off.DISABLED),
                            "Anthropic, \"What's new in Claude Sonnet 5\"")
                    .with(
                            Models.CLAUDE.named("sonnet").from(5, 5),
                            of(FIVE, Off.BETWEEN_TOOLS),
                            "Anthropic, \"What's new in Claude Sonnet 5.5\"")
                    .with(
                            Models.CLAUDE.named("opus", "haiku").from(5, 0),
                            of(FIVE, Off.DISABLED_UP_TO_HIGH),
                            "Anthropic, \"What's new in Claude Opus 5\" and \"Haiku 5.5\"")
                    .with(
                            Models.CLAUDE.named("opus").from(5, 5),
                            of(FIVE, Off.NEVER),
                            "Anthropic, \"What's new in Claude Opus 5.5\"");

    static EffortRules of(ModelName model) {
        return TABLE.of(model);
    }

    private static EffortRules of(List<String> levels, Off off) {
        return new EffortRules(levels, off);
    }

    /** Returns the accepted level next to another one, the lower of two. */
    String nearest(String level) {
        int wanted = ALL.indexOf(level);
        String nearest = levels.getFirst();
        for (String other : levels) {
            int distance = Math.abs(ALL.indexOf(other) - wanted);
            if (distance < Math.abs(ALL.indexOf(nearest) - wanted)) {
                nearest = other;
            }
        }
        return nearest;
    }
}
