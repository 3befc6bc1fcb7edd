package dev.outcrop.local.internal.models;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The models that a row of a table is about.
 *
 * @param words of which the id contains one; empty for all models of the families
 * @param from the first version
 * @param before the first version after them
 */
record Scope(Set<ModelFamily> families, List<String> words, Version from, Version before) {
    /** A version. */
    record Version(int major, int minor) {
        static final Version FIRST = new Version(0, 0);
        static final Version NONE = new Version(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    Scope {
        families = Set.copyOf(families);
        words = List.copyOf(words);
    }

    static Scope of(ModelFamily first, ModelFamily... others) {
        return new Scope(EnumSet.of(first, others), List.of(), Version.FIRST, Version.NONE);
    }

    Scope named(String... words) {
        return new Scope(families, List.of(words), from, before);
    }

    /** Returns those from a version on, those that do not exist yet included. */
    Scope from(int major, int minor) {
        return new Scope(families, words, new Version(major, minor), before);
    }

    Scope before(int major, int minor) {
        return new Scope(families, words, from, new Version(major, minor));
    }

    boolean contains(ModelName model) {
        return families.contains(model.family())
                && (words.isEmpty() || words.stream().anyMatch(model.id()::contains))
                && model.isAtLeast(from.major(), from.minor())
                && !model.isAtLeast(before.major(), before.minor());
    }
}
