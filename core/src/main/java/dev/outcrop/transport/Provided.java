package dev.outcrop.transport;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import org.jspecify.annotations.Nullable;

/**
 * Asks a provider of credentials, which may be anybody's code: whatever fails in it is a {@link
 * CredentialsException}, but for an {@link Error}, which stays one.
 */
final class Provided {
    private Provided() {}

    static Credentials by(CredentialsProvider provider) {
        Credentials credentials;
        try {
            credentials = provider.resolve();
        } catch (BedrockException | Error e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        "interrupted while waiting for credentials", Facts.NONE, e);
            }
            throw failed("the credentials provider failed with " + e.getClass().getName(), e);
        }
        if (credentials == null) {
            throw failed("the credentials provider returned null", null);
        }
        return credentials;
    }

    /** Tells a provider that its credentials were refused. Nothing depends on that. */
    static void refused(CredentialsProvider provider, Credentials credentials) {
        try {
            provider.refused(credentials);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            System.getLogger("dev.outcrop.credentials")
                    .log(
                            System.Logger.Level.WARNING,
                            "a credentials provider failed with {0}",
                            e.getClass().getName());
        }
    }

    private static CredentialsException failed(String what, @Nullable Throwable cause) {
        return new CredentialsException(
                what,
                Facts.NONE.withRemedy("Check the CredentialsProvider that the client was given."),
                cause);
    }
}
