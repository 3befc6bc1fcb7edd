package dev.outcrop.bench.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one caller of a trial saw, and the server of it.
 *
 * @param signals in order
 * @param requests in order
 * @param good how many whole answers the server gave
 * @param freed whether the connection of a cancelled call was closed soon
 */
record Outcome(List<Signal> signals, List<Asked> requests, int good, boolean freed) {
    private static final int SHOWN = 60;

    List<Signal> all(Signal.What what) {
        return signals.stream().filter(signal -> signal.what() == what).toList();
    }

    List<Signal> ends() {
        return signals.stream().filter(signal -> signal.what().isEnd()).toList();
    }

    String text() {
        return all(Signal.What.DELTA).stream().map(Signal::text).collect(Collectors.joining());
    }

    boolean textAfterEnd() {
        boolean over = false;
        for (Signal signal : signals) {
            if (over && signal.what() == Signal.What.DELTA) {
                return true;
            }
            over |= signal.what().isEnd();
        }
        return false;
    }

    /** All of it, in words. */
    String told() {
        var told = new StringBuilder();
        told.append(requests.size()).append(requests.size() == 1 ? " request" : " requests");
        if (!text().isEmpty()) {
            told.append("; text shown \"").append(shortened(text())).append('"');
        }
        Map<String, Integer> times = new LinkedHashMap<>();
        for (Signal signal : signals) {
            String said =
                    switch (signal.what()) {
                        case COMPLETED -> "completed with \"" + shortened(signal.text()) + '"';
                        case FAILED -> "failed: " + signal.text();
                        case TOOL -> "tool called with " + shortened(signal.text());
                        case NOTE -> signal.text();
                        case DELTA, CANCELLED, SKIPPED -> "";
                    };
            if (!said.isEmpty()) {
                times.merge(said, 1, Integer::sum);
            }
        }
        times.forEach(
                (said, count) ->
                        told.append("; ")
                                .append(said)
                                .append(count > 1 ? " (×" + count + ")" : ""));
        return told.append(ends().isEmpty() ? "; no end" : "").toString();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
