package dev.outcrop.settings;

import java.util.Objects;

/**
 * How structured data is got from a model. Immutable.
 *
 * @param via how the model is brought to answer in the form
 * @param repairs how often it is asked again, with what is wrong, where its answer does not fit
 */
public record Extraction(Via via, int repairs) {
    /** The strictest way that the model is known to take, and one try. */
    public static final Extraction DEFAULT = new Extraction(Via.AUTO, 0);

    private static final int MOST_REPAIRS = 10;

    /** How a model is brought to answer in a form. */
    public enum Via {
        /**
         * {@link #OUTPUT_CONFIG} where the model is known to have it and can be held to the schema,
         * else {@link #FORCED_TOOL}, as far as the model can be forced; {@link #TEXT} for models
         * without tools.
         */
        AUTO,
        /** Bedrock's {@code outputConfig}: the model can write nothing else. */
        OUTPUT_CONFIG,
        /** A tool whose input is the answer, and which the model must use. */
        FORCED_TOOL,
        /** A tool whose input is the answer, and which the model is told to use. */
        TOOL,
        /** The schema as a part of the question. */
        TEXT
    }

    public Extraction {
        Objects.requireNonNull(via, "via");
        if (repairs < 0 || repairs > MOST_REPAIRS) {
            throw new IllegalArgumentException(
                    "repairs must be from 0 to " + MOST_REPAIRS + ": " + repairs);
        }
    }

    public Extraction withVia(Via via) {
        return new Extraction(via, repairs);
    }

    public Extraction withRepairs(int repairs) {
        return new Extraction(via, repairs);
    }
}
