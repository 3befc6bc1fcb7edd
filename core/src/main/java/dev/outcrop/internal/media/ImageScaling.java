package dev.outcrop.internal.media;

import dev.outcrop.internal.media.ImageGeometry.Size;
import dev.outcrop.internal.media.ImageResize.Resized;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes, scales and encodes images with {@code javax.imageio}. A JPEG stays one and is turned
 * upright; everything else becomes PNG, which keeps transparency.
 */
final class ImageScaling {
    /** What a decoded image may occupy: 150 million pixels, before they are scaled. */
    private static final long MOST_PIXELS = 150_000_000;

    /** A file that is still too large is scaled again, this often. */
    private static final int ATTEMPTS = 8;

    private static final float QUALITY = 0.9f;

    private ImageScaling() {}

    /** Returns the image in this size. */
    static Resized scaled(EncodedBytes image, ImageHeader header, Size size) {
        boolean jpeg = isJpeg(image);
        return encoded(
                Pixels.scaled(decoded(image, header, size), header.orientation(), size), jpeg);
    }

    /**
     * Returns the image scaled, and then again until the file is small enough. An image without
     * transparency becomes JPEG.
     *
     * @return null if it does not become small enough
     */
    static @Nullable Resized within(
            EncodedBytes image, ImageHeader header, double scale, int mostBytes) {
        Size first = size(header, scale);
        BufferedImage decoded = decoded(image, header, first);
        boolean jpeg = isJpeg(image) || !decoded.getColorModel().hasAlpha();
        double next = scale;
        for (int i = 0; i < ATTEMPTS; i++) {
            Size size = size(header, next);
            Resized resized = encoded(Pixels.scaled(decoded, header.orientation(), size), jpeg);
            if (resized.bytes().size() <= mostBytes) {
                return resized;
            }
            double ratio = Math.sqrt((double) mostBytes / resized.bytes().size());
            next *= Math.clamp(0.95 * ratio, 0.3, 0.9);
        }
        return null;
    }

    private static Size size(ImageHeader header, double scale) {
        return new Size(
                Math.max(1, (int) (header.shownWidth() * scale)),
                Math.max(1, (int) (header.shownHeight() * scale)));
    }

    private static boolean isJpeg(EncodedBytes image) {
        return image.text(0, 2).equals("\u00ff\u00d8");
    }

    /** The image as it is stored, with fewer pixels if it is several times as large as needed. */
    private static BufferedImage decoded(EncodedBytes image, ImageHeader header, Size size) {
        boolean turned = header.orientation() > 4;
        int width = turned ? size.height() : size.width();
        int height = turned ? size.width() : size.height();
        int step = Math.max(1, Math.min(header.width() / width, header.height() / height) / 2);
        if ((long) header.width() * header.height() / step > MOST_PIXELS) {
            throw ImageResize.unreadable(null);
        }
        try (InputStream bytes = image.stream();
                ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw ImageResize.unreadable(null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | RuntimeException e) { // readers throw any exception for damaged files
            throw ImageResize.unreadable(e);
        }
    }

    private static Resized encoded(BufferedImage image, boolean jpeg) {
        String format = jpeg ? "jpeg" : "png";
        return new Resized(format, encoded(image, format));
    }

    /**
     * Returns an image as a file.
     *
     * @param format {@code png} or {@code jpeg}
     */
    static EncodedBytes encoded(BufferedImage image, String format) {
        Iterator<ImageWriter> writers =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
        if (!writers.hasNext()) {
            throw new IllegalArgumentException("this image cannot be written as " + format);
        }
        ImageWriter writer = writers.next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
            out.flush();
            var written = new ByteArrayInputStream(bytes.toByteArray());
            return EncodedBytes.read(written, bytes.size(), EncodedBytes.MOST);
        } catch (IOException e) {
            throw ImageResize.unreadable(e);
        } finally {
            writer.dispose();
        }
    }
}
