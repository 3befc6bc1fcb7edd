package dev.outcrop.catalog;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The content of a catalog file: a date, and the JSON of each model by id. */
record CatalogFile(String date, Map<String, Json.Obj> models) {
    private static final int MOST_BYTES = 16 << 20;

    static CatalogFile standard() {
        try (InputStream in = Catalog.class.getResourceAsStream("models.json")) {
            return parse(Objects.requireNonNull(in, "models.json").readAllBytes());
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
                (id, json) -> merged.put(id, merged.getOrDefault(id, Json.EMPTY).merged(json)));
        return new CatalogFile(over.date.isEmpty() ? date : over.date, merged);
    }

    private static CatalogFile parse(byte[] bytes) {
        if (!(Json.parse(bytes) instanceof Json.Obj root)
                || !(root.get("models") instanceof Json.Arr(var entries))) {
            throw new IllegalArgumentException("it must be an object with an array of models");
        }
        var models = new LinkedHashMap<String, Json.Obj>();
        for (Json entry : entries) {
            if (!(entry instanceof Json.Obj model) || model.string("id") == null) {
                throw new IllegalArgumentException(
                        "model " + (models.size() + 1) + " must be an object with an id");
            }
            models.put(model.string("id"), model);
        }
        String date = root.string("date");
        return new CatalogFile(date == null ? "" : date, models);
    }
}
