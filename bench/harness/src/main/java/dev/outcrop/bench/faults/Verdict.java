package dev.outcrop.bench.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with an outcome, by one rule for every client and every row; nothing, if it is
 * right.
 */
final class Verdict {
    private static final String FIRST_WORDS = "Hel";

    private final Row row;
    private final Right right;
    private final Outcome seen;
    private final List<String> wrong = new ArrayList<>();

    private Verdict(Row row, Outcome seen) {
        this.row = row;
        this.right = row.right();
        this.seen = seen;
    }

    /** The worst first. */
    static List<String> of(Row row, Outcome seen) {
        var verdict = new Verdict(row, seen);
        if (row.mode() == CallMode.CANCEL) {
            verdict.cancelled();
        } else {
            verdict.ended();
        }
        return List.copyOf(verdict.wrong);
    }

    private void cancelled() {
        if (!seen.freed()) {
            wrong.add("connection not freed");
        }
        if (!seen.all(Signal.What.COMPLETED).isEmpty()) {
            wrong.add("cut answer completed");
        }
        if (seen.ends().size() > 1) {
            wrong.add("ended " + times(seen.ends().size()));
        }
        requests();
    }

    private void ended() {
        ends();
        text();
        completed();
        failed();
        tools();
        requests();
        kept();
    }

    private void ends() {
        int completed = seen.all(Signal.What.COMPLETED).size();
        int failed = seen.all(Signal.What.FAILED).size();
        if (completed + failed == 0) {
            wrong.add("never ended");
        } else if (completed > 0 && failed > 0) {
            wrong.add("failed and completed");
        } else if (completed + failed > 1) {
            wrong.add((failed > 0 ? "failed " : "completed ") + times(completed + failed));
        }
    }

    private void text() {
        int repeats = repeats(seen.text());
        for (Signal end : seen.all(Signal.What.COMPLETED)) {
            repeats = Math.max(repeats, repeats(end.text()));
        }
        if (repeats > 1) {
            wrong.add("text " + times(repeats));
        }
        if (seen.textAfterEnd()) {
            wrong.add("text after the end");
        }
        boolean judged =
                row.mode().toString().equals("stream") && !Right.ANY_TEXT.equals(right.done());
        if (repeats > 1 || !judged) {
            return;
        }
        boolean whole = right.done() != null;
        String most = whole ? right.done() : right.partial();
        boolean completed = !seen.all(Signal.What.COMPLETED).isEmpty();
        if ((completed && whole) ? !seen.text().equals(most) : !most.startsWith(seen.text())) {
            wrong.add("other text shown");
        }
    }

    private void completed() {
        List<Signal> completed = seen.all(Signal.What.COMPLETED);
        if (completed.isEmpty()) {
            return;
        }
        String text = completed.getLast().text();
        if (right.done() == null) {
            if (!wrong.isEmpty()) {
                return; // what was said before says more
            }
            wrong.add(
                    text.isEmpty()
                            ? "reported complete, empty"
                            : "truncated answer reported complete");
        } else if (!right.done().equals(Right.ANY_TEXT)
                && !text.equals(right.done())
                && repeats(text) < 2) {
            wrong.add("other text kept");
        }
    }

    private void failed() {
        List<Signal> failed = seen.all(Signal.What.FAILED);
        if (failed.isEmpty()) {
            return;
        }
        if (seen.good() > 0 && right.done() != null) {
            if (seen.all(Signal.What.COMPLETED).isEmpty()) {
                wrong.add("good answer lost");
            }
        } else if (right.fails() == null) {
            wrong.add("failed");
        } else if (!right.fails().isIn(failed.getFirst().text())) {
            wrong.add("wrong kind");
        }
    }

    private void tools() {
        int calls = seen.all(Signal.What.TOOL).size();
        if (calls > right.tools()) {
            wrong.add(right.tools() == 0 ? "half a tool call given out" : "tool called " + calls);
        } else if (calls < right.tools()) {
            wrong.add("tool call lost");
        }
    }

    private void requests() {
        if (seen.requests().size() > right.requests()) {
            wrong.add(seen.requests().size() + " requests");
        }
    }

    private void kept() {
        if (row.kept() != null
                && seen.requests().size() > 1
                && !seen.requests().getLast().body().contains(row.kept())) {
            wrong.add("not sent back");
        }
    }

    private static int repeats(String text) {
        return text.split(FIRST_WORDS, -1).length - 1;
    }

    private static String times(int number) {
        return number == 2 ? "twice" : "×" + number;
    }
}
