package dev.outcrop.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row for one client, with a server and a client of its own. */
final class Trial {
    /** What else a client does behind its user's back is waited for until it is quiet. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration QUIET_AT_LAST = Duration.ofSeconds(20);
    private static final Duration FREED = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(500);

    private Trial() {}

    static Cell run(Row row, WorkerProcess worker) throws IOException, InterruptedException {
        var inbox = new Inbox();
        try (var server = new FaultServer(row.script(), inbox::touch)) {
            int trial = worker.open(server.endpoint(), row.limits(), inbox);
            if (row.again()) {
                worker.ask(trial, 1, row);
                inbox.awaitEnds(1, row.bound());
                Thread.sleep(IDLE);
                worker.ask(trial, 2, row);
                inbox.awaitEnds(2, row.bound());
            } else {
                for (int caller = 1; caller <= row.callers(); caller++) {
                    worker.ask(trial, caller, row);
                }
                inbox.awaitEnds(row.callers(), row.bound());
            }
            inbox.awaitQuiet(QUIET, QUIET_AT_LAST);
            Cell cell = cell(row, inbox, server);
            worker.close(trial);
            return cell;
        }
    }

    private static Cell cell(Row row, Inbox inbox, FaultServer server) {
        List<Signal> signals = inbox.signals();
        for (Signal signal : signals) {
            if (signal.what() == Signal.What.SKIPPED) {
                return Cell.skipped(signal.text());
            }
        }
        if (inbox.isLost()) {
            return Cell.wrong("process died", "");
        }
        long freedAfter = server.closedNanos() - inbox.cancelledNanos();
        boolean freed = server.closedNanos() != 0 && freedAfter < FREED.toNanos();
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        Map<String, String> told = new LinkedHashMap<>();
        int callers = row.again() ? 2 : row.callers();
        for (int caller = 1; caller <= callers; caller++) {
            int number = caller;
            var outcome =
                    new Outcome(
                            signals.stream().filter(s -> s.caller() == number).toList(),
                            server.requests().stream().filter(r -> r.caller() == number).toList(),
                            server.good(number),
                            freed);
            String verdict = String.join(", ", Verdict.of(row, outcome));
            verdicts.merge(verdict, 1, Integer::sum);
            told.putIfAbsent(verdict, outcome.told());
        }
        return combined(verdicts, told, callers);
    }

    private static Cell combined(
            Map<String, Integer> verdicts, Map<String, String> told, int callers) {
        var cells = new ArrayList<String>();
        var details = new ArrayList<String>();
        verdicts.forEach(
                (verdict, count) -> {
                    if (!verdict.isEmpty()) {
                        cells.add(
                                callers == 1 ? verdict : count + " of " + callers + ": " + verdict);
                        details.add(told.get(verdict));
                    }
                });
        return cells.isEmpty()
                ? Cell.right(told.get(""))
                : Cell.wrong(String.join("; ", cells), String.join(" / ", details));
    }
}
