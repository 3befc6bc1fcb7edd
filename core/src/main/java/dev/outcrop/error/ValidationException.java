package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** The request breaks a rule, by Bedrock's word or by Outcrop's own check before sending. */
public final class ValidationException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ValidationException(String what, Facts facts) {
        this(what, facts, null);
    }

    public ValidationException(String what, Facts facts, @Nullable Throwable cause) {
        super(what, facts, cause);
    }

    @Override
    BedrockException copy(Facts facts, @Nullable Throwable cause) {
        return new ValidationException(what(), facts, cause);
    }
}
