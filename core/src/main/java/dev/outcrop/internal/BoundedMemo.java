package dev.outcrop.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was found out of a text, and is the same each time. Keeps a bounded number of short ones.
 * Safe for any number of threads.
 */
public final class BoundedMemo<T> {
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> rule;

    /**
     * @param rule what is found out of a text alone
     */
    public BoundedMemo(Function<String, T> rule) {
        this.rule = rule;
    }

    /** What the rule says of it. */
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
