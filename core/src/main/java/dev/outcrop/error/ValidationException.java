package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the request is invalid, according to Bedrock or to a check before sending. */
public sealed class ValidationException extends BedrockException {
    private static final long serialVersionUID = 1L;

    public ValidationException(String what, ErrorDetails details) {
        this(what, details, null);
    }

    public ValidationException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(what, details, cause);
    }

    @Override
    BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
        return new ValidationException(what(), details, cause);
    }

    /**
     * Thrown when the conversation is too long for the model, or more tokens were requested than it
     * writes. Every server and every API words this differently; all of them end here.
     */
    public static final class ContextLengthException extends ValidationException {
        private static final long serialVersionUID = 1L;

        private final long tokens;
        private final long limit;

        /**
         * @param tokens the tokens of the request; -1 if not known
         * @param limit the tokens that the model accepts; -1 if not known
         */
        public ContextLengthException(String what, ErrorDetails details, long tokens, long limit) {
            this(what, details, null, tokens, limit);
        }

        private ContextLengthException(
                String what,
                ErrorDetails details,
                @Nullable Throwable cause,
                long tokens,
                long limit) {
            super(what, details, cause);
            this.tokens = tokens;
            this.limit = limit;
        }

        /**
         * Returns the tokens of the request, including those requested for the answer if the server
         * counts them; -1 if the error does not contain the number.
         */
        public long tokens() {
            return tokens;
        }

        /**
         * Returns the tokens that the model accepts; -1 if the error does not contain the number.
         */
        public long limit() {
            return limit;
        }

        @Override
        BedrockException copy(ErrorDetails details, @Nullable Throwable cause) {
            return new ContextLengthException(what(), details, cause, tokens, limit);
        }
    }
}
