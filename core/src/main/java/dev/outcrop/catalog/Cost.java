package dev.outcrop.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The cost of calls: an exact sum in US dollars, and the parts that are missing in it because their
 * price is not known. An estimate of a bill: list prices, on demand, without discounts. Immutable.
 *
 * @param usd the sum of the known parts
 * @param unknown parts that were used and are not in the sum
 * @param atPricesOf models whose prices were used for inference profiles that the catalog does not
 *     list
 */
public record Cost(BigDecimal usd, Set<Part> unknown, SortedSet<String> atPricesOf) {
    /** A billed part of a call. */
    public enum Part {
        INPUT,
        OUTPUT,
        CACHE_READ,
        CACHE_WRITE_5M,
        CACHE_WRITE_1H,
        /** A whole call for which Bedrock sent no token counts. */
        CALL
    }

    /** No cost: nothing was used. */
    public static final Cost NONE = new Cost(BigDecimal.ZERO, Set.of(), new TreeSet<>());

    public Cost {
        usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
        unknown = Set.copyOf(unknown);
        atPricesOf = Collections.unmodifiableSortedSet(new TreeSet<>(atPricesOf));
    }

    /**
     * Returns the cost of a call. All its input tokens, cached ones included, decide which tier of
     * the prices applies. Prices of unused parts need not be known.
     *
     * @param usage of one call: the sum of several would be in too high a tier
     */
    public static Cost of(Usage usage, Catalog.Prices prices) {
        if (!usage.known()) {
            return new Cost(BigDecimal.ZERO, Set.of(Part.CALL), new TreeSet<>());
        }
        return ofTier(usage, prices.at(allInput(usage)));
    }

    /** Returns all input tokens, those read from and written to the cache included. */
    public static long allInput(Usage usage) {
        long apart = saturated(usage.cacheWrite5m(), usage.cacheWrite1h());
        long cached = saturated(usage.cacheRead(), Math.max(usage.cacheWrite(), apart));
        return saturated(usage.input(), cached);
    }

    private static long saturated(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    private static Cost ofTier(Usage usage, Catalog.Prices prices) {
        var bill = new Bill();
        bill.add(Part.INPUT, usage.input(), prices.input());
        bill.add(Part.OUTPUT, usage.output(), prices.output());
        bill.add(Part.CACHE_READ, usage.cacheRead(), prices.cacheRead());
        bill.add(Part.CACHE_WRITE_5M, usage.cacheWrite5m(), prices.cacheWrite5m());
        bill.add(Part.CACHE_WRITE_1H, usage.cacheWrite1h(), prices.cacheWrite1h());
        return new Cost(bill.sum, bill.unknown, new TreeSet<>());
    }

    /** Whether {@link #usd()} is complete. */
    @JsonIgnore
    public boolean isKnown() {
        return unknown.isEmpty();
    }

    /** Returns the sum of both; unknown parts of one do not affect the known parts of the other. */
    public Cost plus(Cost other) {
        var missing = EnumSet.noneOf(Part.class);
        missing.addAll(unknown);
        missing.addAll(other.unknown);
        var models = new TreeSet<>(atPricesOf);
        models.addAll(other.atPricesOf);
        return new Cost(usd.add(other.usd), missing, models);
    }

    Cost atPricesOf(String modelId) {
        return new Cost(usd, unknown, new TreeSet<>(Set.of(modelId)));
    }

    /**
     * Returns, for example, {@code 0.00105 USD}, {@code 0.00105 USD + unknown (cache_read)}, or
     * {@code unknown (input, output)}.
     */
    @Override
    public String toString() {
        var text = new StringJoiner(" ");
        if (usd.signum() != 0 || isKnown()) {
            text.add(usd.toPlainString() + " USD");
        }
        if (!isKnown()) {
            var parts =
                    new StringJoiner(", ", usd.signum() == 0 ? "unknown (" : "+ unknown (", ")");
            EnumSet.copyOf(unknown)
                    .forEach(part -> parts.add(part.name().toLowerCase(Locale.ROOT)));
            text.add(parts.toString());
        }
        if (!atPricesOf.isEmpty()) {
            text.add("at the prices of " + String.join(", ", atPricesOf));
        }
        return text.toString();
    }

    private static final class Bill {
        BigDecimal sum = BigDecimal.ZERO;
        final Set<Part> unknown = EnumSet.noneOf(Part.class);

        void add(Part part, long tokens, @Nullable BigDecimal perMillion) {
            if (tokens == 0) {
                return;
            }
            if (perMillion == null) {
                unknown.add(part);
                return;
            }
            sum = sum.add(perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6));
        }
    }

    /**
     * The usage of one model.
     *
     * @param answers the number of whole answers
     * @param usage their tokens, as far as Bedrock counted them
     * @param cost by list prices; unknown parts are listed as unknown, not counted as 0
     */
    public record ModelUsage(long answers, Usage usage, Cost cost) {
        /** No usage. */
        public static final ModelUsage NONE = new ModelUsage(0, Usage.NONE, Cost.NONE);

        /** Returns the sum of both. */
        public ModelUsage plus(ModelUsage other) {
            return new ModelUsage(
                    answers + other.answers, usage.plus(other.usage), cost.plus(other.cost));
        }
    }

    /**
     * The usage of one answer of a chat.
     *
     * @param asked the beginning of the question; at most forty characters
     * @param modelId the model that answered
     * @param usage the tokens
     * @param cost their cost, by the catalog's prices of that model
     */
    public record TurnUsage(String asked, String modelId, Usage usage, Cost cost) {
        /** Returns the input tokens that were not read from the cache. */
        public long input() {
            return usage.input();
        }

        public long output() {
            return usage.output();
        }

        /** Returns the tokens that were read from the cache. */
        public long cachedInput() {
            return usage.cacheRead();
        }
    }
}
