package dev.outcrop.local.internal.models;

import static dev.outcrop.local.internal.models.ModelFamily.CLAUDE;
import static dev.outcrop.local.internal.models.ModelFamily.COMMAND;
import static dev.outcrop.local.internal.models.ModelFamily.JURASSIC;
import static dev.outcrop.local.internal.models.ModelFamily.MISTRAL;
import static dev.outcrop.local.internal.models.ModelFamily.NOVA;
import static dev.outcrop.local.internal.models.ModelFamily.QWEN;
import static dev.outcrop.local.internal.models.ModelFamily.TITAN;
import static dev.outcrop.local.internal.models.ModelFamily.UNKNOWN;

/** What a conversation with a model may look like. */
public final class Conversations {
    /** A message of the role {@code system} after the first message. */
    public enum SystemMessage {
        ACCEPTED,
        /** Refused by Claude since the role exists. */
        UNSUPPORTED,
        /** Refused by Claude before the role existed. */
        UNEXPECTED,
        /** Refused by Bedrock. */
        NO_SUCH_ROLE
    }

    /** Whether Converse has the model at all. */
    public static final ModelTable<Boolean> CONVERSE =
            ModelTable.of(true)
                    .with(
                            Scope.of(UNKNOWN)
                                    .named("embed", "rerank", "stability.", "luma.", "twelvelabs."),
                            false,
                            "Bedrock, \"Supported models and model features\": no embeddings, images"
                                    + " and videos")
                    .with(
                            Scope.of(TITAN).named("embed", "image"),
                            false,
                            "Bedrock, \"Supported models and model features\"")
                    .with(
                            Scope.of(NOVA).named("embed", "sonic", "canvas", "reel"),
                            false,
                            "reports of Nova Sonic: \"This action doesn't support the model that you"
                                    + " provided\"");

    /** Whether a system prompt is accepted. */
    public static final ModelTable<Boolean> SYSTEM =
            ModelTable.of(true)
                    .with(
                            Scope.of(MISTRAL).named("mistral-7b", "mixtral"),
                            false,
                            "instructor#1753, LibreChat#6456, anything-llm#2486")
                    .with(
                            Scope.of(TITAN, COMMAND, JURASSIC),
                            false,
                            "anything-llm#2486; Bedrock, \"Supported models and model features\"");

    /** Messages of the role {@code system}. */
    public static final ModelTable<SystemMessage> SYSTEM_MESSAGE =
            ModelTable.of(SystemMessage.NO_SUCH_ROLE)
                    .with(
                            Scope.of(CLAUDE),
                            SystemMessage.UNEXPECTED,
                            "litellm#32831, live: Haiku 4.5, Sonnet 4.6")
                    .with(
                            Scope.of(CLAUDE).from(4, 7),
                            SystemMessage.UNSUPPORTED,
                            "litellm#32831, live: Opus 4.7")
                    .with(
                            Scope.of(CLAUDE).from(4, 8),
                            SystemMessage.ACCEPTED,
                            "recorded: Opus 4.8; ConversationRole of Bedrock's service model");

    /** Whether the conversation may begin with the assistant. */
    public static final ModelTable<Boolean> BEGUN_BY_ASSISTANT =
            ModelTable.of(false).with(Scope.of(CLAUDE, QWEN), true, "recorded");

    /** Whether two messages in a row may have the same role. */
    public static final ModelTable<Boolean> REPEATED_ROLES =
            ModelTable.of(false).with(Scope.of(TITAN), true, "recorded");

    /** Whether the last message may be the beginning of the answer. */
    public static final ModelTable<Boolean> PREFILL =
            ModelTable.of(true)
                    .with(
                            Scope.of(CLAUDE).from(4, 6),
                            false,
                            "anomalyco/opencode#29760, bedrock-access-gateway#219: Opus 4.6");

    private Conversations() {}
}
