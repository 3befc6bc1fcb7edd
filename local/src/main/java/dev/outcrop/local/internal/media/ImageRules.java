package dev.outcrop.local.internal.media;

import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the bytes of an image: they are of the format that the request names, and on Claude
 * not too large. Each family has words of its own.
 */
public final class ImageRules {
    private static final int MOST_PIXELS = 8_000;

    private ImageRules() {}

    /**
     * Validates an image of Converse.
     *
     * @param place of the content block: {@code messages.0.content.1}
     */
    static void check(String modelId, String format, String base64, String place) {
        String bare = Catalog.bare(modelId);
        ImageBytes image = ImageBytes.of(base64);
        boolean matches = image != null && image.format().equals(format);
        if (bare.startsWith("anthropic.")) {
            // amazon-bedrock-client-for-mac 130, hermes-agent 55429
            String problem = problem(format, image);
            if (problem != null) {
                throw MediaRules.ofTheModel(place + ".image.source.bytes: " + problem);
            }
        } else if (!matches && bare.startsWith("amazon.nova")) {
            throw ServiceError.validationInStream(
                    "The model returned the following errors: The detected file MIME type "
                            + (image == null ? "text/plain" : "image/" + image.format())
                            + " does not match the expected type image/"
                            + format
                            + ". Reformat your input and try again.");
        } else if (!matches) {
            // boto3 4415
            throw MediaRules.ofTheModel(
                    "The provided image does not match the specified image format.");
        }
    }

    /**
     * Returns what Claude says of an image; null if it accepts it.
     *
     * @param format as in the media type: {@code png}
     * @param image null if the bytes are no image
     */
    public static @Nullable String problem(String format, @Nullable ImageBytes image) {
        if (image == null) {
            return "Could not process image";
        }
        if (!image.format().equals(format)) {
            return "The image was specified using the image/"
                    + format
                    + " media type, but the image appears to be a image/"
                    + image.format()
                    + " image";
        }
        return image.width() > MOST_PIXELS || image.height() > MOST_PIXELS
                ? "At least one of the image dimensions exceed max allowed size: 8000 pixels"
                : null;
    }
}
