package dev.outcrop.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Caches the results of a pure function of short texts, a bounded number of them. Safe for any
 * number of threads.
 */
public final class BoundedMemo<T> {
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> rule;

    /**
     * @param rule a pure function of the text
     */
    public BoundedMemo(Function<String, T> rule) {
        this.rule = rule;
    }

    /** Returns the result for a text. */
    public T of(String text) {
        T found = known.get(text);
        if (found == null) {
            found = rule.apply(text);
            if (text.length() <= LONGEST && known.size() < MOST) {
                known.put(text, found);
            }
        }
        return found;
    }
}
