package dev.outcrop.local.internal.media;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The rules for images, documents, sound and video in requests of Converse whose shapes have been
 * validated. Which kinds of blocks may stand in a tool result is not decided here.
 */
public final class MediaRules {
    private final String modelId;

    private MediaRules(String modelId) {
        this.modelId = modelId;
    }

    /** Validates all messages. */
    public static void check(String modelId, List<Json> messages) {
        var rules = new MediaRules(modelId);
        inputs(modelId, messages);
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Json.Obj message) {
                rules.message(message.array("content"), "messages." + i + ".content");
            }
        }
    }

    /** Rejects inputs that a model does not have. */
    public static void inputs(String modelId, List<Json> messages) {
        for (Json message : messages) {
            List<Json> content =
                    message instanceof Json.Obj object ? object.array("content") : List.of();
            for (Json block : content) {
                for (Medium medium : Medium.values()) {
                    if (block instanceof Json.Obj object
                            && object.get(medium.member()) instanceof Json.Obj
                            && !MediaInputs.has(modelId, medium)) {
                        throw unsupported(medium);
                    }
                }
            }
        }
    }

    private static ServiceError unsupported(Medium medium) {
        return ServiceError.validation(
                medium == Medium.DOCUMENT
                        ? "This model doesn't support documents."
                        : "This model doesn't support the "
                                + medium.member()
                                + " content block that you provided. Update the content block and"
                                + " try again.");
    }

    private void message(List<Json> content, String place) {
        boolean text = false;
        boolean document = false;
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Json.Obj block) {
                text |= block.get("text") instanceof Json.Str;
                document |= block.get("document") instanceof Json.Obj;
                block(block, place + "." + i);
            }
        }
        if (document && !text) {
            throw ServiceError.validation(
                    "A text block must be included when using documents. Add a text block and retry"
                            + " your request.");
        }
        if (isClaude()) {
            cachePoints(content, place);
        }
    }

    private void block(Json.Obj block, String place) {
        source(block, place);
        if (block.get("document") instanceof Json.Obj document) {
            if (isClaude()) {
                DocumentSources.check(document, place);
            }
            s3(document, false);
        }
        if (block.get("image") instanceof Json.Obj image) {
            s3(image, true);
        }
        for (Json part : block.object("toolResult").array("content")) {
            if (part instanceof Json.Obj object) {
                if (isNova() && object.get("video") instanceof Json.Obj) {
                    // Recorded: what is extraneous to its schema is the block around the video.
                    throw ofTheModel(
                            "Malformed input request: #/"
                                    + place.replace('.', '/')
                                    + ": extraneous key [toolResult] is not permitted, please"
                                    + " reformat your input and try again.");
                }
                source(object, place);
                if (isClaude() && DocumentSources.isCited(object.object("document"))) {
                    throw ServiceError.validation(
                            "Citations are not supported in tool result documents.");
                }
            }
        }
    }

    private void source(Json.Obj block, String place) {
        Json.Obj image = block.object("image");
        String bytes = image.object("source").string("bytes");
        if (bytes != null) {
            ImageRules.check(modelId, String.valueOf(image.string("format")), bytes, place);
        }
    }

    /** strands 3610, aws-sdk-js-v3 7732: Claude has an error of its own for documents. */
    private void s3(Json.Obj media, boolean always) {
        boolean isS3 = media.object("source").get("s3Location") instanceof Json.Obj;
        boolean mayHaveIt = isNova() || !Catalog.bare(modelId).contains(".");
        if (isS3 && !mayHaveIt && (always || !isClaude())) {
            throw ServiceError.validation(
                    "This model doesn't support the s3Uri field. Remove s3Uri and try again.");
        }
    }

    /**
     * aws-sdk-java-v2 6277, strands 1966: Bedrock extracts the text of documents that are no PDFs,
     * and cannot attach a cache point to it.
     */
    private static void cachePoints(List<Json> content, String place) {
        for (int i = 1; i < content.size(); i++) {
            if (has(content.get(i), "cachePoint") && has(content.get(i - 1), "document")) {
                Json.Obj document = ((Json.Obj) content.get(i - 1)).object("document");
                if (!"pdf".equals(document.string("format"))
                        && !DocumentSources.isCited(document)) {
                    throw ofTheModel(place + "." + i + ".type: Field required");
                }
            }
        }
    }

    private static boolean has(@Nullable Json block, String member) {
        return block instanceof Json.Obj object && object.get(member) instanceof Json.Obj;
    }

    private boolean isNova() {
        return Catalog.bare(modelId).startsWith("amazon.nova");
    }

    private boolean isClaude() {
        return Catalog.bare(modelId).startsWith("anthropic.");
    }

    static ServiceError ofTheModel(String message) {
        return ServiceError.validation("The model returned the following errors: " + message);
    }
}
