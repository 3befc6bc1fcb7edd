package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/**
 * The error, before anything is sent, for content that a format does not support, with the
 * protocols that do.
 *
 * @param api the format, as a sentence begins
 */
public record Unsupported(String api) {
    public static final Unsupported ANTHROPIC = new Unsupported("The Anthropic Messages API");
    public static final Unsupported CHAT = new Unsupported("The OpenAI Chat Completions API");
    public static final Unsupported RESPONSES = new Unsupported("The OpenAI Responses API");

    /**
     * Returns the error for content that this format does not support.
     *
     * @param what what was requested, as in "cannot carry a video"
     * @param which the protocols that can, as in "Converse can."
     */
    public ValidationException of(String what, String which) {
        return new ValidationException(
                api + " does not support " + what + ".", ErrorDetails.NONE.withRemedy(which));
    }
}
