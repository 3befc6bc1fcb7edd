package dev.outcrop.internal.model;

import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.protocol.openai.LogProbs;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests what Converse only returns of a model's own response if its path is named. A path that
 * the response does not have is ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
 *     Converse</a>
 */
final class ReturnedFields {
    /** Converse's limit. */
    private static final int MOST_PATHS = 10;

    private ReturnedFields() {}

    /** Returns the request, with the path of the log probabilities if they are requested. */
    static ConverseRequest of(ConverseRequest request, Supplier<Api> api) {
        boolean wanted =
                request.additionalModelRequestFields() instanceof Json.Obj own
                        && Json.of(true).equals(own.get("logprobs"));
        List<String> named = request.additionalModelResponseFieldPaths();
        if (!wanted
                || api.get() != Api.CONVERSE
                || named.contains(LogProbs.POINTER)
                || named.size() == MOST_PATHS) {
            return request;
        }
        var paths = new ArrayList<>(named);
        paths.add(LogProbs.POINTER);
        return request.toBuilder().additionalModelResponseFieldPaths(paths).build();
    }
}
