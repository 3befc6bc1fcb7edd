package dev.outcrop.internal.media;

import dev.outcrop.internal.media.ImageGeometry.Size;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.util.Arrays;

/**
 * Scales pixels: each new pixel is the average of the area that it covers. Without {@code
 * Graphics2D}, which would load the window system.
 */
final class Pixels {
    private static final int CHANNELS = 4; // alpha, and three colours multiplied with it

    private final BufferedImage source;
    private final int width;
    private final int height;

    private Pixels(BufferedImage source, int width, int height) {
        this.source = source;
        this.width = width;
        this.height = height;
    }

    /**
     * Returns the image scaled and turned.
     *
     * @param orientation as in EXIF, from 1 to 8
     * @param size of the result, after turning
     */
    static BufferedImage scaled(BufferedImage source, int orientation, Size size) {
        boolean turned = orientation > 4;
        var pixels =
                new Pixels(
                        source,
                        turned ? size.height() : size.width(),
                        turned ? size.width() : size.height());
        boolean alpha = source.getColorModel().hasAlpha();
        var result =
                new BufferedImage(
                        size.width(),
                        size.height(),
                        alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        pixels.into(result, orientation);
        return result;
    }

    /** Reads the source row by row; a row may belong to several rows of the result. */
    private void into(BufferedImage result, int orientation) {
        double step = (double) source.getHeight() / height;
        var sums = new double[width * CHANNELS];
        var row = new int[source.getWidth()];
        int read = -1;
        var scaled = new double[width * CHANNELS];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            double from = y * step;
            double to = Math.min(source.getHeight(), from + step);
            for (int at = (int) from; at < to; at++) {
                if (at != read) {
                    read(at, row);
                    across(row, scaled);
                    read = at;
                }
                double part = Math.min(to, at + 1) - Math.max(from, at);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += scaled[i] * part;
                }
            }
            for (int x = 0; x < width; x++) {
                put(result, orientation, x, y, color(sums, x * CHANNELS, to - from));
            }
        }
    }

    /**
     * Reads a row as ARGB. Samples of grey are taken as they are: Java regards them as linear, but
     * files mean them as those of a colour.
     */
    private void read(int y, int[] row) {
        ColorModel model = source.getColorModel();
        boolean grey =
                model instanceof ComponentColorModel
                        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (!grey) {
            source.getRGB(0, y, row.length, 1, row, 0, row.length);
            return;
        }
        int bands = source.getRaster().getNumBands();
        int shift = Math.max(0, model.getComponentSize(0) - 8);
        int[] samples = source.getRaster().getPixels(0, y, row.length, 1, (int[]) null);
        for (int x = 0; x < row.length; x++) {
            int level = samples[x * bands] >> shift;
            int alpha = bands == 1 ? 0xFF : samples[x * bands + 1] >> shift;
            row[x] = alpha << 24 | level * 0x010101;
        }
    }

    /** Scales one row. */
    private void across(int[] row, double[] scaled) {
        double step = (double) row.length / width;
        for (int x = 0; x < width; x++) {
            double from = x * step;
            double to = Math.min(row.length, from + step);
            double a = 0;
            double r = 0;
            double g = 0;
            double b = 0;
            for (int at = (int) from; at < to; at++) {
                double part = Math.min(to, at + 1) - Math.max(from, at);
                int pixel = row[at];
                double alpha = part * (pixel >>> 24);
                a += alpha;
                r += alpha * (pixel >> 16 & 0xFF);
                g += alpha * (pixel >> 8 & 0xFF);
                b += alpha * (pixel & 0xFF);
            }
            double covered = to - from;
            int at = x * CHANNELS;
            scaled[at] = a / covered;
            scaled[at + 1] = r / covered;
            scaled[at + 2] = g / covered;
            scaled[at + 3] = b / covered;
        }
    }

    private static int color(double[] sums, int at, double covered) {
        double alpha = sums[at];
        if (alpha <= 0) {
            return 0;
        }
        return channel(alpha / covered) << 24
                | channel(sums[at + 1] / alpha) << 16
                | channel(sums[at + 2] / alpha) << 8
                | channel(sums[at + 3] / alpha);
    }

    private static int channel(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    /** Sets a pixel where EXIF's orientation moves it. */
    private void put(BufferedImage result, int orientation, int x, int y, int color) {
        int right = width - 1 - x;
        int bottom = height - 1 - y;
        switch (orientation) {
            case 2 -> result.setRGB(right, y, color);
            case 3 -> result.setRGB(right, bottom, color);
            case 4 -> result.setRGB(x, bottom, color);
            case 5 -> result.setRGB(y, x, color);
            case 6 -> result.setRGB(bottom, x, color);
            case 7 -> result.setRGB(bottom, right, color);
            case 8 -> result.setRGB(y, right, color);
            default -> result.setRGB(x, y, color);
        }
    }
}
