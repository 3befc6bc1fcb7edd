package dev.outcrop.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal shows of the characters that it receives. Rows that have left the screen stay, as
 * in its scrollback. It knows what the command and its line editor send; anything else is an error.
 * Widths of characters come from the JDK's tables, not from those that the command uses.
 */
public final class TerminalEmulator {
    /** One character of the screen with its style; a wide one is followed by an empty one. */
    private record Cell(String text, String style) {}

    private static final Cell BLANK = new Cell(" ", "");
    private static final int EMOJI_STYLE = 0xfe0f; // variation selector 16: two columns

    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Integer> wrapped = new ArrayList<>();
    private int width;
    private int row;
    private int column;
    private String style = "";
    private int moves;

    public TerminalEmulator(int width) {
        this.width = width;
        rows.add(new ArrayList<>());
    }

    /** Changes the columns. Rows that are there stay as they are. */
    void resize(int columns) {
        width = columns;
    }

    /** Shows what was printed; a line end also returns to the first column. */
    public TerminalEmulator print(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\033' -> i = sequence(text, i);
                case '\n' -> {
                    move(row + 1, 0);
                }
                case '\r' -> {
                    moves++;
                    column = 0;
                }
                case '\b' -> {
                    moves++;
                    column = Math.max(0, column - 1);
                }
                case '\007' -> moves++;
                default -> character(c);
            }
        }
        return this;
    }

    private void move(int to, int at) {
        row = Math.max(0, to);
        column = Math.max(0, at);
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
    }

    private void character(int c) {
        if (continues(c)) {
            combine(c);
            return;
        }
        int wide = width(c);
        if (wide < 0) {
            throw new AssertionError("not printable: " + Integer.toHexString(c));
        }
        if (wide == 0) {
            combine(c);
            return;
        }
        if (column + wide > width) {
            wrapped.add(row);
            move(row + 1, 0);
        }
        put(column, new Cell(Character.toString(c), style));
        if (wide == 2) {
            put(column + 1, new Cell("", style));
        }
        column += wide;
    }

    /** Whether a character is a part of the emoji before it: of a family, a flag, a keycap. */
    private boolean continues(int c) {
        int at = last();
        String before = at < 0 ? "" : rows.get(row).get(at).text();
        return !before.isEmpty()
                && Character.isEmoji(before.codePointAt(0))
                && (before + Character.toString(c)).matches("\\X");
    }

    /** The position of the character before the cursor; -1 if there is none. */
    private int last() {
        int at = Math.min(column, rows.get(row).size()) - 1;
        while (at > 0 && rows.get(row).get(at).text().isEmpty()) {
            at--;
        }
        return at;
    }

    private void combine(int c) {
        int at = last();
        if (at < 0) {
            return;
        }
        Cell cell = rows.get(row).get(at);
        String text = cell.text() + Character.toString(c);
        put(at, new Cell(text, cell.style()));
        boolean flag = text.codePointAt(0) != c && isRegional(c);
        if ((c == EMOJI_STYLE || flag) && column == at + 1) {
            put(at + 1, new Cell("", cell.style()));
            column++;
        }
    }

    private static boolean isRegional(int c) {
        return c >= 0x1f1e6 && c <= 0x1f1ff;
    }

    private void put(int at, Cell cell) {
        List<Cell> cells = rows.get(row);
        while (cells.size() <= at) {
            cells.add(BLANK);
        }
        cells.set(at, cell);
    }

    /** Unicode Standard Annex 11, as far as the JDK knows: wide scripts and emoji; marks. */
    static int width(int c) {
        int type = Character.getType(c);
        if (c == 0x200b || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        if (c >= 0x1160 && c <= 0x11ff) {
            return 0; // vowels and final consonants of Hangul
        }
        if (Character.isEmojiModifier(c)) {
            return 0; // part of the emoji before it
        }
        if (type == Character.FORMAT) {
            return c == 0xad ? 1 : 0;
        }
        if (Character.isISOControl(c)) {
            return c == '\t' ? 1 : -1;
        }
        boolean wide =
                switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL -> c < 0xff61 || c > 0xffdc;
                    default ->
                            Character.isEmojiPresentation(c)
                                    || (c >= 0x3001 && c <= 0x303e)
                                    || (c >= 0xff01 && c <= 0xff60);
                };
        return wide ? 2 : 1;
    }

    /** Returns the position after an escape sequence. */
    private int sequence(String text, int from) {
        if (text.charAt(from) != '[') {
            throw new AssertionError("unknown sequence: ESC " + text.charAt(from));
        }
        int end = from + 1;
        while (text.charAt(end) < '@') {
            end++;
        }
        String body = text.substring(from + 1, end);
        char kind = text.charAt(end);
        if (kind == 'm') {
            style = body.equals("0") || body.isEmpty() ? "" : body.replaceFirst("^0;", "");
            return end + 1;
        }
        moves++;
        boolean isMode = (kind == 'h' || kind == 'l') && body.startsWith("?");
        if (!isMode) {
            control(kind, body.isEmpty() ? -1 : Integer.parseInt(body.replaceFirst(";.*", "")));
        }
        return end + 1;
    }

    private void control(char kind, int given) {
        int count = given <= 0 ? 1 : given;
        List<Cell> cells = rows.get(row);
        switch (kind) {
            case 'A' -> move(row - count, column);
            case 'B' -> move(row + count, column);
            case 'C' -> column += count;
            case 'D' -> column = Math.max(0, column - count);
            case 'G' -> column = count - 1;
            case 'K' -> truncate(cells);
            case 'J' -> {
                truncate(cells);
                rows.subList(row + 1, rows.size()).clear();
            }
            case 'P' -> {
                int to = Math.min(cells.size(), column + count);
                cells.subList(Math.min(column, to), to).clear();
            }
            case '@' -> {
                for (int i = 0; i < count && column < cells.size(); i++) {
                    cells.add(column, BLANK);
                }
            }
            default -> throw new AssertionError("unknown sequence: CSI " + given + kind);
        }
    }

    private void truncate(List<Cell> cells) {
        if (column < cells.size()) {
            cells.subList(column, cells.size()).clear();
        }
    }

    /** Returns all rows, without the blanks at their ends. */
    public List<String> rows() {
        var lines = new ArrayList<String>();
        for (List<Cell> cells : rows) {
            var line = new StringBuilder();
            cells.forEach(cell -> line.append(cell.text()));
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Returns all cells with their styles. */
    public String screen() {
        var screen = new StringBuilder();
        for (List<Cell> cells : rows) {
            String current = "";
            for (Cell cell : cells) {
                if (!cell.style().equals(current)) {
                    current = cell.style();
                    screen.append('{').append(current).append('}');
                }
                screen.append(cell.text());
            }
            screen.append('\n');
        }
        return screen.toString();
    }

    /** Returns the rows that were full, so that the terminal itself broke the line. */
    public List<String> wrapped() {
        return wrapped.stream().map(rows()::get).toList();
    }

    /** Returns the column of the cursor. */
    public int cursor() {
        return column;
    }

    /** Returns how often the cursor was moved, other than by text and line ends. */
    public int moves() {
        return moves;
    }
}
