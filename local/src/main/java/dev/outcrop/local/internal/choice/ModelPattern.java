package dev.outcrop.local.internal.choice;

import dev.outcrop.local.internal.catalog.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern of model ids: {@code amazon.nova-*}. A star matches any characters, or none; all others
 * match themselves. The pattern is compared with the whole requested id, and with the id without
 * ARN and without the prefix of an inference profile.
 */
public final class ModelPattern {
    private static final ModelPattern ALL = new ModelPattern("*");

    private final String text;
    private final Pattern pattern;

    private ModelPattern(String text) {
        this.text = text;
        this.pattern =
                Pattern.compile(
                        Stream.of(text.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL);
    }

    /** Returns a pattern for every model, and for requests without a model. */
    public static ModelPattern all() {
        return ALL;
    }

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static ModelPattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "a pattern of model ids must not be blank; use for example amazon.*");
        }
        return new ModelPattern(text);
    }

    /** Whether a model id matches; null if a request names no model. */
    public boolean matches(@Nullable String modelId) {
        if (modelId == null) {
            return text.equals("*");
        }
        return pattern.matcher(modelId).matches()
                || pattern.matcher(Catalog.bare(modelId)).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
