package dev.outcrop.error;

import dev.outcrop.message.Turn;
import dev.outcrop.text.Harmless;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a failure. Never holds a prompt, an answer's words (but for the partial turn)
 * or a secret.
 *
 * @param status the HTTP status, or 0 where there was no response
 * @param code the service's name for the error, such as {@code ThrottlingException}
 * @param requestId the service's id of the call, for a support case
 * @param modelId the model that was asked
 * @param attempts how often the request was sent
 * @param retryable whether the same call may succeed later
 * @param retryHint when the service wants to be asked again, if it said so
 * @param partial what the model had said before a stream broke off
 * @param remedy what a person can do, as one or two sentences; without control characters
 */
public record Facts(
        int status,
        @Nullable String code,
        @Nullable String requestId,
        @Nullable String modelId,
        int attempts,
        boolean retryable,
        @Nullable RetryHint retryHint,
        @Nullable Turn partial,
        @Nullable String remedy) {
    public Facts {
        remedy = remedy == null ? null : Harmless.message(remedy);
    }

    /** Nothing known. */
    public static final Facts NONE = new Facts(0, null, null, null, 0, false, null, null, null);

    public Facts withService(int status, @Nullable String code, @Nullable String requestId) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    /** These facts, and of the call they belong to what they do not say themselves. */
    public Facts within(Facts call) {
        return new Facts(
                status == 0 ? call.status : status,
                code,
                requestId == null ? call.requestId : requestId,
                modelId == null ? call.modelId : modelId,
                attempts == 0 ? call.attempts : attempts,
                retryable,
                retryHint,
                partial,
                remedy);
    }

    public Facts withModelId(String modelId) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public Facts withAttempts(int attempts) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public Facts withRetryable(boolean retryable) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public Facts withRetryHint(@Nullable RetryHint retryHint) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public Facts withPartial(@Nullable Turn partial) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public Facts withRemedy(@Nullable String remedy) {
        return new Facts(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }
}
