package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/**
 * Says, before anything is sent, what a format cannot carry and which protocol can.
 *
 * @param api the format, as a sentence begins
 */
public record Unsupported(String api) {
    public static final Unsupported ANTHROPIC = new Unsupported("The Anthropic Messages API");
    public static final Unsupported CHAT = new Unsupported("The OpenAI Chat Completions API");
    public static final Unsupported RESPONSES = new Unsupported("The OpenAI Responses API");

    /**
     * @param what what was asked, as in "cannot carry a video"
     * @param which the protocols that can, as in "Converse can."
     */
    public ValidationException of(String what, String which) {
        return new ValidationException(
                api + " does not support " + what + ".", ErrorDetails.NONE.withRemedy(which));
    }
}
