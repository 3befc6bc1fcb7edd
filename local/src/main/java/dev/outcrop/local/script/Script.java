package dev.outcrop.local.script;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What the next requests are answered with: first what was said, in its order, then by chance. Safe
 * for several threads.
 */
public final class Script {
    private final Queue<Scripted> next = new ArrayDeque<>();
    private final Faults faults;
    private final boolean strict;

    public Script() {
        this(Faults.none(), false);
    }

    /**
     * An empty one, with what happens where nothing is said.
     *
     * @param strict whether a request that nothing is said for is refused
     */
    public Script(Faults faults, boolean strict) {
        this.faults = faults;
        this.strict = strict;
    }

    public synchronized void add(List<Scripted> scripted) {
        next.addAll(scripted);
    }

    /**
     * What the next request is answered with; null where the service is to answer.
     *
     * @throws ServiceError where nothing is said, and that is not enough
     */
    public synchronized @Nullable Scripted next() {
        Scripted said = next.poll();
        if (said != null) {
            return said;
        }
        if (strict) {
            throw noAnswer();
        }
        return faults.next();
    }

    /** The next, where it is to be sent before the request was read; then it is used up. */
    public synchronized Scripted.@Nullable Early nextEarly() {
        if (next.peek() instanceof Scripted.Early early) {
            next.poll();
            return early;
        }
        return null;
    }

    /** How many answers were not asked for yet. */
    public synchronized int left() {
        return next.size();
    }

    static ServiceError noAnswer() {
        return ServiceError.unmatched(
                "ValidationException", "The script has no answer for this request.");
    }
}
