package dev.outcrop.catalog;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.catalog.Catalog.Tier;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads an entry of a catalog's file, which may come from anywhere: each value is bounded. */
final class CatalogEntry {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DIGITS = 12;
    private static final int MOST_TIERS = 16;
    private static final int MOST_WORDS = 64;
    private static final int LONGEST_WORD = 64;

    /** Bedrock's limit of a model id. */
    static final int LONGEST_ID = 2_048;

    private CatalogEntry() {}

    static ModelFacts facts(String id, Json.Obj json) {
        try {
            return new ModelFacts(
                    id,
                    family(id, json.string("family")),
                    count(json, "contextWindow"),
                    count(json, "maxOutput"),
                    words(json, "inputs"),
                    words(json, "outputs"),
                    count(json, "maxImages"),
                    words(json, "capabilities"),
                    words(json, "efforts"),
                    prices(json.object("prices")),
                    json.string("protocol"),
                    endOfLife(json.string("endOfLife")),
                    successor(json.string("successor")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model " + id + ": " + e.getMessage(), e);
        }
    }

    private static Prices prices(Json.Obj json) {
        List<Json> entries = json.array("tiers");
        if (entries.size() > MOST_TIERS) {
            throw new IllegalArgumentException("there may be at most " + MOST_TIERS + " tiers");
        }
        var tiers = new ArrayList<Tier>();
        for (Json entry : entries) {
            if (!(entry instanceof Json.Obj tier)) {
                throw new IllegalArgumentException("a tier must be an object");
            }
            tiers.add(new Tier(tier.integer("above", 0), flat(tier, List.of())));
        }
        tiers.sort(Comparator.comparingLong(Tier::above));
        return flat(json, tiers);
    }

    private static Prices flat(Json.Obj json, List<Tier> tiers) {
        return new Prices(
                price(json, "input"),
                price(json, "output"),
                price(json, "cacheRead"),
                price(json, "cacheWrite5m"),
                price(json, "cacheWrite1h"),
                tiers);
    }

    static @Nullable BigDecimal price(Json.Obj json, String name) {
        Json value = json.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Num number && number.toString().length() <= 2 * MOST_DIGITS) {
            BigDecimal price = number.decimalValue();
            if (price.signum() >= 0
                    && Math.abs((long) price.scale()) <= MOST_DIGITS
                    && price.compareTo(MOST) <= 0) {
                BigDecimal shortest = price.stripTrailingZeros();
                return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
            }
        }
        throw new IllegalArgumentException(
                name + " must be a price from 0 to 1000000, with at most 12 digits of fraction");
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

    private static @Nullable LocalDate endOfLife(@Nullable String text) {
        if (text == null) {
            return null;
        }
        LocalDate date = CatalogFile.date(text);
        if (date == null) {
            throw new IllegalArgumentException("endOfLife must be a date such as 2027-01-22");
        }
        return date;
    }

    private static @Nullable String successor(@Nullable String id) {
        if (id != null && !isId(id)) {
            throw new IllegalArgumentException("successor must be a model id");
        }
        return id;
    }

    /** Whether this could be a model id or an ARN. It is printed, and sent in a path. */
    static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static @Nullable Integer count(Json.Obj json, String name) {
        long count = json.integer(name, 0);
        return count < 1 || count > Integer.MAX_VALUE ? null : (int) count;
    }

    private static List<String> words(Json.Obj json, String name) {
        var words = new ArrayList<String>();
        for (Json element : json.array(name)) {
            if (element instanceof Json.Str(String word)) {
                if (word.length() > LONGEST_WORD || words.size() == MOST_WORDS) {
                    throw new IllegalArgumentException(
                            name
                                    + " may have at most "
                                    + MOST_WORDS
                                    + " words of at most "
                                    + LONGEST_WORD
                                    + " characters");
                }
                words.add(word);
            }
        }
        return words;
    }
}
