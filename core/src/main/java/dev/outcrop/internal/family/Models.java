package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models that a rule applies to: families, optionally only some of their models, from one
 * version to another.
 *
 * @param lines words, one of which the id must contain, such as {@code opus}; empty for all models
 * @param from the first version, such as {@code 5.5}; a model without a version is newer
 * @param before the first version that it no longer applies to; null without an end
 */
record Models(Set<ModelFamily> families, Set<String> lines, Version from, Version before) {
    /** A version. */
    record Version(int major, int minor) {
        static final Version FIRST = new Version(0, 0);
        static final Version NONE = new Version(Integer.MAX_VALUE, Integer.MAX_VALUE);

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    Models {
        families = Collections.unmodifiableSet(EnumSet.copyOf(families));
        lines = Collections.unmodifiableSet(new LinkedHashSet<>(lines));
    }

    /** All models of Anthropic. */
    static final Models CLAUDE =
            new Models(
                    EnumSet.allOf(ModelFamily.class).stream()
                            .filter(ModelFamily::isClaude)
                            .collect(Collectors.toSet()),
                    Set.of(),
                    Version.FIRST,
                    Version.NONE);

    static Models of(ModelFamily first, ModelFamily... others) {
        return new Models(EnumSet.of(first, others), Set.of(), Version.FIRST, Version.NONE);
    }

    /** Returns those of them whose id contains one of the words. */
    Models named(String... words) {
        return new Models(families, new LinkedHashSet<>(List.of(words)), from, before);
    }

    /** Returns those of them from a version on, unknown later ones included. */
    Models from(int major, int minor) {
        return new Models(families, lines, new Version(major, minor), before);
    }

    /** Returns those of them before a version. */
    Models before(int major, int minor) {
        return new Models(families, lines, from, new Version(major, minor));
    }

    boolean contains(ModelVersion model) {
        return families.contains(model.family())
                && model.isAtLeast(from.major(), from.minor())
                && !model.isAtLeast(before.major(), before.minor())
                && (lines.isEmpty() || model.isOneOf(lines));
    }

    /** Whether these are all models of a family. */
    boolean isAllOf(ModelFamily family) {
        return families.contains(family) && lines.isEmpty() && from.equals(Version.FIRST);
    }

    @Override
    public String toString() {
        return families + " " + lines + " " + from + " to " + before;
    }
}
