package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import java.util.Set;

/**
 * The number of documents and images that a message may have, and their sizes. Sizes are of the
 * bytes, not of their base64; objects in S3 are not checked.
 *
 * @param anySize formats of documents without a size limit of Bedrock
 * @param imageSide the longest side of an image, in pixels
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-api-restrictions.html">API
 *     restrictions</a>
 */
public record MediaLimits(
        int documents,
        int documentBytes,
        Set<String> anySize,
        int images,
        int imageBytes,
        int imageSide) {
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** 4.5 MB; the page does not define MB, so the larger value is used. */
    public static final int DOCUMENT_BYTES = 4_718_592;

    /** 3.75 MiB, which is 5 MiB of base64. */
    public static final int IMAGE_BYTES = 3_932_160;

    private static final int IMAGE_SIDE = 8_000;

    private static final String RESTRICTIONS =
            "Bedrock, \"API restrictions\": documents; no limit on images of Bedrock's own";

    private static final MediaLimits BEDROCK =
            limits(Set.of("pdf", "docx"), NO_LIMIT, NO_LIMIT, NO_LIMIT);

    static final RuleTable<MediaLimits> TABLE =
            RuleTable.of("media limits", BEDROCK, RESTRICTIONS)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    QWEN,
                                    PALMYRA,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    KIMI,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            BEDROCK,
                            RESTRICTIONS)
                    .with(
                            Models.CLAUDE,
                            limits(Set.of(), 20, IMAGE_BYTES, IMAGE_SIDE),
                            "Message in the API reference: 20 images; base64 of an image at most"
                                    + " 5 MiB: measured,"
                                    + " accelerated-intelligent-document-processing-on-aws#994;"
                                    + " \"At least one of the image dimensions exceed max allowed"
                                    + " size: 8000 pixels\"")
                    .with(
                            Models.CLAUDE.from(4, 0),
                            limits(Set.of("pdf"), NO_LIMIT, IMAGE_BYTES, IMAGE_SIDE),
                            "more than 20 images on later Claude models:"
                                    + " accelerated-intelligent-document-processing-on-aws#147");

    private static MediaLimits limits(
            Set<String> anySize, int images, int imageBytes, int imageSide) {
        return new MediaLimits(5, DOCUMENT_BYTES, anySize, images, imageBytes, imageSide);
    }
}
