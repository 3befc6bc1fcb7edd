package dev.outcrop.internal.history;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

/** How a request is refused that Bedrock would refuse, and that cannot be repaired. */
record HistoryRefusal(String modelId) {
    /**
     * @param message index in the conversation as it was given
     * @param block index in that message
     * @param rule its name in the documentation's table
     */
    ValidationException of(int message, int block, String rule, String fault, String remedy) {
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
