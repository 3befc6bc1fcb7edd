package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rows that match the text typed, and which of them is selected. Rows keep their numbers. For
 * one thread.
 */
final class ChoiceList {
    /**
     * A row.
     *
     * @param number from 1, its place in the whole list
     */
    record Row(int number, ListItem choice) {
        String text() {
            return String.format(Locale.ROOT, "%3d  %s", number, choice.text());
        }
    }

    private final List<Row> all = new ArrayList<>();
    private List<Row> matching;
    private String typed = "";
    private int selected;

    ChoiceList(List<ListItem> choices) {
        for (ListItem choice : choices) {
            all.add(new Row(all.size() + 1, choice));
        }
        matching = all;
    }

    /** Returns all rows, one a line. */
    String text() {
        var lines = new ArrayList<String>();
        all.forEach(row -> lines.add(row.text()));
        return String.join("\n", lines);
    }

    String typed() {
        return typed;
    }

    /**
     * Changes the text typed. A number selects its row; other words are those that rows contain.
     */
    void type(String text) {
        typed = text;
        Row numbered = numbered(text);
        if (numbered != null) {
            matching = all;
            selected = numbered.number() - 1;
            return;
        }
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        matching = all.stream().filter(row -> containsAll(row, words)).toList();
        selected = 0;
    }

    private static boolean containsAll(Row row, String[] words) {
        String text = (row.choice().text() + " " + row.choice().id()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Row numbered(String text) {
        String number = text.strip();
        if (!number.matches("\\d{1,4}")) {
            return null;
        }
        int given = Integer.parseInt(number);
        return given >= 1 && given <= all.size() ? all.get(given - 1) : null;
    }

    /** Selects a row further down, or up if negative; stops at the ends. */
    void move(int rows) {
        selected = Math.max(0, Math.min(matching.size() - 1, selected + rows));
    }

    int size() {
        return matching.size();
    }

    int selected() {
        return selected;
    }

    /** Returns the rows to show, at most so many, with the selected one among them. */
    List<Row> window(int most) {
        int last = Math.max(0, matching.size() - most);
        int from = Math.min(last, Math.max(0, selected - most / 2));
        return matching.subList(from, Math.min(matching.size(), from + most));
    }

    /** Returns the selected row; null if none matches. */
    @Nullable Row row() {
        return matching.isEmpty() ? null : matching.get(selected);
    }

    /** Returns the id of the selected row; the text typed if no row matches. */
    String result() {
        Row row = row();
        return row == null ? typed.strip() : row.choice().id();
    }

    /** Returns the id of a number; other text unchanged. */
    String result(String answer) {
        Row numbered = numbered(answer);
        return numbered == null ? answer.strip() : numbered.choice().id();
    }
}
