package dev.outcrop.error;

import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The base of all exceptions that Outcrop throws for a call. Unchecked and sealed: a {@code switch}
 * can cover every kind.
 *
 * <p>{@link #getMessage()} is for a person: what happened, the details, what to do. It is one line
 * without control characters, even if a name, a setting or a response contains them. Programs read
 * {@link #details()}.
 */
public abstract sealed class BedrockException extends RuntimeException
        permits AccessDeniedException,
                CancelledException,
                ConnectionException,
                CredentialsException,
                IncompleteReplyException,
                LimitReachedException,
                ModelException,
                ModelTimeoutException,
                NotFoundException,
                ProtocolException,
                QuotaExceededException,
                ServiceException,
                StreamTruncatedException,
                ThrottledException,
                TimedOutException,
                StructuredOutputException,
                ValidationException {
    private static final long serialVersionUID = 1L;

    private String what; // changed only by withTexts, before the object is shared
    private final transient ErrorDetails details;

    BedrockException(String what, ErrorDetails details, @Nullable Throwable cause) {
        super(ControlCharacters.message(FailureMessage.of(what, details)), cause);
        this.what = ControlCharacters.message(what);
        this.details = Objects.requireNonNull(details, "details");
    }

    /** Returns what happened, without the details and the remedy; without control characters. */
    public String what() {
        return what;
    }

    /** Returns the details of the failure. */
    public ErrorDetails details() {
        return details == null ? ErrorDetails.NONE : details; // null only after deserialization
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return details().retryable();
    }

    /**
     * Returns the same failure with each of its texts changed: its own, those of its details, of
     * its causes and of what was suppressed. The partial turn stays as it is. Used to keep secrets
     * out.
     *
     * @return this, if no text changes
     */
    public final BedrockException withTexts(UnaryOperator<String> change) {
        return new ChangedTexts(change).of(this, 0);
    }

    /** Returns the same failure with other texts. */
    final BedrockException with(String what, ErrorDetails details, @Nullable Throwable cause) {
        BedrockException words = copy(details, cause);
        words.what = what;
        return words.copy(details, cause); // its message is made of the new words
    }

    /**
     * Returns the same failure with other details, for layers that know more. Cause and stack trace
     * are kept.
     */
    public final BedrockException with(ErrorDetails details) {
        BedrockException copy = copy(details, getCause());
        copy.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }

    /**
     * Returns the same failure for the calling thread: of the same type and with the same details,
     * with the stack trace of this call, and with this exception as its cause. For a failure of
     * another thread that the caller waited for.
     */
    public final BedrockException rethrown() {
        BedrockException copy = copy(details(), this);
        StackTraceElement[] trace = new Throwable().getStackTrace();
        copy.setStackTrace(Arrays.copyOfRange(trace, 1, trace.length));
        return copy;
    }

    abstract BedrockException copy(ErrorDetails details, @Nullable Throwable cause);
}
