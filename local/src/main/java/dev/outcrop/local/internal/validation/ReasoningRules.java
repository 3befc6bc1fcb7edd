package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Reasoning;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/**
 * The rules for reasoning content in the history: its form. Signatures are verified by the engine
 * that issued them.
 */
final class ReasoningRules {
    private static final String FIELD = "reasoningContent.";

    private ReasoningRules() {}

    static void check(ModelName model, List<Json> messages) {
        Reasoning accepted = Reasoning.TABLE.of(model);
        for (int i = 0; i < messages.size(); i++) {
            List<LocatedBlock> blocks = LocatedBlock.of(messages, i);
            for (LocatedBlock block : blocks) {
                if (block.has("reasoningContent")) {
                    block(accepted, block);
                }
            }
            if (isOnlyReasoning(blocks) && Reasoning.ALONE_IS_PREFILL.of(model)) {
                throw ModelErrors.ofTheModel(ClaudeRules.NO_PREFILL);
            }
        }
    }

    private static boolean isOnlyReasoning(List<LocatedBlock> blocks) {
        return blocks.stream().anyMatch(block -> block.has("reasoningContent"))
                && blocks.stream()
                        .allMatch(
                                block -> block.has("reasoningContent") || block.has("cachePoint"));
    }

    private static void block(Reasoning accepted, LocatedBlock block) {
        Json.Obj reasoning = block.json().object("reasoningContent");
        boolean isText = reasoning.get("reasoningText") instanceof Json.Obj;
        String signature = reasoning.object("reasoningText").string("signature");
        switch (accepted) {
            case ANY -> {
                // Nothing is known of the model.
            }
            case NONE ->
                    throw ServiceError.validation(
                            "User messages cannot contain reasoning content. Please remove the"
                                    + " reasoning content and try again.");
            case UNSIGNED -> {
                if (signature != null) {
                    throw ModelErrors.unsupportedField(FIELD + "reasoningText.signature");
                }
                if (!isText) {
                    throw ModelErrors.unsupportedField(FIELD + "redactedContent");
                }
            }
            case SIGNED -> {
                if (isText && (signature == null || signature.isEmpty())) {
                    throw ModelErrors.ofTheModel(
                            block.place() + ".thinking.signature: Field required");
                }
            }
            case ENCRYPTED -> {
                if (isText) {
                    throw ModelErrors.unsupportedField(
                            FIELD
                                    + (signature == null
                                            ? "reasoningText"
                                            : "reasoningText.signature"));
                }
            }
        }
    }
}
