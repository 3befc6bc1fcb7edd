package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words that a model can read: not blank, not binary, not too many. */
final class ResultLimits {
    /** So much of a text is looked at to tell whether it is one. */
    private static final int LOOKED_AT = 4_096;

    private final int limit;
    private int left;

    private ResultLimits(int limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** The blocks, with a note where something was left out; never empty. */
    static List<Content> in(List<Content> blocks, int limit) {
        var room = new ResultLimits(limit);
        var fitted = new ArrayList<Content>(blocks.size());
        for (Content block : blocks) {
            if (block instanceof Content.Text text) {
                if (!isBlank(text.text())) {
                    fitted.add(room.text(text));
                }
            } else if (block instanceof Content.JsonValue value) {
                fitted.add(room.json(value));
            } else {
                fitted.add(block);
            }
        }
        return fitted.isEmpty() ? List.of(Content.text(ToolResultBuilder.NOTHING)) : fitted;
    }

    static String binary(String size) {
        return "(" + size + " of binary data, not shown)";
    }

    private Content text(Content.Text text) {
        if (isBinary(text.text())) {
            return Content.text(binary(text.text().length() + " characters"));
        }
        return take(text.text().length()) ? text : Content.text(cut(text.text()));
    }

    private Content json(Content.JsonValue value) {
        String text = value.json().toString();
        return take(text.length()) ? value : Content.text(cut(text));
    }

    private boolean take(int length) {
        if (length > left) {
            return false;
        }
        left -= length;
        return true;
    }

    private String cut(String text) {
        int end = left;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        left = 0;
        return text.substring(0, end)
                + String.format(
                        Locale.ROOT,
                        "%n(truncated: %,d of %,d characters; the limit is %,d)"
                                .replace("%n", "\n"),
                        end,
                        text.length(),
                        limit);
    }

    /** Blank is what Bedrock or a model's provider calls so: a no-break space, too. */
    private static boolean isBlank(String text) {
        return text.chars()
                .allMatch(
                        c ->
                                Character.isWhitespace(c)
                                        || Character.isSpaceChar(c)
                                        || c == '\u0085');
    }

    /** Has a NUL, or more than a tenth of it are signs that no text has. */
    private static boolean isBinary(String text) {
        int seen = Math.min(text.length(), LOOKED_AT);
        int odd = 0;
        for (int i = 0; i < seen; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            // programs write escapes, for colours, into what is text all the same
            boolean usual = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u001b';
            odd += c == '\uFFFD' || (c < ' ' && !usual) ? 1 : 0;
        }
        return odd * 10 > seen;
    }
}
