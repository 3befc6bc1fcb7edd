package dev.outcrop.it.rules;

import org.jspecify.annotations.Nullable;

/**
 * A request that Bedrock refuses.
 *
 * @param api the API
 * @param body in the API's format, without what {@link CalledApi} adds
 * @param words what the refusal says
 * @param status of the refusal
 * @param whole whether whole answers are refused too, and not only streams
 * @param author who writes the blocks in place of {@link #ANSWER}; null without
 */
record RawRequest(
        CalledApi api,
        String body,
        String words,
        int status,
        boolean whole,
        @Nullable String author) {
    /** Stands for the blocks of an answer that the author gives to {@link RuleCase#THINK}. */
    static final String ANSWER = "@ANSWER@";
}
