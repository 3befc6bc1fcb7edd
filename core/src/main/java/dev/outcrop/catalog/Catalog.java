package dev.outcrop.catalog;

import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** Returns the prefixes of the listed profiles of a foundation model: {@code us}, {@code jp}. */
    public List<String> profiles(String baseModelId) {
        var prefixes = new ArrayList<String>();
        for (String id : models.keySet()) {
            if (id.length() > baseModelId.length()
                    && id.endsWith(baseModelId)
                    && id.charAt(id.length() - baseModelId.length() - 1) == '.') {
                prefixes.add(id.substring(0, id.length() - baseModelId.length() - 1));
            }
        }
        return prefixes;
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

    /**
     * Prices of tokens, in US dollars per million, on demand, before any volume or regional
     * difference. An unknown price is null, never 0.
     *
     * @param input input tokens that were not read from the cache
     * @param output tokens written, thinking included
     * @param cacheRead tokens read from the cache
     * @param cacheWrite5m tokens written to the cache for five minutes
     * @param cacheWrite1h tokens written to the cache for an hour
     */
    public record Prices(
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite5m,
            @Nullable BigDecimal cacheWrite1h) {
        /** No known prices. */
        public static final Prices NONE = new Prices(null, null, null, null, null);

        private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
        private static final int MOST_DIGITS = 12;

        static Prices of(Json.Obj json) {
            return new Prices(
                    price(json, "input"),
                    price(json, "output"),
                    price(json, "cacheRead"),
                    price(json, "cacheWrite5m"),
                    price(json, "cacheWrite1h"));
        }

        private static @Nullable BigDecimal price(Json.Obj json, String name) {
            Json value = json.get(name);
            if (value == null) {
                return null;
            }
            if (value instanceof Json.Num number && number.toString().length() <= 2 * MOST_DIGITS) {
                BigDecimal price = number.decimalValue();
                if (price.signum() >= 0
                        && Math.abs((long) price.scale()) <= MOST_DIGITS
                        && price.compareTo(MOST) <= 0) {
                    return price;
                }
            }
            throw new IllegalArgumentException(
                    name
                            + " must be a price from 0 to 1000000, with at most 12 digits of fraction");
        }
    }

    /**
     * The catalog's entry for a model or an inference profile.
     *
     * @param contextWindow tokens of question and answer together; null if not known
     * @param maxOutput tokens of the longest answer; null if not known
     * @param inputs {@code text}, {@code image}, {@code video}, {@code audio}; empty if not known
     * @param outputs {@code text}, {@code image}, {@code embeddings} …; empty if not known
     * @param capabilities {@code streaming}, {@code function_calling}, {@code structured_output},
     *     {@code reasoning}, {@code vision} …; empty if not known
     * @param protocol the API for the model: {@code converse}, {@code invoke_model}, {@code
     *     mantle}; null to choose by the rules
     */
    public record ModelFacts(
            String id,
            ModelFamily family,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutput,
            List<String> inputs,
            List<String> outputs,
            List<String> capabilities,
            Catalog.Prices prices,
            @Nullable String protocol) {
        public ModelFacts {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            capabilities = List.copyOf(capabilities);
        }

        static ModelFacts of(String id, Json.Obj json) {
            return new ModelFacts(
                    id,
                    family(id, json.string("family")),
                    tokens(json, "contextWindow"),
                    tokens(json, "maxOutput"),
                    words(json, "inputs"),
                    words(json, "outputs"),
                    words(json, "capabilities"),
                    Catalog.Prices.of(json.object("prices")),
                    json.string("protocol"));
        }

        private static ModelFamily family(String id, @Nullable String word) {
            if (word == null) {
                return ModelFamily.of(id);
            }
            try {
                return ModelFamily.valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                return ModelFamily.UNKNOWN; // of a later version's file
            }
        }

        private static @Nullable Integer tokens(Json.Obj json, String name) {
            long tokens = json.integer(name, 0);
            return tokens < 1 || tokens > Integer.MAX_VALUE ? null : (int) tokens;
        }

        private static List<String> words(Json.Obj json, String name) {
            var words = new ArrayList<String>();
            for (Json element : json.array(name)) {
                if (element instanceof Json.Str(String word)) {
                    words.add(word);
                }
            }
            return words;
        }
    }
}
