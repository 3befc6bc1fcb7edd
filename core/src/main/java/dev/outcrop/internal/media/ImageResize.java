package dev.outcrop.internal.media;

import org.jspecify.annotations.Nullable;

/**
 * Scales images. Uses {@code javax.imageio}, which is loaded here and nowhere else: a runtime image
 * of jlink need not contain {@code java.desktop}.
 */
public final class ImageResize {
    private ImageResize() {}

    /**
     * An image in another size.
     *
     * @param format {@code png} or {@code jpeg}
     */
    public record Resized(String format, EncodedBytes bytes) {}

    /**
     * Scales an image.
     *
     * @param geometry {@code none}, {@code low}, {@code high}, or a size as ImageMagick writes it
     * @return null if it has that size already
     * @throws IllegalArgumentException if the size is not valid, or the image cannot be decoded
     * @throws IllegalStateException if this Java runtime has no module {@code java.desktop}
     */
    public static @Nullable Resized to(String geometry, EncodedBytes image) {
        ImageHeader header = ImageHeader.of(image);
        var wanted = new ImageGeometry(geometry);
        if (header == null) {
            wanted.of(1, 1); // a size that is not valid is reported in any case
            throw unreadable(null);
        }
        ImageGeometry.Size size = wanted.of(header.shownWidth(), header.shownHeight());
        return size.isOf(header) ? null : loaded(() -> ImageScaling.scaled(image, header, size));
    }

    /**
     * Shrinks an image until it is within these limits.
     *
     * @param mostBytes of the file
     * @param longestSide in pixels
     * @return null if it is within them already, or cannot be decoded here
     */
    public static @Nullable Resized within(int mostBytes, int longestSide, EncodedBytes image) {
        ImageHeader header = ImageHeader.of(image);
        if (header == null) {
            return null;
        }
        int side = Math.max(header.width(), header.height());
        if (image.size() <= mostBytes && side <= longestSide) {
            return null;
        }
        double scale = Math.min(1, (double) longestSide / side);
        try {
            return loaded(() -> ImageScaling.within(image, header, scale, mostBytes));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }

    private interface Scaling {
        @Nullable Resized run();
    }

    private static @Nullable Resized loaded(Scaling scaling) {
        try {
            return scaling.run();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "images are scaled by the module java.desktop, which this Java runtime does not"
                            + " have. Add it: jlink --add-modules java.desktop, or java"
                            + " --add-modules java.desktop.",
                    e);
        }
    }

    static IllegalArgumentException unreadable(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the image cannot be scaled: Java decodes only png, jpeg and gif, and this image is"
                        + " of another format, damaged or too large. Scale it with another program, or"
                        + " send it as it is.",
                cause);
    }
}
