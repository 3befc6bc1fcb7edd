package dev.outcrop.internal.media;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size that an image should have, as ImageMagick writes it: {@code 800x600}, {@code 800},
 * {@code x600} or {@code 50%}. The image keeps its proportions, unless {@code !} follows; {@code >}
 * only shrinks it, {@code <} only enlarges it.
 */
record ImageGeometry(String text) {
    /** A width and a height, in pixels. */
    record Size(int width, int height) {
        boolean isOf(ImageHeader image) {
            return width == image.shownWidth() && height == image.shownHeight();
        }
    }

    private static final Pattern SYNTAX =
            Pattern.compile("(?:(\\d{1,5})?(?:x(\\d{1,5}))?|(\\d{1,4})%)([<>!]?)");

    /** More than any model reads. */
    private static final int LONGEST_SIDE = 16_000;

    /**
     * Returns the size that an image of this size is scaled to.
     *
     * @throws IllegalArgumentException if the text is no size
     */
    Size of(int width, int height) {
        String size =
                switch (text) {
                    case "none" -> "100%";
                    case "low" -> "512x512>";
                    case "high" -> width >= height ? "2000x768>" : "768x2000>";
                    default -> text;
                };
        Matcher matcher = SYNTAX.matcher(size.replace(" ", ""));
        if (!matcher.matches()
                || (matcher.group(1) == null
                        && matcher.group(2) == null
                        && matcher.group(3) == null)) {
            throw invalid();
        }
        String flag = matcher.group(4);
        if (matcher.group(3) != null) {
            double scale = number(matcher.group(3)) / 100.0;
            return scaled(width, height, flag.isEmpty() ? scale : bounded(scale, flag));
        }
        double across = ratio(matcher.group(1), width);
        double down = ratio(matcher.group(2), height);
        if (flag.equals("!") && Double.isFinite(across) && Double.isFinite(down)) {
            return new Size(side(width * across), side(height * down));
        }
        return scaled(width, height, bounded(Math.min(across, down), flag));
    }

    /** Infinite if this side is not limited. */
    private double ratio(@Nullable String side, int given) {
        return side == null ? Double.POSITIVE_INFINITY : (double) number(side) / given;
    }

    private static double bounded(double scale, String flag) {
        return switch (flag) {
            case ">" -> Math.min(1, scale);
            case "<" -> Math.max(1, scale);
            default -> scale;
        };
    }

    private int number(String digits) {
        int number = Integer.parseInt(digits);
        if (number == 0) {
            throw invalid();
        }
        return number;
    }

    private Size scaled(int width, int height, double scale) {
        return new Size(side(width * scale), side(height * scale));
    }

    private int side(double length) {
        if (length > LONGEST_SIDE) {
            throw new IllegalArgumentException(
                    "an image can be scaled to at most " + LONGEST_SIDE + " pixels: " + text);
        }
        return Math.max(1, (int) Math.round(length));
    }

    private IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "invalid size of an image: use none, low, high, or a size such as 800x600, 800x600>,"
                        + " x600 or 50%");
    }
}
