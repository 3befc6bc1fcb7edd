package dev.outcrop.settings;

/**
 * Whether Bedrock caches the prompt, so that the next call of a conversation pays a tenth for it.
 * Cache points are added to each request, never to the history. {@code docs/caching.md} describes
 * their positions.
 */
public enum PromptCaching {
    /** For five minutes, if the model is known to support prompt caching; otherwise not. */
    AUTO,
    /** For five minutes, even if it is not known whether the model supports prompt caching. */
    FIVE_MINUTES,
    /** For an hour; for five minutes if the model is known to support no more. */
    ONE_HOUR,
    /** Only the caller's own cache points. */
    NONE
}
