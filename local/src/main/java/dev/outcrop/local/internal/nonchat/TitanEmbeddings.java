package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;

import java.util.ArrayList;

/**
 * Titan's embeddings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html">
 *     Titan Text Embeddings</a>
 */
record TitanEmbeddings(Kind kind) implements NonChatModel {
    enum Kind {
        TEXT_1,
        TEXT_2,
        IMAGE
    }

    @Override
    public Result answer(Json.Obj body) {
        return switch (kind) {
            case TEXT_1 -> result(BodyMembers.text(body, "inputText"), 1_536);
            case TEXT_2 -> second(body);
            case IMAGE -> image(body);
        };
    }

    private static Result result(String text, int dimensions) {
        long tokens = BodyMembers.tokens(text);
        return new Result(
                Json.EMPTY
                        .with("embedding", BodyMembers.vector(TextVector.of(text, dimensions)))
                        .with("inputTextTokenCount", Json.of(tokens)),
                tokens);
    }

    private static Result second(Json.Obj body) {
        String text = BodyMembers.text(body, "inputText");
        int dimensions = BodyMembers.oneOf(body, "dimensions", 1_024, 256, 512, 1_024);
        double[] vector = TextVector.of(text, dimensions);
        Json.Obj byType = Json.EMPTY;
        boolean all = body.get("embeddingTypes") == null;
        boolean floats = all || body.array("embeddingTypes").contains(Json.of("float"));
        if (floats) {
            byType = byType.with("float", BodyMembers.vector(vector));
        }
        if (body.array("embeddingTypes").contains(Json.of("binary"))) {
            byType = byType.with("binary", binary(vector));
        }
        long tokens = BodyMembers.tokens(text);
        Json.Obj answer = Json.EMPTY;
        if (floats) {
            answer = answer.with("embedding", BodyMembers.vector(vector));
        }
        return new Result(
                answer.with("embeddingsByType", byType)
                        .with("inputTextTokenCount", Json.of(tokens)),
                tokens);
    }

    private static Json binary(double[] vector) {
        var signs = new ArrayList<Json>(vector.length);
        for (double value : vector) {
            signs.add(Json.of(value > 0 ? 1 : 0));
        }
        return Json.array(signs.toArray(Json[]::new));
    }

    private static Result image(Json.Obj body) {
        String text = body.string("inputText");
        String image = body.string("inputImage");
        if (text == null && image == null) {
            throw BodyMembers.malformed("#: required key [inputText] or [inputImage] not found");
        }
        int dimensions =
                BodyMembers.oneOf(
                        body.object("embeddingConfig"),
                        "outputEmbeddingLength",
                        1_024,
                        256,
                        384,
                        1_024);
        String all =
                (text == null ? "" : text) + (image == null ? "" : " image" + image.hashCode());
        Result result = result(all, dimensions);
        return new Result(
                result.body().with("inputTextTokenCount", Json.of(BodyMembers.tokens(text))),
                BodyMembers.tokens(text));
    }
}
