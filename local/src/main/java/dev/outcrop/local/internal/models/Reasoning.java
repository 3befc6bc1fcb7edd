package dev.outcrop.local.internal.models;

import static dev.outcrop.local.internal.models.ModelFamily.CLAUDE;
import static dev.outcrop.local.internal.models.ModelFamily.DEEPSEEK;
import static dev.outcrop.local.internal.models.ModelFamily.GPT;
import static dev.outcrop.local.internal.models.ModelFamily.GROK;
import static dev.outcrop.local.internal.models.ModelFamily.NOVA;
import static dev.outcrop.local.internal.models.ModelFamily.UNKNOWN;

/** The reasoning content that a model accepts in the history, and that it writes. */
public enum Reasoning {
    /** Everything: nobody knows which model it is. */
    ANY,
    NONE,
    /** Text without a signature. */
    UNSIGNED,
    /** Text with the model's own signature, and its own redacted content. */
    SIGNED,
    /** The redacted content that this model wrote, and no text. */
    ENCRYPTED;

    /** By model. */
    public static final ModelTable<Reasoning> TABLE =
            ModelTable.of(UNSIGNED)
                    .with(Scope.of(UNKNOWN), ANY, "an ARN does not tell its model")
                    .with(
                            Scope.of(NOVA),
                            NONE,
                            "can1357/oh-my-pi#9086, vercel/ai#7034: \"User messages cannot contain"
                                    + " reasoning content\"")
                    .with(
                            Scope.of(DEEPSEEK).named("r1"),
                            NONE,
                            "langchain-aws#401, langchain-aws#1229, zed#32341: the same words")
                    .with(
                            Scope.of(CLAUDE).from(3, 7),
                            SIGNED,
                            "recorded; Anthropic, \"Extended thinking\". Before 3.7 a signature is"
                                    + " refused: strands-agents/sdk-python#682")
                    .with(
                            Scope.of(GPT, GROK),
                            ENCRYPTED,
                            "litellm#41792, inspect_ai#5217: redactedContent is all they write;"
                                    + " earendil-works/pi: a signature is refused");

    /** Whether a model always writes reasoning, after the text of its answer. */
    public static final ModelTable<Boolean> ALWAYS_LAST =
            ModelTable.of(false).with(Scope.of(DEEPSEEK).named("r1"), true, "recorded");

    /** Whether a turn that contains only reasoning counts as a prefilled answer. */
    public static final ModelTable<Boolean> ALONE_IS_PREFILL =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).from(5, 0),
                            true,
                            "hermes-agent#105780: Sonnet 5 and Fable 5.1; Sonnet 4.6 accepts it");

    /** Whether thinking is bound to the system prompt, the tools and the messages before it. */
    public static final ModelTable<Boolean> BOUND_TO_PREFIX =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).from(5, 1),
                            true,
                            "Bedrock, \"Preserved thinking\": Fable 5.1; Anthropic, \"Fix a thinking"
                                    + " block bound to a different conversation\": and the 5.5"
                                    + " models");

    /** Whether other models accept the thinking of this one. */
    public static final ModelTable<Boolean> READ_BY_OTHERS =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).named("haiku").from(5, 5),
                            true,
                            "Bedrock, \"Preserved thinking\": not locked to the model");
}
