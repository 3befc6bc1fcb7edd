package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Embeddings.Options;
import dev.outcrop.message.Embeddings.Purpose;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The format of an embedding model.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html">
 *     Titan</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html">
 *     Cohere</a>
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html">Nova</a>
 */
enum EmbeddingFormat {
    TITAN_TEXT_1(1),
    TITAN_TEXT_2(1, 256, 512, 1_024),
    TITAN_IMAGE(1, 256, 384, 1_024),
    COHERE_3(96),
    COHERE_4(96, 256, 512, 1_024, 1_536),
    NOVA(1, 256, 384, 1_024, 3_072);

    private final int textsOfCall;

    @SuppressWarnings("ImmutableEnumChecker") // from List.of
    private final List<Integer> dimensions;

    EmbeddingFormat(int textsOfCall, Integer... dimensions) {
        this.textsOfCall = textsOfCall;
        this.dimensions = List.of(dimensions);
    }

    /**
     * Returns the format of a model.
     *
     * @throws ValidationException if it is not a known embedding model
     */
    static EmbeddingFormat of(String modelId) {
        String base = ModelName.of(modelId).base();
        EmbeddingFormat format = base == null ? null : ofBase(base);
        if (format == null) {
            throw new ValidationException(
                    "not sent: " + modelId + " is not a known embedding model",
                    ErrorDetails.NONE
                            .withModelId(modelId)
                            .withRemedy(
                                    "Use one of Titan, Cohere or Nova, such as"
                                            + " amazon.titan-embed-text-v2:0; or send the model's own"
                                            + " format with bedrock.invoke(id, json)."));
        }
        return format;
    }

    private static @Nullable EmbeddingFormat ofBase(String id) {
        if (id.startsWith("amazon.titan-embed-text-v2")) {
            return TITAN_TEXT_2;
        }
        if (id.startsWith("amazon.titan-embed-image-")) {
            return TITAN_IMAGE;
        }
        if (id.startsWith("amazon.titan-embed-")) {
            return TITAN_TEXT_1;
        }
        if (id.startsWith("cohere.embed-v4")) {
            return COHERE_4;
        }
        if (id.startsWith("cohere.embed-")) {
            return COHERE_3;
        }
        return id.startsWith("amazon.nova-2-multimodal-embeddings") ? NOVA : null;
    }

    /** How many texts one call may have. */
    int textsOfCall() {
        return textsOfCall;
    }

    /** Whether the model itself has a setting for vectors of length 1. */
    boolean normalizes() {
        return this == TITAN_TEXT_2;
    }

    /**
     * Returns the body of a call.
     *
     * @throws ValidationException if the model does not support the dimensions
     */
    Json.Obj body(String modelId, List<String> texts, Options options) {
        Integer length = options.dimensions();
        if (length != null && !dimensions.contains(length)) {
            throw new ValidationException(
                    "not sent: " + modelId + " does not support " + length + " dimensions",
                    ErrorDetails.NONE
                            .withModelId(modelId)
                            .withRemedy(
                                    dimensions.isEmpty()
                                            ? "Leave them out: the model has one length."
                                            : "Use one of " + dimensions + "."));
        }
        Json.Obj body =
                switch (this) {
                    case TITAN_TEXT_1 -> titan(texts);
                    case TITAN_TEXT_2 ->
                            with(
                                    with(titan(texts), "dimensions", length),
                                    "normalize",
                                    options.normalize());
                    case TITAN_IMAGE ->
                            length == null
                                    ? titan(texts)
                                    : titan(texts)
                                            .with(
                                                    "embeddingConfig",
                                                    with(
                                                            Json.EMPTY,
                                                            "outputEmbeddingLength",
                                                            length));
                    case COHERE_3 -> cohere(texts, options.purpose());
                    case COHERE_4 ->
                            with(cohere(texts, options.purpose()), "output_dimension", length);
                    case NOVA -> nova(texts, options.purpose(), length);
                };
        return body.merged(options.extra());
    }

    private static Json.Obj titan(List<String> texts) {
        return Json.EMPTY.with("inputText", Json.of(texts.getFirst()));
    }

    private static Json.Obj cohere(List<String> texts, Purpose purpose) {
        String type =
                switch (purpose) {
                    case DOCUMENT -> "search_document";
                    case QUERY -> "search_query";
                    case CLASSIFICATION -> "classification";
                    case CLUSTERING -> "clustering";
                };
        return Json.EMPTY
                .with("texts", Json.array(texts.stream().map(Json::of).toArray(Json[]::new)))
                .with("input_type", Json.of(type));
    }

    private static Json.Obj nova(List<String> texts, Purpose purpose, @Nullable Integer length) {
        String asked =
                switch (purpose) {
                    case DOCUMENT -> "GENERIC_INDEX";
                    case QUERY -> "GENERIC_RETRIEVAL";
                    case CLASSIFICATION, CLUSTERING -> purpose.name().toUpperCase(Locale.ROOT);
                };
        Json.Obj text =
                Json.EMPTY
                        .with("truncationMode", Json.of("NONE"))
                        .with("value", Json.of(texts.getFirst()));
        Json.Obj params =
                with(
                        Json.EMPTY.with("embeddingPurpose", Json.of(asked)),
                        "embeddingDimension",
                        length);
        return Json.EMPTY
                .with("taskType", Json.of("SINGLE_EMBEDDING"))
                .with("singleEmbeddingParams", params.with("text", text));
    }

    private static Json.Obj with(Json.Obj body, String name, @Nullable Integer value) {
        return value == null ? body : body.with(name, Json.of(value));
    }

    private static Json.Obj with(Json.Obj body, String name, @Nullable Boolean value) {
        return value == null ? body : body.with(name, Json.of(value));
    }

    /**
     * Returns the vectors of a response.
     *
     * @param count how many texts there were
     * @throws ProtocolException if there are not as many vectors
     */
    List<float[]> vectors(String modelId, Json.Obj body, int count) {
        List<Json> found =
                switch (this) {
                    case TITAN_TEXT_1, TITAN_TEXT_2, TITAN_IMAGE ->
                            body.get("embedding") == null
                                    ? List.of()
                                    : List.of(new Json.Arr(body.array("embedding")));
                    case COHERE_3, COHERE_4 ->
                            body.get("embeddings") instanceof Json.Obj byType
                                    ? byType.array("float")
                                    : body.array("embeddings");
                    case NOVA ->
                            body.array("embeddings").stream()
                                    .<Json>map(
                                            one ->
                                                    one instanceof Json.Obj object
                                                            ? new Json.Arr(
                                                                    object.array("embedding"))
                                                            : one)
                                    .toList();
                };
        var vectors = new ArrayList<float[]>(count);
        for (Json vector : found) {
            vectors.add(numbers(vector));
        }
        if (vectors.size() != count || vectors.stream().anyMatch(vector -> vector.length == 0)) {
            throw new ProtocolException(
                    "the response has no vector for each text",
                    ErrorDetails.NONE.withModelId(modelId));
        }
        return vectors;
    }

    /** Returns no numbers if the JSON is not an array of numbers. */
    private static float[] numbers(Json json) {
        List<Json> values = json instanceof Json.Arr array ? array.elements() : List.of();
        var numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(values.get(i) instanceof Json.Num number)) {
                return new float[0];
            }
            numbers[i] = (float) number.doubleValue();
        }
        return numbers;
    }
}
