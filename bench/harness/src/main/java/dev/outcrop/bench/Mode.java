package dev.outcrop.bench;

import java.util.List;
import java.util.Locale;

/** How much is measured, and by how much a noisy machine may miss a goal. */
enum Mode {
    /** For each change, in two minutes: what says as much on a machine that has other work. */
    CHECK,

    /** A first look, in a few minutes. */
    SHORT,

    /** Everything. */
    FULL;

    static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean isFull() {
        return this == FULL;
    }

    List<Contestant> contestants() {
        return this == CHECK
                ? List.of(
                        Contestant.RAW,
                        Contestant.OUTCROP,
                        Contestant.SDK_SYNC,
                        Contestant.SDK_ASYNC)
                : Contestant.ALL;
    }

    /** The factor that a goal may be missed by: none in the full run, which wants quiet. */
    double margin(double noisy) {
        return isFull() ? 1 : noisy;
    }
}
