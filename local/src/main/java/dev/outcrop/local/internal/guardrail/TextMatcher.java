package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.List;

/** Finds something in a text. Stateless, safe for several threads. */
@FunctionalInterface
interface TextMatcher {
    /** Returns the matches in their order; they do not overlap. */
    List<Match> find(String text);

    /**
     * A part of a text.
     *
     * @param more what the finding reports besides the members of its rule
     */
    record Match(int start, int end, Json.Obj more) {
        Match(int start, int end) {
            this(start, end, Json.EMPTY);
        }
    }
}
