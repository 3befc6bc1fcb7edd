package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Measures all clients in one run on one machine, in turn, and prints the tables in Markdown. Ends
 * with 1 if a goal was missed.
 */
public final class Driver {
    private static final List<String> SERIAL_C1 =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path bench;
    private final Mode mode;
    private final Goals goals = new Goals();

    private Driver(Path bench, Mode mode) {
        this.bench = bench;
        this.mode = mode;
    }

    /**
     * Runs it.
     *
     * @param args the folder of the bench; a {@link Mode}
     */
    public static void main(String[] args) throws Exception {
        var driver = new Driver(Path.of(args[0]), Mode.of(args[1]));
        driver.head();
        driver.classPath();
        try (var stub = StubProcess.plain(driver.bench)) {
            driver.coldStart(stub);
            driver.costs(stub);
            driver.scale(stub);
        }
        if (driver.mode.isFull()) {
            try (var stub = StubProcess.tls(driver.bench)) {
                driver.coldStartOverTls(stub);
                driver.costsOverTls(stub);
            }
        }
        System.out.println("## Goals\n");
        driver.goals.print();
        if (!driver.goals.reached()) {
            System.exit(1);
        }
    }

    private void head() throws IOException {
        System.out.println(
                "Measured on "
                        + LocalDate.now(ZoneOffset.UTC)
                        + ": "
                        + machine()
                        + ", Java "
                        + Runtime.version()
                        + ".\n");
        System.out.println("Load of the machine when it began: " + load() + ".\n");
    }

    private void classPath() throws IOException {
        ClassPath mine = ClassPath.print(bench, mode.contestants());
        goals.add("jars at run time", "20", 20, mine.jars(), 1);
        goals.add("MiB of jars at run time", "6", 6, mine.mebibytes(), 1);
    }

    private void coldStart(StubProcess stub) throws IOException {
        var cold = new ColdStart(bench, mode.contestants(), mode.isFull() ? 7 : 3);
        answer("plain jars, default flags", cold, stub, List.of(), false, 0.4);
        token("plain jars, default flags", cold, stub, List.of(), false, 0.27);
        if (mode.isFull()) {
            answer("AOT cache", cold, stub, List.of(), true, 0.4);
            token("AOT cache", cold, stub, List.of(), true, 0.4);
            answer("AOT cache, SerialGC, C1 only", cold, stub, SERIAL_C1, true, 0.4);
            token("AOT cache, SerialGC, C1 only", cold, stub, SERIAL_C1, true, 0.4);
        }
    }

    private void coldStartOverTls(StubProcess stub) throws IOException {
        var cold = new ColdStart(bench, Contestant.ALL, 5);
        answer("TLS, default flags", cold, stub, List.of(), false, 0.4);
        token("TLS, default flags", cold, stub, List.of(), false, 0.4);
        answer("TLS, AOT cache", cold, stub, List.of(), true, 0.4);
        token("TLS, AOT cache", cold, stub, List.of(), true, 0.4);
    }

    private void answer(
            String how,
            ColdStart cold,
            StubProcess stub,
            List<String> flags,
            boolean aot,
            double goal)
            throws IOException {
        var walls = cold.measure("Cold start to the first answer: " + how, stub, false, flags, aot);
        goals.add(
                "cold start to the first answer, " + how,
                goal + " x the best peer",
                goal,
                ColdStart.ratio(walls),
                mode.margin(1.5));
    }

    private void token(
            String how,
            ColdStart cold,
            StubProcess stub,
            List<String> flags,
            boolean aot,
            double goal)
            throws IOException {
        var walls = cold.measure("Cold start to the first text: " + how, stub, true, flags, aot);
        goals.add(
                "cold start to the first text, " + how,
                goal + " x the best peer",
                goal,
                ColdStart.ratio(walls),
                mode.margin(1.5));
    }

    private void costs(StubProcess stub) {
        var costs = new Costs(bench, stub, mode.isFull() ? 3 : 1, mode.isFull() ? 12 : 20);
        List<Costs.Row> rows = Rows.calls(mode);
        var calls = costs.measure("Cost of a call, 32 concurrent", rows, 1, "call", "threads=32");
        double mine = Costs.of(calls, Contestant.OUTCROP);
        // In the shorter modes, how far the compiler has come after seconds decides more than code.
        goals.add(
                "CPU of a call",
                "2 x raw",
                2,
                mine / Costs.of(calls, Contestant.RAW),
                mode.margin(5));
        goals.add(
                "CPU of a call",
                "0.33 x the best peer",
                0.33,
                mine / Costs.bestPeer(calls),
                mode.margin(1.5));
        if (mode.isFull()) {
            goals.add(
                    "CPU of a call",
                    "0.2 x LangChain4j",
                    0.2,
                    mine / Costs.of(calls, Contestant.LANGCHAIN),
                    1);
            goals.add(
                    "CPU of a call",
                    "0.2 x Spring AI",
                    0.2,
                    mine / Costs.of(calls, Contestant.SPRING),
                    1);
            rough(stub).measure("Cost of a call, sequential", rows, 1, "call", "threads=1");
        }
        goals.add(
                "bytes allocated for a call",
                "20,480",
                20_480,
                calls.get(Costs.ALLOCATED).median(),
                mode.margin(1.15));

        List<Costs.Row> streaming = Rows.streams(mode);
        var events =
                costs.measure(
                        "Cost of a stream event, 16 streams in bursts",
                        streaming,
                        2,
                        "events",
                        "threads=16");
        goals.add(
                "CPU of an event",
                "0.2 x the best peer",
                0.2,
                Costs.of(events, Contestant.OUTCROP) / Costs.bestPeer(events),
                mode.margin(1.5));
        goals.add(
                "bytes allocated for an event",
                "600",
                600,
                events.get(Costs.ALLOCATED).median(),
                mode.margin(1.15));
        if (mode.isFull()) {
            rough(stub)
                    .measure(
                            "Cost of a stream event, 16 streams, one write per event",
                            streaming,
                            2,
                            "events",
                            "threads=16",
                            "write=flush");
        }
    }

