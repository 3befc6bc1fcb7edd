package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.Conversations;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Params;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Requests that Anthropic's models reject and others accept. */
final class ClaudeRules {
    static final String OF_THE_MODEL = "The model returned the following errors: ";

    static final String NO_PREFILL =
            "This model does not support assistant message prefill. The conversation must end with"
                    + " a user message.";

    private static final Set<String> TYPES =
            Set.of("adaptive", "between_tools", "disabled", "enabled");
    private static final int MOST_MEDIA = 20;
    private static final long LARGEST_IMAGE = 5_242_880;

    private ClaudeRules() {}

    static void check(String modelId, Json.Obj body, List<Json> messages) {
        if (!modelId.contains("anthropic.")) {
            return;
        }
        ModelName model = ModelName.of(modelId);
        lastMessage(model, messages);
        media(messages);
        thinking(model, body);
    }

    private static void lastMessage(ModelName model, List<Json> messages) {
        List<LocatedBlock> last =
                messages.isEmpty() ? List.of() : LocatedBlock.of(messages, messages.size() - 1);
        if (last.isEmpty() || !last.getLast().fromAssistant()) {
            return;
        }
        if (!Conversations.PREFILL.of(model)) {
            throw refused(NO_PREFILL);
        }
        String text = last.getLast().json().string("text");
        if (text != null && !text.equals(text.stripTrailing())) {
            throw refused("messages: final assistant content cannot end with trailing whitespace");
        }
    }

    private static void media(List<Json> messages) {
        int images = 0;
        int documents = 0;
        for (LocatedBlock block : LocatedBlock.all(messages)) {
            images += block.has("image") ? 1 : 0;
            documents += block.has("document") ? 1 : 0;
            media(block.json(), block.place());
            // Only here: a recording has a tool result with one, which was accepted.
            if (block.json().object("document").object("source").get("s3Location")
                    instanceof Json.Obj) {
                throw refused(block.place() + ".document.source.type: Field required");
            }
            List<Json> results = block.json().object("toolResult").array("content");
            for (Json result : results) {
                if (result instanceof Json.Obj part) {
                    media(part, block.place());
                }
            }
        }
        if (images + documents > MOST_MEDIA) {
            throw refused(
                    "messages: too many images and documents: "
                            + images
                            + " + "
                            + documents
                            + " > "
                            + MOST_MEDIA);
        }
    }

    private static void media(Json.Obj block, String place) {
        if (block.get("video") instanceof Json.Obj) {
            throw ServiceError.validation(
                    "This model doesn't support the video content block that you provided. Update"
                            + " the content block and try again.");
        }
        Json.Obj image = block.object("image").object("source");
        if (image.get("s3Location") instanceof Json.Obj) {
            throw ServiceError.validation(
                    "This model doesn't support the s3Uri field. Remove s3Uri and try again.");
        }
        String bytes = image.string("bytes");
        if (bytes != null && bytes.length() > LARGEST_IMAGE) {
            throw refused(
                    place
                            + ".image.source.base64: image exceeds 5 MB maximum: "
                            + bytes.length()
                            + " bytes > "
                            + LARGEST_IMAGE
                            + " bytes");
        }
    }

    /**
     * Returns {@code thinking}, or {@code reasoning_config}, which is another name of it: recorded
     * by ruby_llm of Claude Haiku 4.5, which thought. So LangChain4j sends it.
     */
    static Json.Obj thinking(Json.Obj fields) {
        return fields.get("thinking") instanceof Json.Obj thinking
                ? thinking
                : fields.object("reasoning_config");
    }

    private static void thinking(ModelName model, Json.Obj body) {
        Json.Obj thinking = thinking(body.object("additionalModelRequestFields"));
        type(model, thinking.string("type"));
        if (!"enabled".equals(thinking.string("type"))) {
            return;
        }
        long budget = thinking.integer("budget_tokens", 0);
        if (budget < 1_024) {
            throw refused(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to"
                            + " 1024");
        }
        Json.Obj inference = body.object("inferenceConfig");
        if (inference.get("maxTokens") instanceof Json.Num
                && inference.integer("maxTokens", Long.MAX_VALUE) <= budget) {
            throw refused("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
        if (inference.get("temperature") instanceof Json.Num temperature
                && temperature.doubleValue() != 1) {
            throw refused("`temperature` may only be set to 1 when thinking is enabled.");
        }
    }

    private static void type(ModelName model, @Nullable String type) {
        if (type == null) {
            return;
        }
        boolean isRefused = Params.REFUSED_THINKING.of(model).contains(type);
        if (isRefused && type.equals("adaptive")) {
            throw refused("adaptive thinking is not supported on this model");
        }
        if (isRefused && !type.equals("between_tools")) {
            throw refused(
                    "\"thinking.type."
                            + type
                            + "\" is not supported for this model. "
                            + (type.equals("disabled")
                                    ? Params.IN_PLACE_OF_DISABLED.of(model)
                                    : "Use \"thinking.type.adaptive\" and"
                                            + " \"output_config.effort\" to control thinking"
                                            + " behavior."));
        }
        if (isRefused || !TYPES.contains(type)) {
            throw refused(
                    "thinking: Input tag '"
                            + type
                            + "' found using 'type' does not match any of the expected tags:"
                            + " 'adaptive', 'disabled', 'enabled'");
        }
    }

    private static ServiceError refused(String message) {
        return ServiceError.validation(OF_THE_MODEL + message);
    }
}
