package dev.outcrop.aws.source;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A place that was chosen has no credentials to give. */
final class Unavailable {
    private Unavailable() {}

    /**
     * @param source in words for a person, such as {@code profile "dev"}
     * @param why a sentence's end, without its full stop
     */
    static CredentialsException because(String source, String why, @Nullable String remedy) {
        return of(source, why, remedy, null);
    }

    static CredentialsException because(String source, IOException e, @Nullable String remedy) {
        String message = e.getMessage();
        String why = message == null ? e.getClass().getSimpleName() : Said.line(message, 200);
        return of(source, why, remedy, e);
    }

    private static CredentialsException of(
            String source, String why, @Nullable String remedy, @Nullable Throwable cause) {
        return new CredentialsException(
                "Credentials from the " + source + " cannot be had: " + why + ".",
                Facts.NONE.withRemedy(remedy),
                cause);
    }
}
