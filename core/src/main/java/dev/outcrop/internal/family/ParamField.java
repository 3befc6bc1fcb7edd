package dev.outcrop.internal.family;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A parsed entry of {@link ParamTable}.
 *
 * @param path the path of the value
 * @param beside constants that must be sent with it
 */
record ParamField(List<String> path, List<Word> beside) {
    /** A constant and its path. */
    record Word(List<String> path, Json value) {}

    /** Bounded by the number of entries in the table. */
    private static final Map<String, ParamField> KNOWN = new ConcurrentHashMap<>();

    static ParamField of(String entry) {
        ParamField known = KNOWN.get(entry);
        if (known == null) {
            known = read(entry);
            KNOWN.put(entry, known);
        }
        return known;
    }

    private static ParamField read(String entry) {
        String[] parts = entry.split(" ", -1);
        var beside = new ArrayList<Word>();
        for (int i = 1; i < parts.length; i++) {
            String[] word = parts[i].split("=", -1);
            beside.add(new Word(path(word[0]), Json.of(word[1])));
        }
        return new ParamField(path(parts[0]), List.copyOf(beside));
    }

    static List<String> path(String names) {
        return List.of(names.split("\\.", -1));
    }
}
