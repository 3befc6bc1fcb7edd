package dev.outcrop.catalog;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The content of a catalog file.
 *
 * @param date the day of the figures; empty if the file has none
 * @param factors the prices of geographic profiles, as a multiple of those of {@code global.}
 * @param models the entry of each model by id
 */
record CatalogFile(
        String date, Map<ModelFamily, BigDecimal> factors, Map<String, ModelEntry> models) {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_MODELS = 20_000;

    /** The newest format that is read. */
    private static final int FORMAT = 2;

    /** The end of the head of the standard file; each line that follows has one model. */
    private static final String MODELS = "\"models\":[\n";

    /** Longer than any date; what is longer is not kept. */
    private static final int LONGEST_DATE = 40;

    static CatalogFile standard() {
        try (InputStream in = Catalog.class.getResourceAsStream("models.json")) {
            byte[] bytes = Objects.requireNonNull(in, "models.json").readAllBytes();
            var text = new String(bytes, StandardCharsets.ISO_8859_1); // all of it is ASCII
            int at = text.indexOf(MODELS);
            if (at < 0) {
                return parse(bytes); // with other line ends
            }
            int end = at + MODELS.length();
            CatalogFile head = of((Json.Obj) Json.parse(text.substring(0, end) + "]}"));
            return new CatalogFile(head.date, head.factors, ModelEntry.ofLines(text, end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CatalogFile read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new UncheckedIOException(new IOException(file + " is over 16 MB"));
        }
        try {
            return parse(bytes);
        } catch (JsonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not a catalog: " + e.getMessage(), e);
        }
    }

    /** Returns this one with another merged into it. */
    CatalogFile with(CatalogFile over) {
        var merged = new LinkedHashMap<>(models);
        over.models.forEach(
                (id, entry) -> {
                    ModelEntry old = merged.get(id);
                    Json.Obj json = old == null ? Json.EMPTY : old.json();
                    merged.put(id, ModelEntry.of(id, json.merged(entry.json())));
                });
        var prices = new EnumMap<ModelFamily, BigDecimal>(ModelFamily.class);
        prices.putAll(factors);
        prices.putAll(over.factors);
        return new CatalogFile(over.date.isEmpty() ? date : over.date, prices, merged);
    }

    private static CatalogFile parse(byte[] bytes) {
        if (!(Json.parse(bytes) instanceof Json.Obj root)) {
            throw new IllegalArgumentException("it must be an object with an array of models");
        }
        return of(root);
    }

    static CatalogFile of(Json.Obj root) {
        if (!(root.get("models") instanceof Json.Arr(var entries))) {
            throw new IllegalArgumentException("it must be an object with an array of models");
        }
        if (root.integer("format", 1) > FORMAT) {
            throw new IllegalArgumentException(
                    "this version of Outcrop reads formats up to " + FORMAT);
        }
        if (entries.size() > MOST_MODELS) {
            throw new IllegalArgumentException("it has more than " + MOST_MODELS + " models");
        }
        var models = new LinkedHashMap<String, ModelEntry>();
        for (Json entry : entries) {
            String id = entry instanceof Json.Obj model ? model.string("id") : null;
            if (id == null || !CatalogEntry.isId(id)) {
                throw new IllegalArgumentException(
                        "model " + (models.size() + 1) + " must be an object with an id");
            }
            models.put(id, ModelEntry.of(id, (Json.Obj) entry));
        }
        String date = root.string("date");
        if (date != null && date.length() > LONGEST_DATE) {
            throw new IllegalArgumentException("date must be a date such as 2026-11-20");
        }
        return new CatalogFile(date == null ? "" : date, factors(root), models);
    }

    private static Map<ModelFamily, BigDecimal> factors(Json.Obj root) {
        Json.Obj json = root.object("geographicPriceFactor");
        var factors = new EnumMap<ModelFamily, BigDecimal>(ModelFamily.class);
        for (ModelFamily family : ModelFamily.values()) {
            BigDecimal factor = CatalogEntry.price(json, family.word());
            if (factor != null && factor.signum() > 0) {
                factors.put(family, factor);
            }
        }
        return factors;
    }

    /** Returns the date that the text is; null if it is none. */
    static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
