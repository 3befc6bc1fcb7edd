package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Reasoning;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The signature of a reasoning text, and reasoning that is encrypted. Those made here contain
 * digests of the text, of the model, and of all of the request before them, so a changed text,
 * another model and another conversation are recognized. Those of the real service cannot be
 * verified, and are accepted if they have the right form: they are longer than those made here.
 */
final class Signatures {
    private static final String MARK = "outcrop-local:";
    private static final int SHORTEST_OF_AWS = 64;
    private static final String UNKNOWN = "0".repeat(Prefix.LENGTH);

    private static final String INVALID = ": Invalid `signature` in `thinking` block";
    private static final String OTHER_CONVERSATION =
            ". The block is bound to a different conversation. Remove the block, or set"
                    + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\".";

    /**
     * What a signature was made for.
     *
     * @param model {@code UNKNOWN} if the id of the model did not name it
     */
    private record Issued(String text, String model, String prefix, boolean readByOthers) {}

    private Signatures() {}

    /** Returns the signature of a text that answers a request; empty if the family has none. */
    static String of(Prompt prompt, String text) {
        ModelName model = ModelName.of(prompt.modelId());
        return switch (Reasoning.TABLE.of(model)) {
            case SIGNED, ANY ->
                    encoded(model, text, Prefix.of(prompt, prompt.messages().size(), 0));
            case NONE, UNSIGNED, ENCRYPTED -> "";
        };
    }

    /** Returns a text encrypted; null if the family does not encrypt its reasoning. */
    static @Nullable String encrypted(Prompt prompt, String text) {
        ModelName model = ModelName.of(prompt.modelId());
        return Reasoning.TABLE.of(model) == Reasoning.ENCRYPTED
                ? encoded(model, text, UNKNOWN)
                : null;
    }

    private static String encoded(ModelName model, String text, String prefix) {
        String all =
                MARK
                        + Prefix.digest(text)
                        + digest(model)
                        + prefix
                        + (Reasoning.READ_BY_OTHERS.of(model) ? "+" : "-");
        return Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.US_ASCII));
    }

    private static String digest(ModelName model) {
        return model.model().isEmpty() ? UNKNOWN : Prefix.digest(model.model());
    }

    /** Rejects reasoning that was changed, and that of another model or conversation. */
    static void check(Prompt prompt) {
        ModelName model = ModelName.of(prompt.modelId());
        Reasoning accepted = Reasoning.TABLE.of(model);
        if (accepted != Reasoning.SIGNED && accepted != Reasoning.ENCRYPTED) {
            return;
        }
        List<Json.Obj> messages = prompt.messages();
        for (int i = 0; i < messages.size(); i++) {
            List<Json> blocks = messages.get(i).array("content");
            for (int j = 0; j < blocks.size(); j++) {
                Json.Obj reasoning =
                        blocks.get(j) instanceof Json.Obj block
                                ? block.object("reasoningContent")
                                : Json.EMPTY;
                String place = "messages." + i + ".content." + j;
                if (reasoning.get("redactedContent") instanceof Json.Str(String data)) {
                    redacted(model, accepted, data, place);
                } else if (accepted == Reasoning.SIGNED
                        && reasoning.get("reasoningText") instanceof Json.Obj text) {
                    Issued issued = signed(model, text, place);
                    if (issued != null && isOfOtherConversation(prompt, model, issued, i, j)) {
                        throw refused(place + INVALID + OTHER_CONVERSATION);
                    }
                }
            }
        }
    }

    private static void redacted(ModelName model, Reasoning accepted, String data, String place) {
        Issued issued = issued(data);
        if (issued == null || isOf(issued, model)) {
            return;
        }
        throw refused(
                accepted == Reasoning.ENCRYPTED
                        ? "encrypted reasoning was created for a different account or model"
                        : place + ": Invalid `data` in `redacted_thinking` block");
    }

    /** Returns what the signature was made for; null if it was not made here. */
    private static @Nullable Issued signed(ModelName model, Json.Obj reasoning, String place) {
        String text = reasoning.string("text");
        String signature = reasoning.string("signature");
        if (signature == null || signature.isEmpty()) {
            throw refused(place + ".thinking.signature: Field required");
        }
        Issued issued = issued(signature);
        boolean isValid =
                issued == null
                        ? isOfAws(signature)
                        : issued.text().equals(Prefix.digest(text == null ? "" : text))
                                && (isOf(issued, model) || issued.readByOthers());
        if (!isValid) {
            throw refused(place + INVALID);
        }
        return issued;
    }

    private static boolean isOf(Issued issued, ModelName model) {
        String own = digest(model);
        return issued.model().equals(own) || issued.model().equals(UNKNOWN) || own.equals(UNKNOWN);
    }

    private static boolean isOfOtherConversation(
            Prompt prompt, ModelName model, Issued issued, int message, int block) {
        if (!Reasoning.BOUND_TO_PREFIX.of(model) || drops(prompt)) {
            return false;
        }
        return !issued.prefix().equals(Prefix.of(prompt, message, block));
    }

    /** Whether blocks of another conversation are to be ignored; also by its older name. */
    private static boolean drops(Prompt prompt) {
        Json.Obj binding =
                prompt.body()
                        .object("additionalModelRequestFields")
                        .object("thinking")
                        .object("block_binding");
        String behavior = binding.string("prefix_mismatch_behavior");
        String older = binding.string("mismatch_behavior");
        return "drop_block".equals(behavior == null ? older : behavior);
    }

    private static @Nullable Issued issued(String signature) {
        String decoded = decoded(signature);
        if (decoded.length() != MARK.length() + 3 * Prefix.LENGTH + 1
                || !decoded.startsWith(MARK)) {
            return null;
        }
        String digests = decoded.substring(MARK.length());
        return new Issued(
                digests.substring(0, Prefix.LENGTH),
                digests.substring(Prefix.LENGTH, 2 * Prefix.LENGTH),
                digests.substring(2 * Prefix.LENGTH, 3 * Prefix.LENGTH),
                digests.endsWith("+"));
    }

    private static boolean isOfAws(String signature) {
        String decoded = decoded(signature);
        return decoded.length() >= SHORTEST_OF_AWS && !decoded.startsWith(MARK);
    }

    /** Returns each byte as a character; none for text that is not base64. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static ServiceError refused(String why) {
        return ServiceError.validation("The model returned the following errors: " + why);
    }
}
