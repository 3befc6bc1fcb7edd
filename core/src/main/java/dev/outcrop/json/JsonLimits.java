package dev.outcrop.json;

/**
 * Limits for parsing JSON. They apply to everything read from outside.
 *
 * @param maxBytes longest document, in bytes (characters, when read from a string)
 * @param maxDepth deepest nesting of objects and arrays
 * @param maxValues how many values there may be in all: each takes up to a hundred bytes of memory,
 *     however short it is as text
 */
public record JsonLimits(long maxBytes, int maxDepth, int maxValues) {
    private static final int USUAL_VALUES = 5_000_000;

    /**
     * 128 MiB, 1,000 levels and five million values: more than the 25 MB that Bedrock accepts as a
     * body, less than what would exhaust memory.
     */
    public static final JsonLimits DEFAULT = new JsonLimits(128L << 20, 1_000);

    public JsonLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
        }
        if (maxDepth < 1 || maxDepth > 1_000) {
            throw new IllegalArgumentException("maxDepth must be from 1 to 1000: " + maxDepth);
        }
        if (maxValues < 1) {
            throw new IllegalArgumentException("maxValues must be at least 1: " + maxValues);
        }
    }

    /** Creates limits with the {@link #maxValues} of {@link #DEFAULT}. */
    public JsonLimits(long maxBytes, int maxDepth) {
        this(maxBytes, maxDepth, USUAL_VALUES);
    }
}
