package dev.outcrop.error;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.Durations;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The details of a failure. Contains no prompt, no secret, and no text of an answer, except the
 * partial turn.
 *
 * @param status the HTTP status, or 0 if there was no response
 * @param code the service's name for the error, such as {@code ThrottlingException}
 * @param requestId the service's id of the call, for a support case
 * @param modelId the model that was called
 * @param attempts how often the request was sent
 * @param retryable whether the same call may succeed later
 * @param retryHint when the service asks to retry, if it said so
 * @param partial the part of the answer that had arrived before a stream broke off
 * @param remedy what a person can do, as one or two sentences; without control characters
 */
public record ErrorDetails(
        int status,
        @Nullable String code,
        @Nullable String requestId,
        @Nullable String modelId,
        int attempts,
        boolean retryable,
        @Nullable RetryHint retryHint,
        @Nullable Turn partial,
        @Nullable String remedy) {
    public ErrorDetails {
        remedy = remedy == null ? null : ControlCharacters.message(remedy);
    }

    /** No details. */
    public static final ErrorDetails NONE =
            new ErrorDetails(0, null, null, null, 0, false, null, null, null);

    public ErrorDetails withService(int status, @Nullable String code, @Nullable String requestId) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    /** Returns these details; those that are missing are taken from the call they belong to. */
    public ErrorDetails within(ErrorDetails call) {
        return new ErrorDetails(
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

    public ErrorDetails withModelId(String modelId) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public ErrorDetails withAttempts(int attempts) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public ErrorDetails withRetryable(boolean retryable) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public ErrorDetails withRetryHint(@Nullable RetryHint retryHint) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public ErrorDetails withPartial(@Nullable Turn partial) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    public ErrorDetails withRemedy(@Nullable String remedy) {
        return new ErrorDetails(
                status, code, requestId, modelId, attempts, retryable, retryHint, partial, remedy);
    }

    /**
     * When a request should be sent again.
     *
     * @param after how long to wait
     * @param isFirm whether to wait exactly this long ({@code Retry-After}), or to treat it as
     *     advice that shortens nothing and lengthens little ({@code x-amz-retry-after})
     * @param isFree whether the cause has been corrected (new credentials, the service's time), so
     *     that sending the request again does not count as a retry
     */
    public record RetryHint(Duration after, boolean isFirm, boolean isFree) {
        /** Retry at once: the cause has been corrected. */
        public static final RetryHint PUT_RIGHT = new RetryHint(Duration.ZERO, true, true);

        public RetryHint {
            after = Durations.notNegative(after, "after");
        }

        public RetryHint(Duration after, boolean isFirm) {
            this(after, isFirm, false);
        }
    }
}
