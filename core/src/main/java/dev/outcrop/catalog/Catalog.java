package dev.outcrop.catalog;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Models, their limits and their prices, as somebody wrote them down on a day. Immutable.
 *
 * <p>Bedrock itself tells neither limits nor prices.
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

    /** The catalog that comes with Outcrop; read when it is first asked for. */
    public static Catalog standard() {
        return Holder.STANDARD;
    }

    /**
     * A file laid over the standard catalog, model by model: what it says counts, what it does not
     * say stays, {@code null} takes away. The file looks like this:
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

    /** The day on which this catalog was true: {@code 2026-08-19}. */
    public String date() {
        return file.date();
    }

    /** All models and inference profiles, each once. */
    public Collection<ModelFacts> models() {
        return Collections.unmodifiableCollection(models.values());
    }

    /**
     * What is known of a model's id, inference profile or ARN; of a profile that is not listed,
     * what is known of its model. Null if nothing.
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

    /** What a call of this model cost. */
    public Cost cost(String modelId, Usage usage) {
        Found found = find(modelId);
        if (found == null) {
            return Cost.of(usage, Prices.NONE);
        }
        Cost cost = Cost.of(usage, found.facts().prices());
        return found.ofBaseModel() ? cost.atPricesOf(found.facts().id()) : cost;
    }

    /**
     * An answer of {@link #find}.
     *
     * @param asked what was looked for
     * @param facts what was found
     * @param ofBaseModel whether a profile was looked for that is not listed, and these are the
     *     facts of the model behind it; the profile's prices may be other ones
     */
    public record Found(String asked, ModelFacts facts, boolean ofBaseModel) {}
}
