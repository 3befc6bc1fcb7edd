package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The error if a selected source has no credentials. */
public final class NoCredentialsError {
    private NoCredentialsError() {}

    /**
     * Returns the error of a source.
     *
     * @param source as text for a person, such as {@code profile "dev"}
     * @param why a sentence's end, without its full stop
     */
    public static CredentialsException because(String source, String why, @Nullable String remedy) {
        return of(source, why, remedy, null);
    }

    public static CredentialsException because(
            String source, IOException e, @Nullable String remedy) {
        String message = e.getMessage();
        String why =
                message == null
                        ? e.getClass().getSimpleName()
                        : ControlCharacters.line(message, 200);
        return of(source, why, remedy, shown(e));
    }

    /** A stack trace shows the cause, and its message may contain a file name from a variable. */
    private static IOException shown(IOException e) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            String message = String.valueOf(one.getMessage());
            if (!ControlCharacters.message(message).equals(message)) {
                var safe = new IOException(ControlCharacters.message(e.toString()));
                safe.setStackTrace(e.getStackTrace());
                return safe;
            }
        }
        return e;
    }

    private static CredentialsException of(
            String source, String why, @Nullable String remedy, @Nullable Throwable cause) {
        return new CredentialsException(
                "Could not get credentials from "
                        + source
                        + ": "
                        + why.replaceFirst("\\.$", "")
                        + ".",
                ErrorDetails.NONE.withRemedy(remedy),
                cause);
    }
}
