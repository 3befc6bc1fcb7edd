package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The vectors of texts, from an embedding model.
 *
 * @param vectors one for each text, in the order of the texts; all of one length
 * @param usage the tokens of all calls
 */
public record Embeddings(List<float[]> vectors, Usage usage) {
    public Embeddings {
        vectors = Listed.of(vectors, "vectors");
        Objects.requireNonNull(usage, "usage");
    }

    /**
     * Returns the cosine of the angle between two vectors: 1 for the same direction, 0 for nothing
     * in common or a vector of zeros.
     *
     * @throws IllegalArgumentException if they have different lengths
     */
    public static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "the vectors have different lengths: " + a.length + " and " + b.length);
        }
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB);
        return lengths == 0 ? 0 : product / lengths;
    }

    @Override
    public String toString() {
        int length = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        return "Embeddings[" + vectors.size() + " vectors of " + length + ", " + usage + "]";
    }

    /** What the vectors are for. Models that make one kind of vector ignore it. */
    public enum Purpose {
        /** A text that is searched. */
        DOCUMENT,
        /** A text that searches. */
        QUERY,
        CLASSIFICATION,
        CLUSTERING
    }

    /**
     * How vectors are made. Immutable.
     *
     * @param dimensions how many numbers a vector has; null for the model's default. A number that
     *     the model does not support is refused
     * @param normalize true for vectors of length 1; null for what the model does by default
     * @param purpose what the vectors are for
     * @param maxActive how many calls are made at the same time
     * @param extra members to merge into each request's body, in the model's own format
     */
    public record Options(
            @Nullable Integer dimensions,
            @Nullable Boolean normalize,
            Purpose purpose,
            int maxActive,
            Json.Obj extra) {
        /** The model's own defaults, for documents, with 5 calls at the same time. */
        public static final Options DEFAULT =
                new Options(null, null, Purpose.DOCUMENT, 5, Json.EMPTY);

        public Options {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(extra, "extra");
            if (maxActive < 1) {
                throw new IllegalArgumentException("maxActive must be at least 1: " + maxActive);
            }
        }

        public Options withDimensions(@Nullable Integer dimensions) {
            return new Options(dimensions, normalize, purpose, maxActive, extra);
        }

        public Options withNormalize(@Nullable Boolean normalize) {
            return new Options(dimensions, normalize, purpose, maxActive, extra);
        }

        public Options withPurpose(Purpose purpose) {
            return new Options(dimensions, normalize, purpose, maxActive, extra);
        }

        public Options withMaxActive(int maxActive) {
            return new Options(dimensions, normalize, purpose, maxActive, extra);
        }

        public Options withExtra(String name, Json value) {
            return new Options(dimensions, normalize, purpose, maxActive, extra.with(name, value));
        }
    }
}
