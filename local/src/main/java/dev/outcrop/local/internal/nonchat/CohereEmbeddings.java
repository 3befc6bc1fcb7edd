package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Cohere's embeddings, version 3 and 4.
 *
 * @param fourth whether the caller chooses the number of dimensions
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html">Cohere
 *     Embed</a>
 */
record CohereEmbeddings(boolean fourth) implements NonChatModel {
    private static final int MOST_TEXTS = 96;

    @Override
    public Result answer(Json.Obj body) {
        BodyMembers.text(body, "input_type");
        List<String> inputs = inputs(body);
        int dimensions =
                fourth
                        ? BodyMembers.oneOf(body, "output_dimension", 1_536, 256, 512, 1_024, 1_536)
                        : 1_024;
        List<double[]> vectors =
                inputs.stream().map(input -> TextVector.of(input, dimensions)).toList();
        boolean byType = body.get("embedding_types") != null;
        Json.Obj answer =
                Json.EMPTY.with(
                        "id",
                        Json.of(
                                UUID.nameUUIDFromBytes(
                                                inputs.toString().getBytes(StandardCharsets.UTF_8))
                                        .toString()));
        if (body.get("texts") != null) {
            answer = answer.with("texts", body.get("texts"));
        }
        answer =
                answer.with("embeddings", byType ? byType(body, vectors) : floats(vectors))
                        .with(
                                "response_type",
                                Json.of(byType ? "embeddings_by_type" : "embeddings_floats"));
        return new Result(answer, inputs.stream().mapToLong(BodyMembers::tokens).sum());
    }

    private static List<String> inputs(Json.Obj body) {
        if (body.get("texts") != null) {
            return BodyMembers.texts(body, "texts", MOST_TEXTS);
        }
        if (body.get("images") != null) {
            return BodyMembers.texts(body, "images", 1).stream()
                    .map(image -> "image" + image.hashCode())
                    .toList();
        }
        if (body.get("inputs") != null) {
            return body.array("inputs").stream().map(Json::toString).toList();
        }
        throw BodyMembers.malformed("#: required key [texts] not found");
    }

    private static Json floats(List<double[]> vectors) {
        return Json.array(vectors.stream().map(BodyMembers::vector).toArray(Json[]::new));
    }

    private static Json byType(Json.Obj body, List<double[]> vectors) {
        Json.Obj all = Json.EMPTY;
        for (Json type : body.array("embedding_types")) {
            String name = type instanceof Json.Str(String word) ? word : "";
            all =
                    all.with(
                            name,
                            switch (name) {
                                case "float" -> floats(vectors);
                                case "int8" -> scaled(vectors, 0);
                                case "uint8" -> scaled(vectors, 128);
                                case "binary", "ubinary" -> bits(vectors, name.equals("binary"));
                                default ->
                                        throw BodyMembers.malformed(
                                                "#/embedding_types: " + type + " is not allowed");
                            });
        }
        return all;
    }

    private static Json scaled(List<double[]> vectors, int zero) {
        return numbers(
                vectors,
                vector -> {
                    var values = new ArrayList<Json>(vector.length);
                    for (double value : vector) {
                        values.add(Json.of(zero + Math.clamp(Math.round(value * 512), -128, 127)));
                    }
                    return values;
                });
    }

    /** Eight dimensions in each number, the first in its highest bit. */
    private static Json bits(List<double[]> vectors, boolean signed) {
        return numbers(
                vectors,
                vector -> {
                    var values = new ArrayList<Json>(vector.length / 8);
                    for (int i = 0; i + 8 <= vector.length; i += 8) {
                        int bits = 0;
                        for (int j = 0; j < 8; j++) {
                            bits = bits << 1 | (vector[i + j] > 0 ? 1 : 0);
                        }
                        values.add(Json.of(signed ? bits - 128 : bits));
                    }
                    return values;
                });
    }

    private static Json numbers(List<double[]> vectors, Function<double[], List<Json>> form) {
        return Json.array(
                vectors.stream()
                        .map(vector -> Json.array(form.apply(vector).toArray(Json[]::new)))
                        .toArray(Json[]::new));
    }
}
