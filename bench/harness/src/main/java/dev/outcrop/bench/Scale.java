package dev.outcrop.bench;

import java.nio.file.Path;
import java.util.List;

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
                        "CPU us an event",
                        "RSS MiB",
                        "threads",
                        "failure");
    }

    /** Streams of 40 deltas, 250 ms apart. */
    Run paced(Contestant who, int streams, int over, String... flags) {
        Run run =
                Run.of(
                        bench,
                        who,
                        List.of(flags),
                        stub.endpoint(),
                        "paced",
                        "streams=" + streams,
                        "over=" + over);
        paced.row(
                who.name(),
                flags.length == 0 ? "defaults" : String.join(" ", flags),
                String.valueOf(streams),
                run.failed() ? run.text("broken") : run.text("ok"),
                run.text("wall_s"),
                run.text("ideal_s"),
                run.text("first_p50_ms"),
                run.text("first_p99_ms"),
                run.text("cpu_us"),
                Spread.number(run.number("rss_kib") / 1024, 0),
                run.text("threads"),
                run.text("failure"));
        return run;
    }

    void endPaced() {
        paced.print();
    }

    /** Live heap of each of so many open streams. */
    double live(List<Contestant> contestants, int streams) {
        System.out.println("### Live heap of an open stream, " + streams + " of them\n");
        var table = new Table("client", "KiB each");
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
        System.out.println("### Streams of 2,000 deltas at once, every tenth read slowly\n");
        var table = new Table("client", "streams", "said to be whole, and not", "failed");
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
