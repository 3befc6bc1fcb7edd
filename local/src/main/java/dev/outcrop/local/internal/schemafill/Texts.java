package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

/** Creates strings: of a format, of a length, or from the prompt. */
final class Texts {
    private Texts() {}

    static String fill(Json.Obj schema, String name, PromptValues prompt, Budget budget) {
        String text = unlimited(schema, name, prompt, budget);
        return ofLength(text, schema, budget);
    }

    /** Returns the text with a number at its end, within its length limit. */
    static String numbered(String text, int number, Json.Obj schema) {
        String end = " " + number;
        long most = Numbers.count(schema, "maxLength", Long.MAX_VALUE);
        int kept = (int) Math.max(0, Math.min(text.length(), most - end.length()));
        String whole = text.substring(0, kept) + end;
        return whole.length() > most ? "" + number : whole;
    }

    private static String unlimited(
            Json.Obj schema, String name, PromptValues prompt, Budget budget) {
        String format = schema.string("format");
        if (format != null && Formats.known(format)) {
            return prompt.text(
                            name, said -> Formats.fits(format, said) && fits(said, schema, budget))
                    .orElse(Formats.example(format));
        }
        String fallback = name.isEmpty() ? "text" : "some " + name.replace('_', ' ');
        return prompt.text(name, said -> fits(said, schema, budget)).orElse(fallback);
    }

    private static String ofLength(String value, Json.Obj schema, Budget budget) {
        long least = Numbers.count(schema, "minLength", 0);
        long most = Math.max(0, Numbers.count(schema, "maxLength", Long.MAX_VALUE));
        int length = value.codePointCount(0, value.length());
        if (length > most) {
            return value.substring(0, value.offsetByCodePoints(0, (int) most));
        }
        budget.characters(Math.max(least, value.length()));
        String last =
                value.isEmpty()
                        ? "x"
                        : value.substring(value.offsetByCodePoints(value.length(), -1));
        return value + last.repeat((int) Math.max(0, least - length));
    }

    private static boolean fits(String value, Json.Obj schema, Budget budget) {
        int length = value.codePointCount(0, value.length());
        return length >= Numbers.count(schema, "minLength", 0)
                && length <= Numbers.count(schema, "maxLength", Long.MAX_VALUE)
                && Matching.find(schema.string("pattern"), value, budget);
    }
}
