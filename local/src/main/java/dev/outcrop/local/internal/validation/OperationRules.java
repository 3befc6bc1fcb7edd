package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.media.Base64Text;
import dev.outcrop.local.internal.media.MediaRules;
import dev.outcrop.local.internal.nativebody.MessagesSurface;
import dev.outcrop.local.internal.nativebody.NativeBodies;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.Utf8Json;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Validates requests of operations other than Converse. Bodies are null if they were not JSON. */
public final class OperationRules {
    private OperationRules() {}

    /**
     * Validates the native body of InvokeModel and InvokeModelWithResponseStream.
     *
     * @param headers returns the value of a header by its name in lower case
     */
    public static Json.Obj invokeModel(
            String modelId, @Nullable Json body, Function<String, @Nullable String> headers) {
        var given = new TreeMap<String, Json>();
        for (String name : headersOfInvokeModel().members().keySet()) {
            String value = headers.apply(name);
            if (value != null) {
                given.put(name, Json.of(value));
            }
        }
        ShapeCheck.check("InvokeModelHeaders", new Json.Obj(given));
        ModelRules.onDemand(modelId);
        return checkedBody(modelId, body, MessagesSurface.INVOKE_MODEL);
    }

    /** Validates the native body of a record of a batch job. */
    public static Json.Obj batchRecord(String modelId, Json.Obj body) {
        return checkedBody(modelId, body, MessagesSurface.INVOKE_MODEL);
    }

    /** Validates a request of CountTokens, for a body of Converse or a native one. */
    public static Json.Obj countTokens(String modelId, @Nullable Json body) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check("CountTokensRequest", object);
        if (!Catalog.bare(modelId).equals(modelId) || !modelId.contains("anthropic.")) {
            throw ServiceError.validation("The provided model doesn't support counting tokens.");
        }
        if (object.object("input").get("converse") instanceof Json.Obj converse) {
            ConverseRules.conversation(modelId, converse);
        }
        if (object.object("input").get("invokeModel") instanceof Json.Obj invoke) {
            NativeBodies.check(modelId, decodedBody(invoke), MessagesSurface.COUNT_TOKENS);
        }
        return object.object("input");
    }

    /**
     * Rejects a native body whose images or documents are not base64, or of a kind that the model
     * does not have as input.
     *
     * @param converse the body converted to Converse
     */
    public static void media(String modelId, Json.Obj converse) {
        blobs(converse);
        MediaRules.inputs(modelId, converse.array("messages"));
    }

    private static void blobs(Json.Obj converse) {
        for (LocatedBlock block : LocatedBlock.all(converse.array("messages"))) {
            for (String kind : List.of("image", "document", "video", "audio")) {
                String bytes = block.json().object(kind).object("source").string("bytes");
                if (bytes != null && Base64Text.decodedLength(bytes) < 0) {
                    throw ServiceError.validation(block.place() + ": invalid base64 data");
                }
            }
        }
    }

    /**
     * Validates the path and query parameters of an operation that is not on a model.
     *
     * @param shape the name of a shape of these values
     */
    public static void parameters(String shape, Map<String, String> values) {
        ShapeCheck.check(shape, Json.object(values));
    }

    /** Returns the body that CountTokens contains in {@code invokeModel.body}, as base64. */
    public static Json.Obj decodedBody(Json.Obj invokeModel) {
        try {
            byte[] bytes = Base64.getDecoder().decode(String.valueOf(invokeModel.string("body")));
            return nativeBody(Utf8Json.parse(bytes));
        } catch (IllegalArgumentException | JsonException e) {
            return nativeBody(null);
        }
    }

    /**
     * Validates the body of an operation that is not on a model.
     *
     * @param shape the name of its shape
     */
    public static Json.Obj body(String shape, @Nullable Json body) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check(shape, object);
        return object;
    }

    private static Shape.Structure headersOfInvokeModel() {
        if (ShapeTable.shape("InvokeModelHeaders") instanceof Shape.Structure structure) {
            return structure;
        }
        throw new IllegalStateException("InvokeModelHeaders is a structure");
    }

    private static Json.Obj checkedBody(
            String modelId, @Nullable Json body, MessagesSurface surface) {
        Json.Obj object = nativeBody(body);
        NativeBodies.check(modelId, object, surface);
        if (NativeBodies.isNovaForConversations(modelId)) {
            // Its messages are those of Converse.
            blobs(object);
            ConverseRules.conversation(modelId, object);
        }
        return object;
    }

    private static Json.Obj nativeBody(@Nullable Json body) {
        if (body instanceof Json.Obj object) {
            return object;
        }
        throw ServiceError.validation(
                "Malformed input request, please reformat your input and try again.");
    }
}
