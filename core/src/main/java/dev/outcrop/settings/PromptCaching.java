package dev.outcrop.settings;

/**
 * Whether Bedrock should keep what is asked, so that the next call of a conversation pays a tenth
 * for it. Cache points are put into each request as it is sent; the history has none but the
 * caller's own. {@code docs/caching.md} says where they stand.
 */
public enum PromptCaching {
    /** For five minutes, where the model is known to have prompt caching; otherwise not. */
    AUTO,
    /** For five minutes, also where it is not known whether the model has prompt caching. */
    FIVE_MINUTES,
    /** For an hour; for five minutes where the model is known to have no more. */
    ONE_HOUR,
    /** No cache points but the caller's own. */
    NONE
}
