package dev.outcrop.internal.protocol.openai;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.transport.ErrorReader;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a server of Chat Completions reports with HTTP status 200: beside the choices, in
 * a choice, or as the reason why a choice ended.
 */
final class ChatFailure {
    private static final String ERROR = "error";
    private static final Json REASON = Json.of(ERROR);

    private ChatFailure() {}

    /** The failure that a body or a chunk reports; null if none. */
    static @Nullable BedrockException of(Json.Obj body) {
        return says(body) ? ErrorReader.ofVendor(body, ErrorDetails.NONE) : null;
    }

    /** The failure that a choice ended with; null if it did not. */
    static @Nullable BedrockException ofChoice(Json.Obj choice) {
        Json reason = choice.get("finish_reason");
        boolean ended = reason instanceof Json.Str && !reason.equals(REASON);
        if (ended || (!REASON.equals(reason) && !says(choice))) {
            return null;
        }
        return ErrorReader.ofVendor(choice, ErrorDetails.NONE);
    }

    /** Many servers always send the member, with an empty value. */
    private static boolean says(Json.Obj json) {
        Json error = json.get(ERROR);
        if (error != null) {
            return !ChatAnswer.isBlank(error) && !(error instanceof Json.Bool);
        }
        return json.get("choices") == null && isError(json);
    }

    /** An error without that member: of vLLM, Cloudflare, Databricks, FastAPI. */
    private static boolean isError(Json.Obj json) {
        return ERROR.equals(json.string("object"))
                || has(json, "errors")
                || has(json, "detail")
                || json.get("error_code") != null;
    }

    private static boolean has(Json.Obj json, String name) {
        Json value = json.get(name);
        return value != null && !ChatAnswer.isBlank(value);
    }
}
