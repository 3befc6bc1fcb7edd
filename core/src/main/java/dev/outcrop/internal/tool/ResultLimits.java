package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trims tool output to what a model can read. */
final class ResultLimits {
    /** The length of text that is checked for binary content. */
    private static final int LOOKED_AT = 4_096;

    private final int limit;
    private int left;

    private ResultLimits(int limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** Returns the blocks, with a note if something was omitted; never empty. */
    static List<Content> in(List<Content> blocks, int limit) {
        var room = new ResultLimits(limit);
        var fitted = new ArrayList<Content>(blocks.size());
        for (Content block : blocks) {
            Content taken = room.fitted(block);
            if (taken != null) {
                fitted.add(taken);
            }
        }
        return fitted.isEmpty() ? List.of(Content.text(ToolResultBuilder.NOTHING)) : fitted;
    }

    /** The block as far as there is room; null for blank text. */
    private @Nullable Content fitted(Content block) {
        return switch (block) {
            case Content.Text text -> isBlank(text.text()) ? null : text(text);
            case Content.JsonValue value -> json(value);
            case Content.CitedText ignored -> block;
            case Content.Image ignored -> block;
            case Content.Document ignored -> block;
            case Content.Video ignored -> block;
            case Content.Audio ignored -> block;
            case Content.ToolUse ignored -> block;
            case Content.ToolResult ignored -> block;
            case Content.Reasoning ignored -> block;
            case Content.SearchResult ignored -> block;
            case Content.GuardContent ignored -> block;
            case Content.CachePoint ignored -> block;
            case Content.ToolAddition ignored -> block;
            case Content.ToolRemoval ignored -> block;
            case Content.Unknown ignored -> block;
        };
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

    /** Uses the definition of Bedrock and model providers: a no-break space is blank, too. */
    private static boolean isBlank(String text) {
        return text.chars()
                .allMatch(
                        c ->
                                Character.isWhitespace(c)
                                        || Character.isSpaceChar(c)
                                        || c == '\u0085');
    }

    /** Whether it contains a NUL, or more than a tenth are characters that are not used in text. */
    private static boolean isBinary(String text) {
        int seen = Math.min(text.length(), LOOKED_AT);
        int odd = 0;
        for (int i = 0; i < seen; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            // programs write escapes, for colours, into text
            boolean usual = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u001b';
            odd += c == '\uFFFD' || (c < ' ' && !usual) ? 1 : 0;
        }
        return odd * 10 > seen;
    }
}
