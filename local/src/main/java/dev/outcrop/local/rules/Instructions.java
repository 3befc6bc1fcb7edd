package dev.outcrop.local.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sentences of a prompt that say how to write the answer: nothing is taken from them. */
final class Instructions {
    private static final int LONGEST = 100_000;

    private static final Pattern OF_A_FORM =
            Pattern.compile(
                    "\\bjson\\b|\\bschema\\b|\\bmarkdown\\b|```|\\bcode blocks?\\b|\\brfc ?8259\\b"
                            + "|^(?:please )?(?:use|call) the (?:tool|function)\\b|\\byour (?:answer|response|output) (?:must|should)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern END = Pattern.compile("(?<=\\n)|(?<=[.?!:] )");

    private Instructions() {}

    /** Returns the text without such sentences; the whole text if nothing else is in it. */
    static String without(String text) {
        if (text.length() > LONGEST || !OF_A_FORM.matcher(text).find()) {
            return text;
        }
        List<String> kept = new ArrayList<>();
        for (String sentence : END.split(text, -1)) {
            if (!OF_A_FORM.matcher(sentence).find()) {
                kept.add(sentence);
            }
        }
        String content = String.join("", kept).strip();
        return content.isEmpty() ? text : content;
    }
}
