package dev.outcrop.local.internal.validation;

import dev.outcrop.local.wire.ServiceError;

/** The errors for what a model does not support. */
final class ModelErrors {
    private ModelErrors() {}

    /** Returns the error that Bedrock passes on from a model. */
    static ServiceError ofTheModel(String message) {
        return ServiceError.validation(ClaudeRules.OF_THE_MODEL + message);
    }

    /** Returns Bedrock's own error for a field that the model does not have. */
    static ServiceError unsupportedField(String field) {
        return ServiceError.validation(
                "This model doesn't support the "
                        + field
                        + " field. Remove "
                        + field
                        + " and try again.");
    }
}