    /** For what no goal depends on. */
    private Costs rough(StubProcess stub) {
        return new Costs(bench, stub, 1, 8);
    }

    private void costsOverTls(StubProcess stub) {
        var costs = new Costs(bench, stub, 2, 12);
        var calls =
                costs.measure(
                        "Cost of a call over TLS, 32 concurrent",
                        Rows.calls(mode),
                        1,
                        "call",
                        "threads=32");
        goals.add(
                "CPU of a call over TLS",
                "0.33 x the best peer",
                0.33,
                Costs.of(calls, Contestant.OUTCROP) / Costs.bestPeer(calls),
                1);
        costs.measure(
                "Cost of a stream event over TLS, 16 streams in bursts",
                Rows.streams(mode),
                2,
                "events",
                "threads=16");
    }

    private void scale(StubProcess stub) {
        var scale = new Scale(bench, stub);
        if (mode != Mode.CHECK) {
            paced(scale);
        }
        openAndSudden(scale);
    }

    private void paced(Scale scale) {
        List<Contestant> floorAndMine = List.of(Contestant.RAW, Contestant.OUTCROP);
        int rounds = mode.isFull() ? 3 : 1;
        scale.beginPaced("Concurrent slow streams: 40 deltas, 250 ms apart, default settings");
        Runs thousand = scale.paced(floorAndMine, 1_000, 2_500, rounds).get(Contestant.OUTCROP);
        if (mode.isFull()) {
            for (Contestant peer :
                    List.of(Contestant.SDK_ASYNC, Contestant.LANGCHAIN, Contestant.SPRING)) {
                scale.paced(List.of(peer, peer.tuned(20_000)), 1_000, 2_500, 1);
            }
            scale.paced(List.of(Contestant.ANTHROPIC), 1_000, 2_500, 1);
            bound(scale.paced(floorAndMine, 5_000, 2_500, rounds, "-Xmx256m"), 5_000, 250);
            bound(scale.paced(floorAndMine, 10_000, 4_000, rounds, "-Xmx512m"), 10_000, 500);
        }
        scale.endPaced();
        goals.add("of 1,000 slow streams, not whole", "0", 0, thousand.missing(1_000), 1);
        goals.add(
                "1,000 slow streams, MiB of memory",
                "200",
                200,
                thousand.mebibytes().median(),
                mode.margin(1.5));
        goals.add(
                "1,000 slow streams, p99 of the first text, ms",
                "25",
                25,
                thousand.of("first_p99_ms").median(),
                mode.margin(4));
    }

    private void openAndSudden(Scale scale) {
        List<Contestant> streaming =
                mode.isFull()
                        ? List.of(
                                Contestant.RAW,
                                Contestant.OUTCROP,
                                Contestant.SDK_ASYNC.tuned(20_000),
                                Contestant.LANGCHAIN.tuned(20_000),
                                Contestant.SPRING.tuned(20_000),
                                Contestant.ANTHROPIC)
                        : List.of(Contestant.OUTCROP);
        goals.add(
                "live heap of an open stream, KiB",
                "48",
                48,
                scale.live(streaming, 1_000),
                mode.margin(1.15));
        List<Contestant> sudden =
                mode.isFull()
                        ? List.of(
                                Contestant.OUTCROP,
                                Contestant.SDK_ASYNC,
                                Contestant.LANGCHAIN,
                                Contestant.SPRING,
                                Contestant.ANTHROPIC)
                        : List.of(Contestant.OUTCROP);
        goals.add(
                "of streams in bursts, not whole",
                "0",
                0,
                scale.loss(sudden, 500, mode.isFull() ? 10_000 : 500),
                1);
    }

    private void bound(Map<Contestant, Runs> runs, int streams, int millis) {
        Runs mine = runs.get(Contestant.OUTCROP);
        goals.add("of " + streams + " slow streams, not whole", "0", 0, mine.missing(streams), 1);
        goals.add(
                streams + " slow streams, p99 of the first text, ms",
                String.valueOf(millis),
                millis,
                mine.of("first_p99_ms").median(),
                1);
    }

    private static String machine() throws IOException {
        String model = "unknown processor";
        Path cpus = Path.of("/proc/cpuinfo");
        if (Files.exists(cpus)) {
            for (String line : Files.readAllLines(cpus)) {
                if (line.startsWith("model name")) {
                    model = line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return Runtime.getRuntime().availableProcessors() + " x " + model;
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
    }
}
