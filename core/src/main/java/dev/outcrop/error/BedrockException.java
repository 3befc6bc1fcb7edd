package dev.outcrop.error;

import dev.outcrop.text.Harmless;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Everything that Outcrop throws about a call. Unchecked; sealed, so that a {@code switch} can name
 * every kind.
 *
 * <p>{@link #getMessage()} is for a person: what happened, the facts, what to do. It is one line
 * without control characters, whatever a name, a setting or a server has in it. Programs read
 * {@link #facts()}.
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
                UnfitAnswerException,
                ValidationException {
    private static final long serialVersionUID = 1L;

    private String what; // changed by withTexts alone, before anybody else has the object
    private final transient Facts facts;

    BedrockException(String what, Facts facts, @Nullable Throwable cause) {
        super(Harmless.message(Wording.of(what, facts)), cause);
        this.what = Harmless.message(what);
        this.facts = Objects.requireNonNull(facts, "facts");
    }

    /** What happened, without the facts and without the remedy; without control characters. */
    public String what() {
        return what;
    }

    /** What is known about it. */
    public Facts facts() {
        return facts == null ? Facts.NONE : facts; // null only after deserialization
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return facts().retryable();
    }

    /**
     * Returns the same failure with each of its texts changed: its own, those of its facts, of its
     * causes and of what was suppressed. The partial turn stays as it is. Used to keep secrets out.
     *
     * @return this, if no text changes
     */
    public final BedrockException withTexts(UnaryOperator<String> change) {
        return new ChangedTexts(change).of(this, 0);
    }

    /** The same failure in other words. */
    final BedrockException with(String what, Facts facts, @Nullable Throwable cause) {
        BedrockException words = copy(facts, cause);
        words.what = what;
        return words.copy(facts, cause); // its message is made of the new words
    }

    /**
     * The same failure with other facts: as layers on its way know more. Cause and stack trace are
     * kept.
     */
    public final BedrockException with(Facts facts) {
        BedrockException copy = copy(facts, getCause());
        copy.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }

    /**
     * Returns the same failure for the calling thread: of the same type and with the same facts,
     * with the stack trace of this call, and with this exception as its cause. For a failure of
     * another thread that the caller waited for.
     */
    public final BedrockException rethrown() {
        BedrockException copy = copy(facts(), this);
        StackTraceElement[] trace = new Throwable().getStackTrace();
        copy.setStackTrace(Arrays.copyOfRange(trace, 1, trace.length));
        return copy;
    }

    abstract BedrockException copy(Facts facts, @Nullable Throwable cause);
}
