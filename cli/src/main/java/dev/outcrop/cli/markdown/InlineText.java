package dev.outcrop.cli.markdown;

/**
 * The inline marks of one line: emphasis, code, links. A mark counts once its counterpart has
 * arrived; until then, and at most for some hundred characters, the text after it is held back. So
 * the result does not depend on how the line was cut into pieces.
 */
final class InlineText {
    private static final int MOST_HELD = 500;
    private static final int NONE = -1;
    private static final int WAIT = -2;
    private static final String SPECIAL = "\\`*_~[!<";

    private final String line;
    private final boolean complete;
    private final WrappedText out;

    /**
     * @param complete whether the line has ended
     */
    InlineText(String line, boolean complete, WrappedText out) {
        this.line = line;
        this.complete = complete;
        this.out = out;
    }

    /** Prints what is certain from a position on, and returns the position where it ends. */
    int print(int from, TextStyle style) {
        return print(from, line.length(), complete, style);
    }

    private int print(int from, int end, boolean all, TextStyle style) {
        int at = from;
        while (at < end) {
            int next =
                    switch (line.charAt(at)) {
                        case '\\' -> escape(at, end, all, style);
                        case '`' -> code(at, end, all, style);
                        case '*', '_', '~' -> emphasis(at, end, all, style);
                        case '[' -> link(at, at, end, all, style);
                        case '!' -> image(at, end, all, style);
                        case '<' -> address(at, end, all, style);
                        default -> words(at, end, style);
                    };
            if (next == WAIT) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private int words(int at, int end, TextStyle style) {
        int to = at;
        while (to < end && SPECIAL.indexOf(line.charAt(to)) < 0) {
            to++;
        }
        return literal(at, to, style);
    }

    private int literal(int at, int to, TextStyle style) {
        out.text(line.substring(at, to), style);
        return to;
    }

    private int escape(int at, int end, boolean all, TextStyle style) {
        if (at + 1 == end) {
            return all ? literal(at, end, style) : WAIT;
        }
        boolean mark = isPunctuation(line.charAt(at + 1));
        return literal(mark ? at + 1 : at, at + 2, style);
    }

    private int code(int at, int end, boolean all, TextStyle style) {
        int open = run(at, end);
        if (open == end && !all) {
            return WAIT;
        }
        int close = codeEnd(open, open - at, limit(at, end));
        if (close == NONE) {
            return undecided(at, end, all) ? WAIT : literal(at, open, style);
        }
        String code = line.substring(open, close);
        boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ");
        out.text(padded ? code.substring(1, code.length() - 1) : code, TextStyle.CODE);
        return close + open - at;
    }

    /** Returns where a run of exactly this many backticks begins. */
    private int codeEnd(int from, int length, int end) {
        for (int i = from; i < end; ) {
            if (line.charAt(i) == '`') {
                int to = run(i, line.length());
                boolean known = to < line.length() || complete;
                if (to - i == length && known) {
                    return i;
                }
                i = to;
            } else {
                i++;
            }
        }
        return NONE;
    }

    private int emphasis(int at, int end, boolean all, TextStyle style) {
        char mark = line.charAt(at);
        int open = run(at, end);
        if (open == end && !all) {
            return WAIT;
        }
        int length = open - at;
        boolean legal = mark == '~' ? length == 2 : length <= 3;
        if (!legal || !opens(at, open, end, mark)) {
            return literal(at, open, style);
        }
        int close = emphasisEnd(open, mark, length, limit(at, end), all);
        if (close < 0) {
            boolean waits = close == WAIT || undecided(at, end, all);
            return waits ? WAIT : literal(at, open, style);
        }
        TextStyle inner = mark == '~' ? style.withStruck() : style;
        inner = mark != '~' && length > 1 ? inner.withBold() : inner;
        inner = mark != '~' && length != 2 ? inner.withItalic() : inner;
        print(open, close, true, inner);
        return close + length;
    }

    private boolean opens(int at, int open, int end, char mark) {
        char before = at == 0 ? ' ' : line.charAt(at - 1);
        char after = open == end ? ' ' : line.charAt(open);
        boolean apart = Character.isWhitespace(before) || isPunctuation(before);
        return !Character.isWhitespace(after)
                && (!isPunctuation(after) || apart)
                && (mark != '_' || !Character.isLetterOrDigit(before));
    }

    private int emphasisEnd(int from, char mark, int length, int end, boolean all) {
        for (int i = from; i < end; ) {
            char c = line.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (c == '`') {
                int open = run(i, end);
                int close = codeEnd(open, open - i, end);
                if (close == NONE && !all && end == line.length()) {
                    return WAIT;
                }
                i = close == NONE ? open : close + open - i;
            } else if (c == mark) {
                int to = run(i, end);
                if (to == end && !all && end == line.length()) {
                    return WAIT;
                }
                if (i > from && to - i >= length && closes(i, to, mark)) {
                    return to - length;
                }
                i = to;
            } else {
                i++;
            }
        }
        return NONE;
    }

    private boolean closes(int at, int to, char mark) {
        boolean joined =
                mark == '_' && to < line.length() && Character.isLetterOrDigit(line.charAt(to));
        return !Character.isWhitespace(line.charAt(at - 1)) && !joined;
    }

    private int image(int at, int end, boolean all, TextStyle style) {
        if (at + 1 == end) {
            return all ? literal(at, end, style) : WAIT;
        }
        return line.charAt(at + 1) == '['
                ? link(at, at + 1, end, all, style)
                : literal(at, at + 1, style);
    }

    /**
     * A link or an image.
     *
     * @param at where it begins; before the bracket for an image
     */
    private int link(int at, int bracket, int end, boolean all, TextStyle style) {
        int limit = limit(at, end);
        int close = closing(bracket, '[', ']', limit);
        if (close == NONE) {
            return undecided(at, end, all) ? WAIT : literal(at, bracket + 1, style);
        }
        if (close + 1 == end && !all) {
            return WAIT;
        }
        if (close + 1 >= end || line.charAt(close + 1) != '(') {
            return literal(at, bracket + 1, style);
        }
        int last = closing(close + 1, '(', ')', limit);
        if (last == NONE) {
            return undecided(at, end, all) ? WAIT : literal(at, bracket + 1, style);
        }
        String target = line.substring(close + 2, last).strip();
        int space = target.indexOf(' ');
        String url = space < 0 ? target : target.substring(0, space);
        out.text(at == bracket ? "" : "image: ", style.withUnderline());
        print(bracket + 1, close, true, style.withUnderline());
        if (!url.isEmpty() && !url.equals(line.substring(bracket + 1, close))) {
            out.text(" (" + url + ")", TextStyle.DIM);
        }
        return last + 1;
    }

    private int closing(int from, char open, char close, int end) {
        int depth = 0;
        int i = from;
        while (i < end) {
            char c = line.charAt(i);
            if (c == open) {
                depth++;
            } else if (c == close) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
            i += c == '\\' ? 2 : 1;
        }
        return NONE;
    }

    /** An address in angle brackets; other tags are printed as they are. */
    private int address(int at, int end, boolean all, TextStyle style) {
        int close = line.indexOf('>', at);
        if (close < 0 || close >= limit(at, end)) {
            boolean waits = undecided(at, end, all) && line.indexOf(' ', at) < 0;
            return waits ? WAIT : literal(at, at + 1, style);
        }
        String url = line.substring(at + 1, close);
        if (!url.matches("(https?://|mailto:)\\S+")) {
            return literal(at, at + 1, style);
        }
        out.text(url, TextStyle.PLAIN.withUnderline());
        return close + 1;
    }

    /** Returns whether more text could bring the counterpart of a mark. */
    private boolean undecided(int at, int end, boolean all) {
        return !all && end - at < MOST_HELD;
    }

    private static int limit(int at, int end) {
        return Math.min(end, at + MOST_HELD);
    }

    private int run(int at, int end) {
        int to = at;
        while (to < end && line.charAt(to) == line.charAt(at)) {
            to++;
        }
        return to;
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
}
