package dev.outcrop.catalog;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One model of a catalog. The standard catalog has hundreds, of which a program uses a few: their
 * text is parsed when it is first used. Safe for any number of threads.
 */
final class ModelEntry {
    private static final String BEGINNING = "{\"id\":\"";

    private final String id;
    private final @Nullable String text;
    private volatile Json.@Nullable Obj json;
    private volatile @Nullable ModelFacts facts;

    private ModelEntry(String id, @Nullable String text, Json.@Nullable Obj json) {
        this.id = id;
        this.text = text;
        this.json = json;
    }

    static ModelEntry of(String id, Json.Obj json) {
        return new ModelEntry(id, null, json);
    }

    /**
     * Finds the entries of a text that has each of them on a line of its own, which begins with the
     * id.
     *
     * @param from where the first line begins
     */
    static Map<String, ModelEntry> ofLines(String text, int from) {
        var entries = new LinkedHashMap<String, ModelEntry>();
        int start = from;
        while (text.startsWith(BEGINNING, start)) {
            int end = text.indexOf('\n', start);
            int idStart = start + BEGINNING.length();
            String id = text.substring(idStart, text.indexOf('"', idStart));
            String line = text.substring(start, text.charAt(end - 1) == ',' ? end - 1 : end);
            entries.put(id, new ModelEntry(id, line, null));
            start = end + 1;
        }
        return entries;
    }

    Json.Obj json() {
        Json.Obj known = json;
        if (known == null) {
            known = (Json.Obj) Json.parse(Objects.requireNonNull(text));
            json = known;
        }
        return known;
    }

    /**
     * Returns what the entry says.
     *
     * @throws IllegalArgumentException if it has an invalid value; the message says where
     */
    ModelFacts facts() {
        ModelFacts known = facts;
        if (known == null) {
            known = CatalogEntry.facts(id, json());
            facts = known;
        }
        return known;
    }
}
