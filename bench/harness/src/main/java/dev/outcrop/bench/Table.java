package dev.outcrop.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, printed when it is whole. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(heads);
    }

    public void row(String... cells) {
        rows.add(cells);
    }

    public void print() {
        for (int i = 0; i < rows.size(); i++) {
            System.out.println("| " + String.join(" | ", rows.get(i)) + " |");
            if (i == 0) {
                System.out.println("|" + "---|".repeat(rows.get(i).length));
            }
        }
        System.out.println();
    }
}
