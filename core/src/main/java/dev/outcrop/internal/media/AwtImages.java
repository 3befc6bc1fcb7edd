package dev.outcrop.internal.media;

import java.awt.image.BufferedImage;

/** Images of {@code java.awt} as files. */
public final class AwtImages {
    private AwtImages() {}

    /**
     * Returns an image as PNG.
     *
     * @throws IllegalArgumentException if it cannot be written as PNG
     */
    public static EncodedBytes png(BufferedImage image) {
        return ImageScaling.encoded(image, "png");
    }
}
