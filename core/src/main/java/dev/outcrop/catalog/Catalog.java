package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Models with their limits and prices, as of one date. Immutable.
 *
 * <p>Bedrock's API returns neither limits nor prices.
 */
public final class Catalog {
    private static final class Holder {
        static final Catalog STANDARD = new Catalog(CatalogFile.standard());
    }

    private final CatalogFile file;
    private final Map<String, ModelFacts> models = new LinkedHashMap<>();

    private Catalog(CatalogFile file) {
        this.file = file;
        file.models().forEach((id, json) -> models.put(id, ModelFacts.of(id, json)));
    }

    /** Returns the catalog that comes with Outcrop; it is read on first use. */
    public static Catalog standard() {
        return Holder.STANDARD;
    }

    /**
     * Reads a file and merges it into the standard catalog, model by model: its values replace
     * those of the standard catalog, missing values stay, {@code null} removes a value. The file
     * looks like this:
     *
     * <pre>{@code
     * {"date": "2026-10-01", "models": [
     *   {"id": "us.amazon.nova-lite-v1:0", "prices": {"input": 0.06, "output": 0.24}}]}
     * }</pre>
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or is over 16 MB
     * @throws IllegalArgumentException if it is not a catalog; the message says where
     */
    public static Catalog from(Path file) {
        CatalogFile over = CatalogFile.read(file);
        try {
            return new Catalog(standard().file.with(over));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not a catalog: " + e.getMessage(), e);
        }
    }

    /** Returns the date of this catalog: {@code 2026-08-19}. */
    public String date() {
        return file.date();
    }

    /** Returns all models and inference profiles, each once. */
    public Collection<ModelFacts> models() {
        return Collections.unmodifiableCollection(models.values());
    }

    /**
     * Finds the entry for a model id, inference profile or ARN; for an unlisted profile, the entry
     * of its model. Null if there is none.
     */
    public @Nullable Found find(String modelId) {
        ModelFacts exact = models.get(modelId);
        if (exact != null) {
            return new Found(modelId, exact, false);
        }
        ModelName name = ModelName.of(modelId);
        if (name.base() == null) {
            return null;
        }
        if (name.profile() != null) {
            ModelFacts profile = models.get(name.profile() + "." + name.base());
            if (profile != null) {
                return new Found(modelId, profile, false);
            }
        }
        ModelFacts base = models.get(name.base());
        if (base == null) {
            base = models.get(name.withoutContextWindow());
        }
        return base == null ? null : new Found(modelId, base, name.profile() != null);
    }

    /** Returns the cost of a call to this model. */
    public Cost cost(String modelId, Usage usage) {
        Found found = find(modelId);
        if (found == null) {
            return Cost.of(usage, Prices.NONE);
        }
        Cost cost = Cost.of(usage, found.facts().prices());
        return found.ofBaseModel() ? cost.atPricesOf(found.facts().id()) : cost;
    }

    /**
     * A result of {@link #find}.
     *
     * @param asked the id that was looked for
     * @param facts the entry that was found
     * @param ofBaseModel whether this is the entry of the base model of an unlisted profile; the
     *     profile's prices may differ
     */
    public record Found(String asked, ModelFacts facts, boolean ofBaseModel) {}
}
