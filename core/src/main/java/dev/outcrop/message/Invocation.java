package dev.outcrop.message;

import dev.outcrop.json.Json;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The response of a model in its own format.
 *
 * @param body the response's body, unchanged
 * @param headers Bedrock's headers about the call, by lower-case name, such as {@code
 *     x-amzn-requestid}
 * @param usage the tokens, if Bedrock's headers contain them; else {@link Usage#NONE}
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">
 *     InvokeModel</a>
 */
public record Invocation(Json body, Map<String, String> headers, Usage usage) {
    public Invocation {
        Objects.requireNonNull(body, "body");
        headers = Listed.of(headers, "headers");
        Objects.requireNonNull(usage, "usage");
    }

    /**
     * Returns the body as an object, as it is for all models of Bedrock.
     *
     * @throws IllegalStateException if it is not an object
     */
    public Json.Obj object() {
        if (body instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalStateException("the body is not a JSON object");
    }

    /** Without the body, which may be large. */
    @Override
    public String toString() {
        return "Invocation[" + new TreeMap<>(headers) + ", " + usage + "]";
    }
}
