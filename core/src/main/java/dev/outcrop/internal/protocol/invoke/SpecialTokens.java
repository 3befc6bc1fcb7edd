package dev.outcrop.internal.protocol.invoke;

import java.util.regex.Pattern;

/**
 * Neutralizes marks of a template in content: a question must not be able to imitate the system or
 * the model. One space is inserted into each; it stays readable for people and models, and creates
 * no new mark, because nothing is removed.
 *
 * @param begin matches the text before the space
 */
record SpecialTokens(Pattern begin) {
    /** {@code <|eot_id|>} and similar marks, including reserved ones. */
    static final SpecialTokens LLAMA = of("<(?=\\|[A-Za-z0-9_]+\\|>)");

    /**
     * {@code [INST]}, {@code <<SYS>>}, {@code <s>}, their closing marks, and Mistral's other marks.
     */
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
