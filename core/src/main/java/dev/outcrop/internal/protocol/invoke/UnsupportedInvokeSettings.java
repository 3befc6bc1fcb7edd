package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/**
 * How a request is refused, before it is sent, that its format has no place for.
 *
 * @param format whose format it is, in words for a person
 */
record UnsupportedInvokeSettings(String format, String modelId) {
    /** Refuses what Converse carries. */
    ValidationException but(String what) {
        return refusal(what, "Use Protocol.CONVERSE.");
    }

    /** Refuses what another setting gives. */
    ValidationException refusal(String what, String remedy) {
        return new ValidationException(
                "not sent: the native format of " + format + " does not support " + what,
                ErrorDetails.NONE.withModelId(modelId).withRemedy(remedy));
    }
}
