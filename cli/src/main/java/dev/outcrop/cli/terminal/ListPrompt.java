package dev.outcrop.cli.terminal;

import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Asks a person to choose from a list below the line where they type. The list is erased at the
 * end; what was on the screen before stays. For one thread.
 */
final class ListPrompt {
    private static final int MOST_ROWS = 10;
    private static final int TIMED_OUT = -2;
    private static final long ESCAPE_MILLIS = 100; // after it, Escape is not part of a sequence

    private final Terminal terminal;
    private final boolean color;
    private final String title;
    private final ChoiceList list;

    ListPrompt(Terminal terminal, boolean color, String title, List<ListItem> choices) {
        this.terminal = terminal;
        this.color = color;
        this.title = title;
        this.list = new ChoiceList(choices);
    }

    /** Returns the chosen id, or the text typed if no row matches it; null if cancelled. */
    @Nullable String answer() {
        Attributes before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        try {
            while (true) {
                draw();
                int key = terminal.reader().read();
                switch (key) {
                    case '\r', '\n' -> {
                        if (!list.result().isEmpty()) {
                            return list.result();
                        }
                    }
                    case '\033' -> {
                        if (!escape()) {
                            return null;
                        }
                    }
                    case -1, '\003', '\004', '\007' -> { // Ctrl-C, Ctrl-D, Ctrl-G
                        return null;
                    }
                    case '\016' -> list.move(1); // Ctrl-N
                    case '\020' -> list.move(-1); // Ctrl-P
                    case '\025' -> list.type(""); // Ctrl-U
                    case '\b', '\177' -> list.type(shortened(list.typed()));
                    default -> {
                        if (key >= ' ') {
                            list.type(list.typed() + (char) key);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            terminal.writer().print("\r\033[J");
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private static String shortened(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    /** Reads the rest of a key's sequence. False if Escape itself was pressed. */
    private boolean escape() throws IOException {
        int next = terminal.reader().read(ESCAPE_MILLIS);
        if (next != '[' && next != 'O') {
            return next != TIMED_OUT && next != '\033';
        }
        var sequence = new StringBuilder();
        int c = terminal.reader().read(ESCAPE_MILLIS);
        while (c >= 0 && c < '@') {
            sequence.append((char) c);
            c = terminal.reader().read(ESCAPE_MILLIS);
        }
        switch (sequence + Character.toString(Math.max(0, c))) {
            case "A" -> list.move(-1);
            case "B" -> list.move(1);
            case "5~" -> list.move(-MOST_ROWS);
            case "6~" -> list.move(MOST_ROWS);
            case "H", "1~" -> list.move(-list.size());
            case "F", "4~" -> list.move(list.size());
            default -> {} // another key
        }
        return true;
    }

    /** The cursor stays in the first row, so that all below it can be erased whatever its size. */
    private void draw() {
        int columns = terminal.getSize().getColumns();
        int most = Math.max(1, Math.min(MOST_ROWS, terminal.getSize().getRows() - 2));
        String line = title + list.typed();
        var out = new StringBuilder("\r\033[J").append(TextColumns.cut(line, columns - 1));
        int below = 0;
        for (ChoiceList.Row row : list.window(most)) {
            boolean selected = row.equals(list.row());
            String text =
                    TextColumns.cut(
                            TerminalText.harmless((selected ? ">" : " ") + row.text()),
                            columns - 1);
            out.append("\r\n").append(selected && color ? "\033[1m" + text + "\033[0m" : text);
            below++;
        }
        if (list.size() == 0 || list.size() > most) {
            out.append("\r\n").append(TextColumns.cut(counted(), columns - 1));
            below++;
        }
        out.append("\033[").append(below).append("A\r");
        int at = Math.min(TextColumns.of(line), columns - 1);
        out.append(at > 0 ? "\033[" + at + "C" : "");
        terminal.writer().print(out);
        terminal.flush();
    }

    private String counted() {
        return list.size() == 0
                ? "     no match"
                : "     " + (list.selected() + 1) + " of " + list.size();
    }
}
