package dev.outcrop.bench;

import java.util.List;
import java.util.Locale;

/**
 * Figures of several runs.
 *
 * @param sorted ascending
 */
record Spread(List<Double> sorted) {
    static Spread of(List<Double> values) {
        return new Spread(values.stream().filter(value -> !value.isNaN()).sorted().toList());
    }

    boolean known() {
        return !sorted.isEmpty();
    }

    double median() {
        return known() ? sorted.get(sorted.size() / 2) : Double.NaN;
    }

    /** Median, and in brackets the least and the most. */
    String shown(int digits) {
        if (!known()) {
            return "-";
        }
        if (sorted.size() == 1) {
            return number(median(), digits);
        }
        return number(median(), digits)
                + " ("
                + number(sorted.getFirst(), digits)
                + "–"
                + number(sorted.getLast(), digits)
                + ")";
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
