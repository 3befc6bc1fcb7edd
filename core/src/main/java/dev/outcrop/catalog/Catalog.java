package dev.outcrop.catalog;

import static java.util.Objects.requireNonNull;

import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

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

    private Catalog(CatalogFile file) {
        this.file = file;
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
     * {"format": 2, "date": "2026-10-01", "models": [
     *   {"id": "us.amazon.nova-lite-v1:0", "prices": {"input": 0.06, "output": 0.24}}]}
     * }</pre>
     *
     * <p>A file without {@code format} has format 1, which has no price tiers, effort levels and
     * ends of life.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or is over 16 MB
     * @throws IllegalArgumentException if it is not a catalog; the message says where
     */
    public static Catalog from(Path file) {
        return standard().with(file);
    }

    /**
     * Reads a file as {@link #from} does, and merges it into this catalog.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or is over 16 MB
     * @throws IllegalArgumentException if it is not a catalog; the message says where
     */
    public Catalog with(Path over) {
        CatalogFile read = CatalogFile.read(over);
        try {
            return with(read);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(over + " is not a catalog: " + e.getMessage(), e);
        }
    }

    /**
     * Merges the content of such a file into this catalog.
     *
     * @throws IllegalArgumentException if it is not a catalog; the message says where
     */
    public Catalog with(Json.Obj over) {
        return with(CatalogFile.of(over));
    }

    private Catalog with(CatalogFile over) {
        CatalogFile merged = file.with(over);
        over.models().keySet().forEach(id -> requireNonNull(merged.models().get(id)).facts());
        return new Catalog(merged);
    }

    /** Returns the date of this catalog: {@code 2026-08-19}. */
    public String date() {
        return file.date();
    }

    /** Returns all models and inference profiles, each once. */
    public Collection<ModelFacts> models() {
        return file.models().values().stream().map(ModelEntry::facts).toList();
    }

    /** Returns the entry for exactly this id; null if there is none. */
    public @Nullable ModelFacts listed(String modelId) {
        ModelEntry entry = file.models().get(modelId);
        return entry == null ? null : entry.facts();
    }

    /** Whether the catalog is older than a year; false if its date is not a date. */
    public boolean isOlderThanAYear(LocalDate today) {
        LocalDate dated = CatalogFile.date(date());
        return dated != null && dated.plusYears(1).isBefore(today);
    }

    /**
     * Finds the entry for a model id, inference profile or ARN; for an unlisted profile, the entry
     * of its model, or of another profile of it. Models with a surcharge for profiles of one
     * geography then have the prices of such a profile. Null if there is none.
     */
    public @Nullable Found find(String modelId) {
        ModelFacts exact = listed(modelId);
        if (exact != null) {
            return new Found(modelId, exact, false);
        }
        ModelName name = ModelName.of(modelId);
        if (name.base() == null) {
            return null;
        }
        if (name.profile() != null) {
            ModelFacts profile = listed(name.profile() + "." + name.base());
            if (profile != null) {
                return new Found(modelId, profile, false);
            }
        }
        ModelFacts base = listed(name.base());
        String shorter = name.withoutContextWindow();
        if (base == null && shorter != null) {
            base = listed(shorter);
        }
        if (base != null && name.profile() == null) {
            return new Found(modelId, base, false);
        }
        ModelFacts derived = new UnlistedProfiles(file.models(), file.factors()).facts(name, base);
        return derived == null ? null : new Found(modelId, derived, true);
    }

    /**
     * Returns a current model of the same line that can replace this one, through a profile of the
     * same geography if there is one, else through another: {@code us.anthropic.claude-opus-5-5}
     * for {@code us.anthropic.claude-opus-4-1-20250805-v1:0}. Null if there is none, or if this is
     * the newest one.
     */
    public @Nullable String successor(String modelId) {
        Found found = find(modelId);
        String next = found == null ? null : found.facts().successor();
        String profile = ModelName.of(modelId).profile();
        if (next == null || profile == null || next.startsWith(profile + ".")) {
            return next;
        }
        String base = ModelName.of(next).base();
        String alike = profile + "." + base;
        String global = "global." + base;
        Set<String> ids = file.models().keySet();
        return ids.contains(alike) ? alike : ids.contains(global) ? global : next;
    }

    /**
     * Returns the prefixes of the listed profiles of a foundation model: {@code us}, {@code jp}.
     */
    public List<String> profiles(String baseModelId) {
        var prefixes = new ArrayList<String>();
        for (String id : file.models().keySet()) {
            if (id.length() > baseModelId.length()
                    && id.endsWith(baseModelId)
                    && id.charAt(id.length() - baseModelId.length() - 1) == '.') {
                prefixes.add(id.substring(0, id.length() - baseModelId.length() - 1));
            }
        }
        return prefixes;
    }

    /** Returns the cost of one call to this model. */
    public Cost cost(String modelId, Usage usage) {
        return cost(modelId, usage, UnaryOperator.identity());
    }

    /**
     * Returns the cost of any number of calls to this model.
     *
     * @param usage the sum of the calls, none of which had more than {@link Tier#LEAST} input
     *     tokens, cached ones included
     */
    public Cost costOfShortCalls(String modelId, Usage usage) {
        return cost(modelId, usage, Prices::withoutTiers);
    }

    private Cost cost(String modelId, Usage usage, UnaryOperator<Prices> change) {
        Found found = find(modelId);
        if (found == null) {
            return Cost.of(usage, Prices.NONE);
        }
        Cost cost = Cost.of(usage, change.apply(found.facts().prices()));
        return found.ofBaseModel() ? cost.atPricesOf(found.facts().id()) : cost;
    }

    /**
     * A result of {@link #find}.
     *
     * @param asked the id that was looked for
     * @param facts the entry that was found
     * @param ofBaseModel whether the profile is unlisted, and this is the entry of its model or of
     *     another profile of it; the profile's prices may differ
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
     * @param tiers prices of long inputs, by ascending length; empty if length does not matter
     */
    public record Prices(
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite5m,
            @Nullable BigDecimal cacheWrite1h,
            List<Tier> tiers) {
        /** No known prices. */
        public static final Prices NONE = new Prices(null, null, null, null, null);

        public Prices {
            tiers = List.copyOf(tiers);
        }

        /** Prices that do not depend on the length of the input. */
        public Prices(
                @Nullable BigDecimal input,
                @Nullable BigDecimal output,
                @Nullable BigDecimal cacheRead,
                @Nullable BigDecimal cacheWrite5m,
                @Nullable BigDecimal cacheWrite1h) {
            this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, List.of());
        }

        /**
         * Returns the prices of a call. They apply to all of its tokens, also to those below the
         * threshold.
         *
         * @param inputTokens all input tokens of the call, those read from and written to the cache
         *     included
         */
        public Prices at(long inputTokens) {
            Prices prices = this;
            for (Tier tier : tiers) {
                if (inputTokens > tier.above()) {
                    prices = tier.prices();
                }
            }
            return prices;
        }

        Prices withoutTiers() {
            return new Prices(input, output, cacheRead, cacheWrite5m, cacheWrite1h);
        }

        /** Returns each price, and those of the tiers, with the operation applied. */
        Prices map(UnaryOperator<BigDecimal> change) {
            return new Prices(
                    changed(input, change),
                    changed(output, change),
                    changed(cacheRead, change),
                    changed(cacheWrite5m, change),
                    changed(cacheWrite1h, change),
                    tiers.stream()
                            .map(tier -> new Tier(tier.above(), tier.prices().map(change)))
                            .toList());
        }

        private static @Nullable BigDecimal changed(
                @Nullable BigDecimal price, UnaryOperator<BigDecimal> change) {
            return price == null ? null : change.apply(price);
        }
    }

    /**
     * Prices of calls with a long input.
     *
     * @param above the prices apply if the call has more input tokens than this, cached ones
     *     included; at least {@link #LEAST}
     * @param prices the prices of all tokens of the call
     */
    public record Tier(long above, Prices prices) {
        /** The smallest threshold. */
        public static final long LEAST = 10_000;

        public Tier {
            if (above < LEAST) {
                throw new IllegalArgumentException("above must be at least " + LEAST);
            }
        }
    }

    /**
     * The catalog's entry for a model or an inference profile.
     *
     * @param contextWindow tokens of question and answer together; null if not known
     * @param maxOutput tokens of the longest answer; null if not known
     * @param inputs {@code text}, {@code image}, {@code video}, {@code audio}, {@code pdf}; empty
     *     if not known
     * @param outputs {@code text}, {@code image}, {@code embeddings} …; empty if not known
     * @param maxImages images of one message; null if not known
     * @param capabilities {@code streaming}, {@code function_calling}, {@code structured_output},
     *     {@code reasoning}, {@code vision} …; empty if not known
     * @param efforts the levels of reasoning effort, such as {@code low}; empty if it has none, or
     *     none that are known
     * @param protocol the API for the model: {@code converse}, {@code invoke_model}, {@code
     *     mantle}; null to choose by the rules
     * @param endOfLife the day from which calls are refused; null if none is known
     * @param successor the id of a current model of the same line; null if there is none
     */
    public record ModelFacts(
            String id,
            ModelFamily family,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutput,
            List<String> inputs,
            List<String> outputs,
            @Nullable Integer maxImages,
            List<String> capabilities,
            List<String> efforts,
            Catalog.Prices prices,
            @Nullable String protocol,
            @Nullable LocalDate endOfLife,
            @Nullable String successor) {
        public ModelFacts {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            capabilities = List.copyOf(capabilities);
            efforts = List.copyOf(efforts);
        }

        ModelFacts with(Catalog.Prices other) {
            return new ModelFacts(
                    id,
                    family,
                    contextWindow,
                    maxOutput,
                    inputs,
                    outputs,
                    maxImages,
                    capabilities,
                    efforts,
                    other,
                    protocol,
                    endOfLife,
                    successor);
        }
    }
}
