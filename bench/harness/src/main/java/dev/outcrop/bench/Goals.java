package dev.outcrop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was aimed for, what came out, and whether that is within it. */
final class Goals {
    private record Goal(String what, String limit, double most, double margin, double is) {
        /** A figure that could not be measured has not reached its goal. */
        boolean reached() {
            return is <= most * margin;
        }

        String said() {
            if (is <= most) {
                return "reached";
            }
            return reached() ? "missed, within the margin" : "**missed**";
        }
    }

    private final List<Goal> goals = new ArrayList<>();

    /**
     * @param limit in words
     * @param margin by how much a noisy machine may miss it, as a factor
     */
    void add(String what, String limit, double most, double is, double margin) {
        goals.add(new Goal(what, limit, most, margin, is));
    }

    boolean reached() {
        return goals.stream().allMatch(Goal::reached);
    }

    void print() {
        var table = new Table("goal", "at most", "is", "");
        for (Goal goal : goals) {
            table.row(
                    goal.what(),
                    goal.limit(),
                    String.format(Locale.ROOT, "%,.2f", goal.is()),
                    goal.said());
        }
        table.print();
    }
}
