package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the start of the JVM to the first answer, or its first words. Runs are taken in turn. */
final class ColdStart {
    private final Path bench;
    private final List<Contestant> contestants;
    private final int rounds;

    ColdStart(Path bench, List<Contestant> contestants, int rounds) {
        this.bench = bench;
        this.contestants = contestants;
        this.rounds = rounds;
    }

    /**
     * Measures, prints a table, and gives the wall times.
     *
     * @param aot whether each JVM has a cache that a run like this one has made
     */
    Map<Contestant, Spread> measure(
            String title, StubProcess stub, boolean stream, List<String> flags, boolean aot)
            throws IOException {
        String[] what = stream ? new String[] {"cold", "stream=yes"} : new String[] {"cold"};
        var walls = new HashMap<Contestant, List<Double>>();
        var cpus = new HashMap<Contestant, List<Double>>();
        var rss = new HashMap<Contestant, List<Double>>();
        var caches = new HashMap<Contestant, Path>();
        for (Contestant who : contestants) {
            if (stream ? who.streams() : who.calls()) {
                walls.put(who, new ArrayList<>());
                cpus.put(who, new ArrayList<>());
                rss.put(who, new ArrayList<>());
                if (aot) {
                    caches.put(who, train(who, stub, flags, what));
                }
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Contestant who : contestants) {
                if (walls.containsKey(who)) {
                    var all = new ArrayList<>(flags);
                    all.addAll(stub.flags());
                    if (aot) {
                        all.add("-XX:AOTCache=" + caches.get(who));
                    }
                    Run run = Run.of(bench, who, all, stub.endpoint(), what);
                    walls.get(who).add(run.failed() ? Double.NaN : run.number("wall_ms"));
                    cpus.get(who).add(run.number("cpu_ms"));
                    rss.get(who).add(run.number("rss_kib") / 1024);
                }
            }
        }
        var spreads = new HashMap<Contestant, Spread>();
        walls.forEach((who, values) -> spreads.put(who, Spread.of(values)));
        double best = bestPeer(spreads);
        System.out.println("### " + title + "\n");
        var table = new Table("client", "wall ms", "CPU ms", "RSS MiB", "to raw", "to best peer");
        for (Contestant who : contestants) {
            if (spreads.containsKey(who)) {
                double wall = spreads.get(who).median();
                table.row(
                        who.name(),
                        spreads.get(who).shown(0),
                        Spread.of(cpus.get(who)).shown(0),
                        Spread.of(rss.get(who)).shown(0),
                        Spread.number(wall / median(spreads, Contestant.RAW), 2),
                        Spread.number(wall / best, 2));
            }
        }
        table.print();
        return spreads;
    }

    private Path train(Contestant who, StubProcess stub, List<String> flags, String[] what)
            throws IOException {
        Path cache = Files.createTempDirectory("bench").resolve("classes.aot");
        var all = new ArrayList<>(flags);
        all.addAll(stub.flags());
        all.add("-XX:AOTCacheOutput=" + cache);
        all.add("-Dbench.exit=yes");
        Run.of(bench, who, all, stub.endpoint(), what);
        return cache;
    }

    private static double median(Map<Contestant, Spread> spreads, Contestant who) {
        Spread spread = spreads.get(who);
        return spread == null ? Double.NaN : spread.median();
    }

    static double bestPeer(Map<Contestant, Spread> spreads) {
        return spreads.entrySet().stream()
                .filter(entry -> entry.getKey().isPeer() && entry.getValue().known())
                .mapToDouble(entry -> entry.getValue().median())
                .min()
                .orElse(Double.NaN);
    }

    /** How long Outcrop takes, in parts of what the best peer does. */
    static double ratio(Map<Contestant, Spread> spreads) {
        return median(spreads, Contestant.OUTCROP) / bestPeer(spreads);
    }
}
