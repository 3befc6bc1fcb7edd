package dev.outcrop.internal.family;

import java.util.Set;

/**
 * The number of documents and images that a message may have, and their sizes. Sizes are of the
 * bytes, not of their base64; objects in S3 are not checked.
 *
 * @param anySize formats of documents without a size limit of Bedrock
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-api-restrictions.html">API
 *     restrictions</a>
 */
public record MediaLimits(
        int documents, int documentBytes, Set<String> anySize, int images, int imageBytes) {
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** 4.5 MB; the page does not define MB, so the larger value is used. */
    public static final int DOCUMENT_BYTES = 4_718_592;

    /** 3.75 MiB, which is 5 MiB of base64. */
    public static final int IMAGE_BYTES = 3_932_160;
}
