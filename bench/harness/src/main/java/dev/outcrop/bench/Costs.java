package dev.outcrop.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What calls and events cost once everything is warm: CPU of the whole process, allocation. */
final class Costs {
    /** One row: who, on which kind of threads. */
    record Row(Contestant who, String kind) {
        String name() {
            return who.name() + (kind.equals("platform") ? ", platform threads" : "");
        }
    }

    private final Path bench;
    private final StubProcess stub;
    private final int rounds;
    private final String warmUp;
    private final List<String> flags;

    Costs(Path bench, StubProcess stub, int rounds, int warmUp) {
        this.flags = stub.flags();
        this.bench = bench;
        this.stub = stub;
        this.rounds = rounds;
        this.warmUp = "warmup=" + warmUp;
    }

    /**
     * Measures each row as often as there are rounds, in turn, and prints a table.
     *
     * @param digits of CPU figures
     */
    Map<Row, Spread> measure(String title, List<Row> rows, int digits, String... what) {
        var cpu = new HashMap<Row, List<Double>>();
        var allocated = new HashMap<Row, List<Double>>();
        var rate = new HashMap<Row, List<Double>>();
        var errors = new HashMap<Row, Double>();
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                var all = new ArrayList<>(List.of(what));
                all.add(warmUp);
                all.add("kind=" + row.kind());
                Run run =
                        Run.of(
                                bench,
                                row.who(),
                                flags,
                                stub.endpoint(),
                                all.toArray(String[]::new));
                list(cpu, row).add(run.number("cpu_us"));
                list(allocated, row).add(run.number("alloc"));
                list(rate, row).add(run.number("per_s"));
                errors.merge(row, run.failed() ? 1 : run.number("errors"), Double::sum);
            }
        }
        var spreads = new HashMap<Row, Spread>();
        cpu.forEach((row, values) -> spreads.put(row, Spread.of(values)));
        double baseline = spreads.get(rows.getFirst()).median();
        double best = bestPeer(spreads);
        System.out.println("### " + title + "\n");
        var table =
                new Table(
                        "client",
                        "CPU us",
                        "to raw",
                        "to best peer",
                        "per second",
                        "bytes allocated",
                        "errors");
        for (Row row : rows) {
            double mine = spreads.get(row).median();
            table.row(
                    row.name(),
                    spreads.get(row).shown(digits),
                    Spread.number(mine / baseline, 2),
                    Spread.number(mine / best, 2),
                    Spread.number(Spread.of(rate.get(row)).median(), 0),
                    Spread.number(Spread.of(allocated.get(row)).median(), 0),
                    Spread.number(errors.get(row), 0));
        }
        table.print();
        spreads.put(ALLOCATED, Spread.of(list(allocated, new Row(Contestant.OUTCROP, "virtual"))));
        return spreads;
    }

    /** Stands for what Outcrop allocates. */
    static final Row ALLOCATED = new Row(Contestant.OUTCROP, "allocated");

    static double bestPeer(Map<Row, Spread> spreads) {
        return spreads.entrySet().stream()
                .filter(entry -> entry.getKey().who().isPeer() && entry.getValue().known())
                .mapToDouble(entry -> entry.getValue().median())
                .min()
                .orElse(Double.NaN);
    }

    static double of(Map<Row, Spread> spreads, Contestant who) {
        Spread spread = spreads.get(new Row(who, "virtual"));
        return spread == null ? Double.NaN : spread.median();
    }

    private static List<Double> list(Map<Row, List<Double>> map, Row row) {
        return map.computeIfAbsent(row, key -> new ArrayList<>());
    }
}
