package dev.outcrop.json;

/**
 * How much JSON is read before it is refused. Everything read from outside passes through these.
 *
 * @param maxBytes longest document, in bytes (characters, when read from a string)
 * @param maxDepth deepest nesting of objects and arrays
 */
public record JsonLimits(long maxBytes, int maxDepth) {
    /**
     * 128 MiB and 1,000 levels: above the 25 MB that Bedrock takes as a body, below what would
     * hurt.
     */
    public static final JsonLimits DEFAULT = new JsonLimits(128L << 20, 1_000);

    public JsonLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
        }
        if (maxDepth < 1 || maxDepth > 1_000) {
            throw new IllegalArgumentException("maxDepth must be from 1 to 1000: " + maxDepth);
        }
    }
}
