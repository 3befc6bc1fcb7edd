package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.Locale;

/**
 * Nova's embeddings of one text, or of the bytes of one image, sound or film.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html">Nova
 *     Embeddings schema</a>
 */
record NovaEmbeddings() implements NonChatModel {
    @Override
    public Result answer(Json.Obj body) {
        String task = body.string("taskType");
        if (!"SINGLE_EMBEDDING".equals(task)) {
            throw "SEGMENTED_EMBEDDING".equals(task)
                    ? ServiceError.validation(
                            "The local Bedrock does not emulate segmented embeddings.")
                    : BodyMembers.malformed("#: required key [taskType] not found");
        }
        if (!(body.get("singleEmbeddingParams") instanceof Json.Obj params)) {
            throw BodyMembers.malformed("#: required key [singleEmbeddingParams] not found");
        }
        int dimensions =
                BodyMembers.oneOf(params, "embeddingDimension", 3_072, 256, 384, 1_024, 3_072);
        for (String kind : new String[] {"text", "image", "audio", "video"}) {
            if (params.get(kind) instanceof Json.Obj content) {
                return result(kind, content, dimensions);
            }
        }
        throw BodyMembers.malformed(
                "#/singleEmbeddingParams: one of text, image, audio, video expected");
    }

    private static Result result(String kind, Json.Obj content, int dimensions) {
        boolean isText = kind.equals("text");
        String text =
                isText
                        ? BodyMembers.text(content, "value")
                        : kind + content.object("source").toString().hashCode();
        Json.Obj embedding =
                Json.EMPTY
                        .with("embeddingType", Json.of(kind.toUpperCase(Locale.ROOT)))
                        .with("embedding", BodyMembers.vector(TextVector.of(text, dimensions)));
        return new Result(
                Json.EMPTY.with("embeddings", Json.array(embedding)),
                isText ? BodyMembers.tokens(text) : 0);
    }
}
