package dev.outcrop.bench;

import java.util.List;

/** The same, several times. */
record Runs(List<Run> all) {
    Spread of(String name) {
        return Spread.of(all.stream().map(run -> run.number(name)).toList());
    }

    Spread mebibytes() {
        return Spread.of(all.stream().map(run -> run.number("rss_kib") / 1024).toList());
    }

    /** How many were whole in the worst of the runs, or what it broke with. */
    String whole() {
        return all.stream()
                .filter(Run::failed)
                .findFirst()
                .map(run -> run.text("broken"))
                .orElseGet(() -> Spread.number(of("ok").sorted().getFirst(), 0));
    }

    /** What was missing in the worst of the runs. */
    double missing(int streams) {
        return all.stream().anyMatch(Run::failed)
                ? streams
                : streams - of("ok").sorted().getFirst();
    }

    String text(String name) {
        return all.getLast().text(name);
    }
}
