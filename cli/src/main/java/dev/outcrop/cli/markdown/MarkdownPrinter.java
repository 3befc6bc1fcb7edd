package dev.outcrop.cli.markdown;

import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.TextColumns;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Renders Markdown for a terminal while it arrives. Output is only appended: nothing that was
 * printed is changed later. Text may arrive in pieces, cut at any position. It is sanitized. Line
 * breaks stay line breaks. For one thread.
 */
public final class MarkdownPrinter {
    private static final int MOST_TABLE_LINES = 500;
    private static final int RULE = 40; // columns

    private final IntSupplier widths;
    private final TerminalText filter = new TerminalText();
    private final StringBuilder out = new StringBuilder();
    private final WrappedText text;
    private final ListLevels lists = new ListLevels();
    private final List<String> table = new ArrayList<>();

    /** The line that arrives: all of it until its kind is known, then what is not printed yet. */
    private final StringBuilder line = new StringBuilder();

    private int printed; // characters at the beginning of the line that are printed
    private @Nullable TextStyle inline; // of the line; null while its kind is not known
    private @Nullable CodeBlock code;
    private String quote = "";
    private boolean blank; // a blank line is due
    private boolean any;

    /**
     * @param widths columns of the terminal, asked for each line; 0 to never wrap
     */
    public MarkdownPrinter(IntSupplier widths) {
        this.widths = widths;
        this.text = new WrappedText(widths, out);
    }

    /** Renders a whole text. */
    public static String render(String markdown, int width) {
        var printer = new MarkdownPrinter(() -> width);
        return printer.next(markdown) + printer.end();
    }

    /** Returns what can be printed after the next piece. */
    public String next(String piece) {
        take(filter.next(piece));
        return taken();
    }

    /** Returns the rest at the end of the text; it ends with a line end, unless it is empty. */
    public String end() {
        take(filter.end());
        if (!line.isEmpty() || inline != null) {
            lineEnd();
        }
        endTable();
        return taken();
    }

    private String taken() {
        String ready = out.toString();
        out.setLength(0);
        return ready;
    }

    private void take(String safe) {
        int from = 0;
        for (int end = safe.indexOf('\n'); end >= 0; end = safe.indexOf('\n', from)) {
            line.append(safe, from, end);
            lineEnd();
            from = end + 1;
        }
        if (from < safe.length()) {
            line.append(safe, from, safe.length());
            if (inline == null && code == null) {
                begin(false);
            }
            printInline(false);
        }
    }

    private void lineEnd() {
        if (code != null) {
            codeLine(code);
        } else {
            if (inline == null) {
                begin(true);
            }
            if (inline != null) {
                printInline(true);
                text.end();
            }
        }
        line.setLength(0);
        printed = 0;
        inline = null;
    }

    private void printInline(boolean complete) {
        if (inline == null) {
            return;
        }
        printed = new InlineText(line.toString(), complete, text).print(printed, inline);
        if (printed > 1) {
            line.delete(0, printed - 1); // the character before decides what a mark means
            printed = 1;
        }
    }

    private void codeLine(CodeBlock block) {
        String row = line.toString();
        if (block.isEnd(row)) {
            out.append(quote).append(block.fence(row)).append('\n');
            code = null;
            blank = false;
        } else {
            out.append(quote).append(block.line(row)).append('\n');
        }
    }

    /** Determines what kind of line it is, if that is certain. */
    private void begin(boolean complete) {
        LineKind kind = LineKind.of(line.toString(), complete);
        switch (kind) {
            case LineKind.Undecided ignored -> {}
            case LineKind.Blank ignored -> {
                endTable();
                blank = any;
            }
            case LineKind.Row(String row) -> tableLine(row, complete);
            case LineKind.Rule(int depth) -> {
                separate(depth);
                out.append(quote).append(TextStyle.DIM.after(TextStyle.PLAIN));
                int width = widths.getAsInt();
                int most = width == 0 ? RULE : Math.min(width, RULE);
                out.repeat('─', Math.max(1, most - quoteWidth()));
                out.append("\033[0m\n");
            }
            case LineKind.Fence(int depth, String indent, String mark) -> {
                separate(depth);
                code = new CodeBlock(indent, mark);
                out.append(quote).append(code.fence(mark)).append('\n');
            }
            case LineKind.Heading(int depth, int level, int from) -> {
                endTable();
                blank = any;
                separate(depth);
                lists.clear();
                start(from, "", "", level > 2 ? TextStyle.PLAIN.withBold() : TextStyle.HEADING);
            }
            case LineKind.Item(int depth, int indent, String bullet, int content, int from) -> {
                separate(depth);
                int level = lists.item(indent, content);
                String space = "  ".repeat(level);
                start(
                        from,
                        space + bullet + " ",
                        space + " ".repeat(bullet.length() + 1),
                        TextStyle.PLAIN);
            }
            case LineKind.Text(int depth, int indent, int from) -> {
                boolean after = blank;
                separate(depth);
                String space = " ".repeat(lists.text(indent, after));
                start(from, space, space, TextStyle.PLAIN);
            }
        }
    }

    private void start(int from, String first, String others, TextStyle style) {
        text.begin(quote + first, quote + others);
        line.delete(0, from);
        printed = 0;
        inline = style;
    }

    /** Prints what is due before a line: a table, a blank line. */
    private void separate(int depth) {
        endTable();
        if (blank) {
            out.append('\n');
            blank = false;
        }
        quote = depth == 0 ? "" : "\033[2m" + "│ ".repeat(depth) + "\033[0m";
        any = true;
    }

    private int quoteWidth() {
        return TextColumns.of(quote);
    }

    /** A line with cells is held until it is known whether the lines are a table. */
    private void tableLine(String row, boolean complete) {
        boolean second = table.size() == 1;
        if (!complete) {
            return;
        }
        if (second && !TableText.isDelimiter(row)) {
            plainTable();
        }
        table.add(row);
        if (table.size() > MOST_TABLE_LINES) {
            endTable();
        }
    }

    private void endTable() {
        if (table.isEmpty()) {
            return;
        }
        List<String> rows = List.copyOf(table);
        if (rows.size() > 1 && TableText.isDelimiter(rows.get(1))) {
            table.clear();
            separate(0);
            out.append(new TableText(rows, widths.getAsInt()).rendered());
            blank = true;
        } else {
            plainTable();
        }
    }

    private void plainTable() {
        List<String> rows = List.copyOf(table);
        table.clear();
        for (String row : rows) {
            separate(0);
            text.begin("", "");
            new InlineText(row, true, text).print(0, TextStyle.PLAIN);
            text.end();
        }
    }
}
