package dev.outcrop.local.internal.nativeformat;

/**
 * What a format writes into an answer and does not know.
 *
 * @param modelId as it was asked
 * @param id of this answer, a UUID
 * @param createdAt in seconds since 1970
 */
public record AnswerContext(String modelId, String id, long createdAt) {
    /** The id without dashes, as in {@code msg_bdrk_…}. */
    String plainId() {
        return id.replace("-", "");
    }
}
