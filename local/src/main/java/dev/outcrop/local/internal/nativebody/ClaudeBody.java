package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ClaudeModel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Validates bodies of Anthropic's Messages API.
 *
 * <p>The messages are those of reports of live calls in 2026: langchain-aws 1141, litellm 32831,
 * vercel/ai 21364, new-api 3339, browser-use 988, claude-code 5319, and of the recorded traffic.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">Request
 *     and response</a>
 */
public final class ClaudeBody {
    private static final String VERSION = "bedrock-2023-05-31";

    private static final Set<String> MEMBERS =
            Set.of(
                    "max_tokens",
                    "messages",
                    "system",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "tools",
                    "tool_choice",
                    "thinking",
                    "metadata",
                    "output_config",
                    "cache_control");

    /** Members of features that are switched on by {@code anthropic_beta}. */
    private static final Set<String> MEMBERS_WITH_BETA =
            Set.of("container", "context_management", "mcp_servers", "output_format", "speed");

    private ClaudeBody() {}

    /** Validates the body of a model; ids that do not name a Claude model are not validated. */
    public static void check(String modelId, Json.Obj body, MessagesSurface surface) {
        ClaudeModel model = ClaudeModel.of(modelId);
        if (model == null || isTextCompletion(modelId, model, body)) {
            return;
        }
        version(body, surface);
        ClaudeErrors.onlyKnown(body, "", known(body, surface));
        ClaudeErrors.required(body, "", "messages");
        if (!surface.counts()) {
            ClaudeErrors.required(body, "", "max_tokens");
        }
        ClaudeSettings.check(model, body);
        ClaudeTools.check(model, body, surface);
        ClaudeMessages.check(model, body, surface);
        ClaudeCaching.check(body);
    }

    /** The API before the Messages API, which only the first two generations have. */
    private static boolean isTextCompletion(String modelId, ClaudeModel model, Json.Obj body) {
        if (body.get("prompt") == null || body.get("messages") != null) {
            return false;
        }
        if (model.isFrom(3, 0)) {
            String name = Catalog.bare(modelId).replace("anthropic.", "").replaceAll("-v\\d.*", "");
            throw refused(
                    "\""
                            + name
                            + "\" is not supported on this API. Please use the Messages API"
                            + " instead.");
        }
        return true;
    }

    private static void version(Json.Obj body, MessagesSurface surface) {
        if (!surface.isOfBedrock()) {
            return;
        }
        ClaudeErrors.required(body, "", "anthropic_version");
        if (!VERSION.equals(body.string("anthropic_version"))) {
            String told =
                    body.get("anthropic_version") instanceof Json.Str(String text)
                            ? text
                            : String.valueOf(body.get("anthropic_version"));
            throw refused("Invalid API version: " + told);
        }
    }

    private static Set<String> known(Json.Obj body, MessagesSurface surface) {
        var known = new HashSet<>(MEMBERS);
        known.addAll(surface.ownMembers());
        if (body.get("anthropic_beta") instanceof Json.Arr(List<Json> betas) && !betas.isEmpty()) {
            known.addAll(MEMBERS_WITH_BETA);
        }
        return known;
    }
}
