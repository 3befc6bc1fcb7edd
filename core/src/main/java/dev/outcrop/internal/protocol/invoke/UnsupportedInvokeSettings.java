package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/**
 * Errors, before sending, for settings that a format does not support.
 *
 * @param format the name of the format, for a person
 */
record UnsupportedInvokeSettings(String format, String modelId) {
    /** The error for content that Converse supports. */
    ValidationException but(String what) {
        return refusal(what, "Use Protocol.CONVERSE.");
    }

    /** The error for content that another setting supports. */
    ValidationException refusal(String what, String remedy) {
        return new ValidationException(
                "not sent: the native format of " + format + " does not support " + what,
                ErrorDetails.NONE.withModelId(modelId).withRemedy(remedy));
    }
}
