package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;
import java.util.regex.Pattern;

/** Requests that Anthropic's models reject and others accept. */
final class ClaudeRules {
    static final String OF_THE_MODEL = "The model returned the following errors: ";

    private static final Pattern WITHOUT_PREFILL =
            Pattern.compile(".*anthropic\\.claude-[a-z]+-(4-[6-9]|[5-9]).*");
    private static final Pattern ONE_OF_TEMPERATURE_AND_TOP_P =
            Pattern.compile(".*anthropic\\.claude-[a-z]+-(4-[5-9]|4-1-|[5-9]).*");
    private static final int MOST_MEDIA = 20;
    private static final long LARGEST_IMAGE = 5_242_880;

    private ClaudeRules() {}

    static void check(String modelId, Json.Obj body, List<Json> messages) {
        if (!modelId.contains("anthropic.")) {
            return;
        }
        lastMessage(modelId, messages);
        media(messages);
        sampling(modelId, body);
        thinking(body);
    }

    private static void lastMessage(String modelId, List<Json> messages) {
        List<LocatedBlock> last =
                messages.isEmpty() ? List.of() : LocatedBlock.of(messages, messages.size() - 1);
        if (last.isEmpty() || last.getLast().fromUser()) {
            return;
        }
        if (WITHOUT_PREFILL.matcher(modelId).matches()) {
            throw refused(
                    "This model does not support assistant message prefill. The conversation must"
                            + " end with a user message.");
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

    private static void sampling(String modelId, Json.Obj body) {
        Json.Obj inference = body.object("inferenceConfig");
        if (ONE_OF_TEMPERATURE_AND_TOP_P.matcher(modelId).matches()
                && inference.get("temperature") instanceof Json.Num
                && inference.get("topP") instanceof Json.Num) {
            throw refused(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use"
                            + " only one.");
        }
    }

    private static void thinking(Json.Obj body) {
        Json.Obj thinking = body.object("additionalModelRequestFields").object("thinking");
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

    private static ServiceError refused(String message) {
        return ServiceError.validation(OF_THE_MODEL + message);
    }
}
