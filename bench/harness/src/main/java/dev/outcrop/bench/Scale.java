package dev.outcrop.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many streams at once: slow ones, open ones, sudden ones. */
final class Scale {
    private final Path bench;
    private final StubProcess stub;

    Scale(Path bench, StubProcess stub) {
        this.bench = bench;
        this.stub = stub;
    }

    private Table paced;

    void beginPaced(String title) {
        System.out.println("### " + title + "\n");
        paced =
                new Table(
                        "client",
                        "JVM",
                        "streams",
                        "whole",
                        "wall s",
                        "ideal s",
                        "first p50 ms",
                        "first p99 ms",
                        "CPU us per event",
                        "RSS MiB",
                        "threads",
                        "failure");
    }

    /**
     * Streams of 40 deltas, 250 ms apart. The contestants take turns.
     *
     * @param over within how many milliseconds all of them begin
     */
    Map<Contestant, Runs> paced(
            List<Contestant> contestants, int streams, int over, int rounds, String... flags) {
        var runs = new LinkedHashMap<Contestant, Runs>();
        contestants.forEach(who -> runs.put(who, new Runs(new ArrayList<>())));
        for (int round = 0; round < rounds; round++) {
            runs.forEach(
                    (who, own) ->
                            own.all()
                                    .add(
                                            Run.of(
                                                    bench,
                                                    who,
                                                    List.of(flags),
                                                    stub.endpoint(),
                                                    "paced",
                                                    "streams=" + streams,
                                                    "over=" + over)));
        }
        runs.forEach(
                (who, own) ->
                        paced.row(
                                who.name(),
                                flags.length == 0 ? "defaults" : String.join(" ", flags),
                                String.valueOf(streams),
                                own.whole(),
                                own.of("wall_s").shown(2),
                                own.text("ideal_s"),
                                own.of("first_p50_ms").shown(1),
                                own.of("first_p99_ms").shown(1),
                                own.of("cpu_us").shown(1),
                                own.mebibytes().shown(0),
                                own.text("threads"),
                                own.text("failure")));
        return runs;
    }

    void endPaced() {
        paced.print();
    }

    /** Live heap of each of so many open streams. */
    double live(List<Contestant> contestants, int streams) {
        System.out.println("### Live heap of an open stream, " + streams + " streams\n");
        var table = new Table("client", "KiB per stream");
        double mine = Double.NaN;
        for (Contestant who : contestants) {
            Run run = Run.of(bench, who, List.of(), stub.endpoint(), "live", "streams=" + streams);
            table.row(who.name(), run.failed() ? run.text("broken") : run.text("heap_kib"));
            if (who.equals(Contestant.OUTCROP)) {
                mine = run.number("heap_kib");
            }
        }
        table.print();
        return mine;
    }

    /** Deltas lost in streams of 2,000 at once, a tenth of them read slowly. */
    double loss(List<Contestant> contestants, int peers, int own) {
        System.out.println("### Concurrent streams of 2,000 deltas, every tenth read slowly\n");
        var table = new Table("client", "streams", "incomplete, but reported complete", "failed");
        double mine = Double.NaN;
        for (Contestant who : contestants) {
            int streams = who.isPeer() ? peers : own;
            Run run = Run.of(bench, who, List.of(), stub.endpoint(), "loss", "streams=" + streams);
            table.row(
                    who.name(),
                    String.valueOf(streams),
                    run.failed() ? run.text("broken") : run.text("incomplete_and_called_whole"),
                    run.text("failed"));
            if (who.equals(Contestant.OUTCROP)) {
                mine = run.number("incomplete_and_called_whole") + run.number("failed");
            }
        }
        table.print();
        return mine;
    }
}
