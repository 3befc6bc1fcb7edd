package dev.outcrop.cli.markdown;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of Markdown is, by its beginning. {@code from} is where its text begins. */
sealed interface LineKind {
    /** More of the line has to arrive. */
    record Undecided() implements LineKind {}

    record Blank() implements LineKind {}

    /** A line that may belong to a table. */
    record Row(String row) implements LineKind {}

    record Rule(int depth) implements LineKind {}

    /**
     * The beginning of a code block.
     *
     * @param depth of the quote it is in
     */
    record Fence(int depth, String indent, String mark) implements LineKind {}

    record Heading(int depth, int level, int from) implements LineKind {}

    /**
     * An item of a list.
     *
     * @param content the column of its text
     */
    record Item(int depth, int indent, String bullet, int content, int from) implements LineKind {}

    record Text(int depth, int indent, int from) implements LineKind {}

    LineKind UNDECIDED = new Undecided();

    int MOST_DEPTH = 5;
    int LONGEST_ROW = 4_000;

    /** A line that more text can still turn into another kind. */
    Pattern OPEN =
            Pattern.compile(
                    "\\s*|#{1,6}[ \\t]*|`{1,2}|~{1,2}|[-*_][-*_ \\t]*"
                            + "|(?:\\+|\\d{1,9}[.)])[ \\t]*|\\d{1,9}");

    Pattern FENCE = Pattern.compile("(`{3,})[^`]*|(~{3,}).*");
    Pattern FENCE_BEGIN = Pattern.compile("`{3,}[^`]*|~{3,}.*");
    Pattern HEADING = Pattern.compile("(#{1,6})(?:[ \\t]+(.*)|)");
    Pattern ITEM = Pattern.compile("([-*+]|\\d{1,9}[.)])([ \\t]{1,4})(.*)|([-*+]|\\d{1,9}[.)])");

    /**
     * Returns the kind of a line, or of the beginning of one.
     *
     * @param complete whether the line has ended
     */
    static LineKind of(String line, boolean complete) {
        if (line.length() <= LONGEST_ROW) {
            return ofShort(line, complete);
        }
        LineKind kind = ofShort(line.substring(0, LONGEST_ROW), false);
        return kind instanceof Undecided ? new Text(0, 0, 0) : kind;
    }

    private static LineKind ofShort(String line, boolean complete) {
        int at = 0;
        int depth = 0;
        while (true) {
            int indent = spaces(line, at);
            boolean quoted = at + indent < line.length() && line.charAt(at + indent) == '>';
            if (!quoted || indent > 3 || depth == MOST_DEPTH) {
                break;
            }
            at += indent + 1;
            if (at == line.length() && !complete) {
                return UNDECIDED;
            }
            at += at < line.length() && line.charAt(at) == ' ' ? 1 : 0;
            depth++;
        }
        int indent = spaces(line, at);
        return of(line.substring(at + indent), complete, depth, indent, at + indent);
    }

    private static LineKind of(String rest, boolean complete, int depth, int indent, int from) {
        if (!complete && OPEN.matcher(rest).matches()) {
            return UNDECIDED;
        }
        if (rest.isBlank()) {
            return depth == 0 ? new Blank() : new Text(depth, 0, from);
        }
        if (FENCE_BEGIN.matcher(rest).matches() && !complete) {
            return UNDECIDED;
        }
        LineKind block = block(rest, depth, indent, from);
        if (block != null) {
            return block;
        }
        if (depth == 0 && rest.startsWith("|")) {
            return complete ? new Row(rest) : UNDECIDED;
        }
        return new Text(depth, indent, from);
    }

    private static @Nullable LineKind block(String rest, int depth, int indent, int from) {
        if (isRule(rest)) {
            return new Rule(depth);
        }
        if (FENCE.matcher(rest).matches()) {
            return new Fence(depth, " ".repeat(indent), rest);
        }
        Matcher heading = HEADING.matcher(rest);
        if (heading.matches()) {
            int begin = heading.group(2) == null ? rest.length() : heading.start(2);
            return new Heading(depth, heading.group(1).length(), from + begin);
        }
        Matcher item = ITEM.matcher(rest);
        if (item.matches()) {
            String mark = item.group(1) == null ? item.group(4) : item.group(1);
            int begin = item.group(3) == null ? rest.length() : item.start(3);
            boolean number = Character.isDigit(mark.charAt(0));
            return new Item(depth, indent, number ? mark : "•", indent + begin, from + begin);
        }
        return null;
    }

    /** At least three marks of one kind, with or without spaces between them. */
    private static boolean isRule(String rest) {
        char mark = rest.charAt(0);
        int marks = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == mark) {
                marks++;
            } else if (c != ' ' && c != '\t') {
                return false;
            }
        }
        return marks >= 3 && "-*_".indexOf(mark) >= 0;
    }

    private static int spaces(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at - from;
    }
}
