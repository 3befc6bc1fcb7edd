package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The signature of a reasoning text. Signatures made here are verified; those of the real service
 * cannot be, and are accepted if they have the right form.
 */
final class Signatures {
    private static final byte[] MARK = "outcrop-local:".getBytes(StandardCharsets.US_ASCII);
    private static final int SHORTEST_OF_AWS = 64;

    /** Families whose reasoning has no signature, as recorded. */
    private static final List<String> UNSIGNED =
            List.of("deepseek.", "openai.", "moonshot", "qwen.", "minimax.", "zai.", "nvidia.");

    private Signatures() {}

    static String of(String modelId, String text) {
        if (UNSIGNED.stream().anyMatch(modelId::contains)) {
            return "";
        }
        byte[] digest = DeterministicIds.sha256(text);
        byte[] all = Arrays.copyOf(MARK, MARK.length + digest.length);
        System.arraycopy(digest, 0, all, MARK.length, digest.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /** Rejects reasoning that was changed. */
    static void check(Prompt prompt) {
        if (!prompt.modelId().contains("anthropic.")) {
            return;
        }
        List<Json.Obj> messages = prompt.messages();
        for (int i = 0; i < messages.size(); i++) {
            List<Json> blocks = messages.get(i).array("content");
            for (int j = 0; j < blocks.size(); j++) {
                if (blocks.get(j) instanceof Json.Obj block
                        && block.object("reasoningContent").get("reasoningText")
                                instanceof Json.Obj reasoning) {
                    check(prompt.modelId(), reasoning, "messages." + i + ".content." + j);
                }
            }
        }
    }

    private static void check(String modelId, Json.Obj reasoning, String where) {
        String text = reasoning.string("text");
        String signature = reasoning.string("signature");
        if (signature == null || signature.isEmpty()) {
            throw refused(where + ".thinking.signature: Field required");
        }
        if (!signature.equals(of(modelId, text == null ? "" : text)) && !isOfAws(signature)) {
            throw refused(where + ": Invalid `signature` in `thinking` block");
        }
    }

    private static boolean isOfAws(String signature) {
        byte[] bytes = decoded(signature);
        return bytes != null
                && bytes.length >= SHORTEST_OF_AWS
                && !Arrays.equals(MARK, Arrays.copyOf(bytes, MARK.length));
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ServiceError refused(String why) {
        return ServiceError.validation("The model returned the following errors: " + why);
    }
}
