package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Strings: of a format, of a length, or what the prompt says. */
final class Texts {
    private static final int LONGEST = 10_000;

    private Texts() {}

    static String fill(Json.Obj schema, String name, PromptValues prompt) {
        String format = schema.string("format");
        if (format != null && Formats.known(format)) {
            return prompt.text(name, value -> Formats.fits(format, value) && fits(value, schema))
                    .orElse(Formats.example(format));
        }
        String fallback = name.isEmpty() ? "text" : "some " + name.replace('_', ' ');
        String value = prompt.text(name, said -> fits(said, schema)).orElse(fallback);
        return ofLength(value, schema);
    }

    private static String ofLength(String value, Json.Obj schema) {
        long least = Math.min(LONGEST, schema.integer("minLength", 0));
        long most = schema.integer("maxLength", Long.MAX_VALUE);
        var text = new StringBuilder(value);
        while (text.codePointCount(0, text.length()) < least) {
            text.append(text.isEmpty() ? "x" : text.substring(text.length() - 1));
        }
        int length = text.codePointCount(0, text.length());
        return length <= most
                ? text.toString()
                : text.substring(0, text.offsetByCodePoints(0, (int) most));
    }

    private static boolean fits(String value, Json.Obj schema) {
        int length = value.codePointCount(0, value.length());
        String pattern = schema.string("pattern");
        return length >= schema.integer("minLength", 0)
                && length <= schema.integer("maxLength", Long.MAX_VALUE)
                && (pattern == null || matches(pattern, value));
    }

    private static boolean matches(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(value).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
