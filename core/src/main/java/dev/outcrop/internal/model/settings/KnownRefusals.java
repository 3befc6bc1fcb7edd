package dev.outcrop.internal.model.settings;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the models of one client refused, so that later requests do not fail first. Models are told
 * apart by id and API. Bounded; safe for any number of threads.
 */
public final class KnownRefusals {
    /** Ids may come from untrusted input. */
    private static final int MOST_MODELS = 1_000;

    private static final int MOST_OF_ONE = 100;

    private final Map<String, Set<Omission>> known = new ConcurrentHashMap<>();

    /** Whether no model has refused anything, as for most clients. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Returns what requests to a model leave out. */
    public Set<Omission> of(String model) {
        return known.getOrDefault(model, Set.of());
    }

    public void add(String model, Omission refused) {
        if (known.size() < MOST_MODELS || known.containsKey(model)) {
            Set<Omission> all = known.computeIfAbsent(model, id -> ConcurrentHashMap.newKeySet());
            if (all.size() < MOST_OF_ONE) {
                all.add(refused);
            }
        }
    }
}
