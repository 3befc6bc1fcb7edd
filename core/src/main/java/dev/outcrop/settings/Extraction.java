package dev.outcrop.settings;

import java.util.Objects;

/**
 * How structured data is extracted from a model's answer. Immutable.
 *
 * @param via the method
 * @param repairs how often the model is asked again, with a description of the errors, if its
 *     answer does not fit
 */
public record Extraction(Via via, int repairs) {
    /** The strictest method that the model is known to support, without repairs. */
    public static final Extraction DEFAULT = new Extraction(Via.AUTO, 0);

    private static final int MOST_REPAIRS = 10;

    /** A method to make a model answer in a form. */
    public enum Via {
        /**
         * {@link #OUTPUT_CONFIG} if the model is known to support it and the schema, else {@link
         * #FORCED_TOOL}, as far as the model can be forced; {@link #TEXT} for models without tools.
         */
        AUTO,
        /** Bedrock's {@code outputConfig}: the model can write nothing else. */
        OUTPUT_CONFIG,
        /** A tool whose input is the answer; the model must use it. */
        FORCED_TOOL,
        /** A tool whose input is the answer; the model is told to use it. */
        TOOL,
        /** The schema is part of the question. */
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
