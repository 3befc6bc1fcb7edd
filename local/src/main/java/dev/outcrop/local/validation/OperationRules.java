package dev.outcrop.local.validation;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.TreeMap;
import java.util.function.Function;

/** What the operations beside Converse refuse. Bodies are null where they were not JSON. */
public final class OperationRules {
    private OperationRules() {}

    /**
     * The native body of InvokeModel and InvokeModelWithResponseStream.
     *
     * @param headers gives the value of a header by its name in lower case
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
        return nativeBody(body);
    }

    /** A request of CountTokens; what is counted is a body of Converse or a native one. */
    public static Json.Obj countTokens(String modelId, @Nullable Json body) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check("CountTokensRequest", object);
        if (!Catalog.bare(modelId).equals(modelId) || !modelId.contains("anthropic.")) {
            throw ServiceError.validation("The provided model doesn't support counting tokens.");
        }
        if (object.object("input").get("converse") instanceof Json.Obj converse) {
            ConverseRules.conversation(modelId, converse);
        }
        return object.object("input");
    }

    /** The body that CountTokens has in {@code invokeModel.body}, as base64. */
    public static Json.Obj decodedBody(Json.Obj invokeModel) {
        try {
            byte[] bytes = Base64.getDecoder().decode(String.valueOf(invokeModel.string("body")));
            return nativeBody(Json.parse(bytes));
        } catch (IllegalArgumentException | JsonException e) {
            return nativeBody(null);
        }
    }

    /** A request of ApplyGuardrail. */
    public static Json.Obj applyGuardrail(@Nullable Json body) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check("ApplyGuardrailRequest", object);
        return object;
    }

    /** A request of CreateModelInvocationJob. */
    public static Json.Obj createModelInvocationJob(@Nullable Json body) {
        Json.Obj object = Bodies.object(body);
        ShapeCheck.check("CreateModelInvocationJobRequest", object);
        return object;
    }

    private static Shape.Structure headersOfInvokeModel() {
        if (ShapeTable.shape("InvokeModelHeaders") instanceof Shape.Structure structure) {
            return structure;
        }
        throw new IllegalStateException("InvokeModelHeaders is a structure");
    }

    private static Json.Obj nativeBody(@Nullable Json body) {
        if (body instanceof Json.Obj object) {
            return object;
        }
        throw ServiceError.validation(
                "Malformed input request, please reformat your input and try again.");
    }
}
