package dev.outcrop.local.internal.nativeformat;

/**
 * Values of an answer that a format writes and cannot derive.
 *
 * @param modelId the requested model id
 * @param id of this answer, a UUID
 * @param createdAt in seconds since 1970
 */
public record AnswerContext(String modelId, String id, long createdAt) {
    /** The id without dashes, as in {@code msg_bdrk_…}. */
    String plainId() {
        return id.replace("-", "");
    }
}
