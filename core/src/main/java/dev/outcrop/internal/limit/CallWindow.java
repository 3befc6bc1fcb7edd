package dev.outcrop.internal.limit;

import java.util.ArrayDeque;

/**
 * Limits how many calls begin in any 60 seconds. Calls that began within a sixtieth of a second
 * count as the last one of them, so that memory is bounded for any number of calls. Not safe for
 * several threads.
 */
public final class CallWindow {
    private static final long MINUTE = 60_000_000_000L;
    private static final long SLOT = 1_000_000_000L / 60;

    /** Calls that began at about the same time. */
    private static final class Slot {
        private final long first;
        private long last;
        private int calls;

        Slot(long first) {
            this.first = first;
        }
    }

    private final int most;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private long calls;

    /**
     * @param most how many may begin, at least 1
     */
    public CallWindow(int most) {
        this.most = most;
    }

    /** Returns how many nanoseconds from now the next call may begin. */
    public long until(long now) {
        for (Slot oldest = slots.peek(); oldest != null; oldest = slots.peek()) {
            if (now - oldest.last < MINUTE && calls - oldest.calls < most) {
                return calls < most ? 0 : oldest.last + MINUTE - now;
            }
            calls -= oldest.calls;
            slots.remove();
        }
        return 0;
    }

    /**
     * Records the beginning of a call.
     *
     * @param at not before the last one, and not before {@link #until} allows; may be in the future
     */
    public void begin(long at) {
        Slot slot = slots.peekLast();
        if (slot == null || at - slot.first >= SLOT) {
            slot = new Slot(at);
            slots.add(slot);
        }
        slot.last = at;
        slot.calls++;
        calls++;
    }
}
