package dev.outcrop.cli.markdown;

import dev.outcrop.cli.terminal.TextColumns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table, in columns that are as wide as their cells, or narrower if the terminal is. */
final class TableText {
    private static final Pattern DELIMITER =
            Pattern.compile("\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?\\s*");
    private static final int LEAST = 6;
    private static final int MOST_COLUMNS = 40;
    private static final String BETWEEN = " │ ";

    private enum Align {
        LEFT,
        RIGHT,
        CENTER
    }

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Align> aligns = new ArrayList<>();
    private final int width;

    /**
     * @param lines the header, the delimiter, and the rows
     */
    TableText(List<String> lines, int width) {
        this.width = width;
        for (String cell : cells(lines.get(1))) {
            boolean right = cell.endsWith(":");
            boolean center = right && cell.startsWith(":");
            aligns.add(center ? Align.CENTER : right ? Align.RIGHT : Align.LEFT);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (i != 1) {
                rows.add(cells(lines.get(i)));
            }
        }
    }

    static boolean isDelimiter(String line) {
        return line.length() <= 1_000
                && line.contains("-")
                && line.chars().allMatch(c -> c == '|' || c == '-' || c == ':' || c == ' ')
                && DELIMITER.matcher(line).matches();
    }

    /** Splits a line at bars that are neither escaped nor in code. No text is left out. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        String text = line.strip();
        boolean code = false;
        int i = text.startsWith("|") ? 1 : 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean bar = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|';
            if (bar) {
                cell.append('|');
            } else if (c == '|' && !code && cells.size() < MOST_COLUMNS - 1) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                code = c == '`' ? !code && text.indexOf('`', i + 1) > 0 : code;
                cell.append(c);
            }
            i += bar ? 2 : 1;
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }

    String rendered() {
        int[] widths = widths();
        var out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), widths, i == 0, out);
            if (i == 0) {
                out.append("\033[2m");
                for (int column = 0; column < widths.length; column++) {
                    out.append(column == 0 ? "" : "─┼─").repeat('─', widths[column]);
                }
                out.append("\033[0m\n");
            }
        }
        return out.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns && i < row.size(); i++) {
                widths[i] = Math.max(widths[i], columns(cell(row.get(i), 0, false)));
            }
        }
        int room = width - BETWEEN.length() * (columns - 1);
        while (width > 0 && sum(widths) > room) {
            int widest = 0;
            for (int i = 0; i < columns; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private void row(List<String> row, int[] widths, boolean header, StringBuilder out) {
        var cells = new ArrayList<List<String>>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            List<String> lines = cell(i < row.size() ? row.get(i) : "", widths[i], header);
            height = Math.max(height, lines.size());
            cells.add(lines);
        }
        for (int line = 0; line < height; line++) {
            var text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                text.append(i == 0 ? "" : "\033[2m" + BETWEEN + "\033[0m");
                pad(part, widths[i], i < aligns.size() ? aligns.get(i) : Align.LEFT, text);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static void pad(String text, int width, Align align, StringBuilder out) {
        int left = Math.max(0, width - TextColumns.of(text));
        int before = align == Align.RIGHT ? left : align == Align.CENTER ? left / 2 : 0;
        out.repeat(' ', before).append(text).repeat(' ', left - before);
    }

    /** The lines of a cell; each is whole, with the escape sequences that it needs. */
    private static List<String> cell(String markdown, int width, boolean header) {
        var out = new StringBuilder();
        var text = new WrappedText(() -> width, out);
        text.begin("", "");
        TextStyle style = header ? TextStyle.PLAIN.withBold() : TextStyle.PLAIN;
        new InlineText(markdown, true, text).print(0, style);
        text.end();
        List<String> lines = out.toString().lines().toList();
        return lines.size() < 2 ? lines : closed(lines);
    }

    /** A style that goes on over the end of a line ends there and begins again. */
    private static List<String> closed(List<String> lines) {
        var closed = new ArrayList<String>();
        String style = "";
        for (String line : lines) {
            String whole = style + line;
            int last = whole.lastIndexOf('\033');
            style = last < 0 ? "" : whole.substring(last, whole.indexOf('m', last) + 1);
            style = style.equals("\033[0m") ? "" : style;
            closed.add(whole + (style.isEmpty() ? "" : "\033[0m"));
        }
        return closed;
    }

    private static int columns(List<String> lines) {
        return lines.stream().mapToInt(TextColumns::of).max().orElse(0);
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
