package dev.outcrop.internal.history.edit;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/** The error for a request that Bedrock would reject, and that cannot be repaired. */
public record HistoryRefusal(String modelId) {
    /**
     * Returns the error.
     *
     * @param message index in the original conversation
     * @param block index in that message
     * @param rule its name in the documentation's table
     */
    public ValidationException of(
            int message, int block, String rule, String fault, String remedy) {
        return new ValidationException(
                "not sent: messages."
                        + message
                        + ".content."
                        + block
                        + " breaks the rule \""
                        + rule
                        + "\": "
                        + fault,
                ErrorDetails.NONE.withModelId(modelId).withRemedy(remedy));
    }
}
