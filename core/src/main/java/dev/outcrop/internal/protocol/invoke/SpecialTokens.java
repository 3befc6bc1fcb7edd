package dev.outcrop.internal.protocol.invoke;

import java.util.regex.Pattern;

/**
 * Takes the power from words in a text that its template gives a meaning: who writes them into a
 * question must not speak for the system or for the model. One space is put into each; a person and
 * a model still read it, and no new one comes about, because nothing is taken away.
 *
 * @param begin matches what stands before the space
 */
record SpecialTokens(Pattern begin) {
    /** {@code <|eot_id|>} and all that look like it, also those that are reserved. */
    static final SpecialTokens LLAMA = of("<(?=\\|[A-Za-z0-9_]+\\|>)");

    /** {@code [INST]}, {@code <<SYS>>}, {@code <s>}, their ends, and Mistral's other marks. */
    static final SpecialTokens INSTRUCTIONS =
            of(
                    "<(?=/?s>|unk>|</?SYS>>)|\\[(?=/?(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS"
                            + "|TOOL_CONTENT|SYSTEM_PROMPT|IMG|IMG_BREAK|IMG_END|PREFIX|MIDDLE"
                            + "|SUFFIX|ARGS|CALL_ID|THINK|AUDIO|BEGIN_AUDIO)\\])");

    /** {@code <｜User｜>}, with bars of either width, and the tags around thinking. */
    static final SpecialTokens DEEPSEEK =
            of("<(?=[|\\uFF5C][\\p{L}\\p{N}_\\u2581 ]+[|\\uFF5C]>|/?think>)");

    private static SpecialTokens of(String regex) {
        return new SpecialTokens(Pattern.compile(regex));
    }

    String neutralised(String text) {
        return begin.matcher(text).replaceAll("$0 ");
    }
}
