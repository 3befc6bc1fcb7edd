package dev.outcrop.protocol.dialect;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ValidationException;

/**
 * Says, before anything is sent, what a format cannot carry and which protocol can.
 *
 * @param api the format, as a sentence begins
 */
record Unsupported(String api) {
    static final Unsupported ANTHROPIC = new Unsupported("Anthropic's Messages API");
    static final Unsupported CHAT = new Unsupported("OpenAI's Chat Completions API");
    static final Unsupported RESPONSES = new Unsupported("OpenAI's Responses API");

    /**
     * @param what what was asked, as in "cannot carry a video"
     * @param which the protocols that can, as in "Converse can."
     */
    ValidationException of(String what, String which) {
        return new ValidationException(
                api + " cannot carry " + what + ".", Facts.NONE.withRemedy(which));
    }
}
