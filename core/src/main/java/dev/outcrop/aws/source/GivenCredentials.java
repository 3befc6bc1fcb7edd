package dev.outcrop.aws.source;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import org.jspecify.annotations.Nullable;

/**
 * A provider of the caller's program. Whatever it throws is thrown as a {@link BedrockException}:
 * what it throws because its thread was interrupted as a {@link CancelledException}, with the
 * thread's interrupt flag set.
 */
public final class GivenCredentials implements CredentialsProvider {
    private static final int MOST_CAUSES = 20;

    private final CredentialsProvider given;

    public GivenCredentials(CredentialsProvider given) {
        this.given = given;
    }

    @Override
    public Credentials resolve() {
        @Nullable Credentials found;
        try {
            found = given.resolve();
        } catch (Error e) {
            throw e;
        } catch (Throwable e) { // also a checked one, which other languages throw undeclared
            throw failure(e);
        }
        if (found == null) {
            throw Thread.currentThread().isInterrupted()
                    ? interrupted(null)
                    : failed("The credentials provider returned null.", null);
        }
        return found;
    }

    /** What the provider throws here is logged and does not change the call. */
    @Override
    public void refused(Credentials expired) {
        try {
            given.refused(expired);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            System.getLogger("dev.outcrop.credentials")
                    .log(
                            System.Logger.Level.WARNING,
                            "a credentials provider failed with {0}",
                            e.getClass().getName());
        }
    }

    private static BedrockException failure(Throwable e) {
        if (e instanceof CancelledException cancelled) {
            return cancelled;
        }
        if (Thread.currentThread().isInterrupted()) {
            return interrupted(e);
        }
        if (e instanceof BedrockException known) {
            return known;
        }
        if (isInterruption(e)) {
            Thread.currentThread().interrupt();
            return interrupted(e);
        }
        return failed("The credentials provider threw " + e.getClass().getName() + ".", e);
    }

    private static CredentialsException failed(String what, @Nullable Throwable cause) {
        return new CredentialsException(
                what,
                Facts.NONE.withRemedy("Check the CredentialsProvider that the client was given."),
                cause);
    }

    private static boolean isInterruption(Throwable e) {
        Throwable one = e;
        for (int i = 0; one != null && i < MOST_CAUSES; i++) {
            if (one instanceof InterruptedException) {
                return true;
            }
            one = one.getCause();
        }
        return false;
    }

    private static CancelledException interrupted(@Nullable Throwable cause) {
        return new CancelledException(
                "Interrupted while waiting for credentials.", Facts.NONE, cause);
    }

    @Override
    public String toString() {
        return "GivenCredentials"; // the provider's own text may be secret
    }
}
