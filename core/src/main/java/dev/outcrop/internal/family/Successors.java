package dev.outcrop.internal.family;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** Finds the model that takes the place of one that is no longer served. */
public final class Successors {
    /** The words of ids that tell the models of one version apart, of all vendors. */
    private static final Set<String> LINES =
            Set.of(
                    "opus", "sonnet", "haiku", "fable", "micro", "lite", "pro", "premier", "small",
                    "medium", "large", "coder", "vl");

    private static final Comparator<ModelVersion> BY_VERSION =
            Comparator.comparingInt(ModelVersion::major).thenComparingInt(ModelVersion::minor);

    private record Candidate(String id, ModelVersion version) {}

    private Successors() {}

    /**
     * Returns the id of the successor in the catalog. If it lists none: of the newest foundation
     * model of the same line, such as another Sonnet; if the line has ended, of the same vendor's
     * family. Null if there is none.
     */
    public static @Nullable String of(ModelName model) {
        return of(model, Catalog.standard());
    }

    static @Nullable String of(ModelName model, Catalog catalog) {
        String listed = model.base() == null ? null : catalog.successor(model.base());
        if (listed != null) {
            return ModelName.of(listed).base();
        }
        ModelVersion old = ModelVersion.of(model);
        if (model.base() == null || old.major() == ModelVersion.NEWEST) {
            return null;
        }
        Set<String> line = line(old);
        String same = newest(old, line, catalog);
        return same != null || line.isEmpty() ? same : newest(old, Set.of(), catalog);
    }

    private static @Nullable String newest(ModelVersion old, Set<String> line, Catalog catalog) {
        return catalog.models().stream()
                .map(facts -> ModelName.of(facts.id()))
                .filter(name -> name.base() != null)
                .map(name -> new Candidate(String.valueOf(name.base()), ModelVersion.of(name)))
                .filter(other -> isOfTheSameVendor(other.version(), old))
                .filter(other -> other.version().major() != ModelVersion.NEWEST)
                .filter(other -> BY_VERSION.compare(other.version(), old) > 0)
                .filter(other -> other.version().words().containsAll(line))
                .max(
                        Comparator.comparing(Candidate::version, BY_VERSION)
                                .thenComparing(other -> !catalog.profiles(other.id()).isEmpty())
                                .thenComparingInt(other -> -other.id().length())
                                .thenComparing(Candidate::id))
                .map(Candidate::id)
                .orElse(null);
    }

    private static boolean isOfTheSameVendor(ModelVersion one, ModelVersion other) {
        return one.family() == other.family()
                || (one.family().isClaude() && other.family().isClaude())
                || (isNova(one) && isNova(other));
    }

    private static boolean isNova(ModelVersion model) {
        return switch (model.family()) {
            case NOVA, NOVA_2 -> true;
            default -> false;
        };
    }

    private static Set<String> line(ModelVersion model) {
        var line = new HashSet<>(model.words());
        line.retainAll(LINES);
        return line;
    }
}
