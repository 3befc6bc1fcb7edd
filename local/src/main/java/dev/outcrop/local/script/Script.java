package dev.outcrop.local.script;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The answers to the next requests: first scripted ones, in order, then random faults. Safe for
 * several threads.
 */
public final class Script {
    private final Queue<Scripted> next = new ArrayDeque<>();
    private final Faults faults;
    private final boolean strict;

    public Script() {
        this(Faults.none(), false);
    }

    /**
     * Creates an empty script.
     *
     * @param strict whether a request that is not scripted is rejected
     */
    public Script(Faults faults, boolean strict) {
        this.faults = faults;
        this.strict = strict;
    }

    public synchronized void add(List<Scripted> scripted) {
        next.addAll(scripted);
    }

    /** Returns the answer to the next request; null if nothing is scripted for it. */
    public synchronized @Nullable Scripted next() {
        Scripted said = next.poll();
        return said == null ? faults.next() : said;
    }

    /**
     * Called for a request that nothing is scripted for.
     *
     * @throws ServiceError if the script is strict
     */
    public void requireAnswer() {
        if (strict) {
            throw noAnswer();
        }
    }

    /** Returns and removes the next answer if it must be sent before the request is read. */
    public synchronized Scripted.@Nullable Early nextEarly() {
        if (next.peek() instanceof Scripted.Early early) {
            next.poll();
            return early;
        }
        return null;
    }

    /** Returns the number of remaining answers. */
    public synchronized int left() {
        return next.size();
    }

    static ServiceError noAnswer() {
        return ServiceError.unmatched(
                "ValidationException", "The script has no answer for this request.");
    }
}
