package dev.outcrop.bench.faults;

import dev.outcrop.bench.Contestant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Takes all clients through all rows, and prints what became of them in Markdown. */
public final class FaultDriver {
    /** Most of the time is spent waiting. */
    private static final int TRIALS_AT_ONCE = 6;

    private static final List<Contestant> CLIENTS =
            List.of(
                    client("outcrop", "outcrop", "OutcropFaults"),
                    client("aws-sdk async", "aws-sdk", "AwsFaults"),
                    client("aws-sdk async, guarded", "aws-sdk", "GuardedAwsFaults"),
                    client("langchain4j", "langchain4j", "LangChainFaults"),
                    client("spring-ai", "spring-ai", "SpringFaults"));

    private FaultDriver() {}

    private static Contestant client(String name, String module, String type) {
        return new Contestant(name, module, type, true, true, List.of());
    }

    /**
     * Runs it.
     *
     * @param args the folder of the bench, and the numbers of rows where not all are to be run
     */
    public static void main(String[] args) throws Exception {
        Path bench = Path.of(args[0]);
        List<String> only = List.of(args).subList(1, args.length);
        List<Row> rows =
                Rows.ALL.stream()
                        .filter(row -> only.isEmpty() || only.contains(row.number()))
                        .toList();
        var report = new FaultReport(bench, CLIENTS, rows);
        for (int i = 0; i < CLIENTS.size(); i++) {
            report.add(i, run(bench, CLIENTS.get(i), rows));
        }
        report.print();
    }

    private static List<Cell> run(Path bench, Contestant who, List<Row> rows) throws Exception {
        System.err.println(who.name() + " …");
        try (var worker = WorkerProcess.start(bench, who);
                var threads = Executors.newFixedThreadPool(TRIALS_AT_ONCE)) {
            // What a client does for the first time takes long, and is no part of a row's bound.
            Trial.run(Rows.ALL.getFirst(), worker);
            var trials = new ArrayList<Callable<Cell>>();
            for (Row row : rows) {
                trials.add(() -> trial(row, worker));
            }
            var cells = new ArrayList<Cell>();
            for (Future<Cell> cell : threads.invokeAll(trials)) {
                cells.add(cell.get());
            }
            return cells;
        }
    }

    private static Cell trial(Row row, WorkerProcess worker) throws InterruptedException {
        try {
            return Trial.run(row, worker);
        } catch (IOException e) {
            return Cell.wrong("not run", String.valueOf(e));
        }
    }
}
