package dev.outcrop.bench.faults;

import java.util.List;
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
        for (Signal signal : signals) {
            switch (signal.what()) {
                case COMPLETED ->
                        told.append("; completed with \"")
                                .append(shortened(signal.text()))
                                .append('"');
                case FAILED -> told.append("; failed: ").append(signal.text());
                case TOOL -> told.append("; tool called with ").append(shortened(signal.text()));
                case NOTE -> told.append("; ").append(signal.text());
                default -> {}
            }
        }
        return told.append(ends().isEmpty() ? "; no end" : "").toString();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
