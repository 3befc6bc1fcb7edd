package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.retry.SharedLookup;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A provider of the caller's program. Whatever it throws is thrown as a {@link BedrockException};
 * if it throws because its thread was interrupted, as a {@link CancelledException}, with the
 * caller's interrupt flag set.
 */
public final class GivenCredentials implements StoppableCredentials {
    private static final int MOST_CAUSES = 20;

    private final CredentialsProvider given;

    /** Each lookup is for one caller only. */
    private final SharedLookup<Object, Found> asked = SharedLookup.of("provider", null);

    /** The result of a lookup, and whether the provider left its thread interrupted. */
    private record Found(
            @Nullable Credentials found, @Nullable Throwable thrown, boolean interrupted) {
        /** An exception of ours has the stack trace of the thread that this is called on. */
        @Nullable Credentials credentials() {
            if (thrown != null) {
                Found.<RuntimeException>throwSame(
                        thrown instanceof BedrockException known ? known.rethrown() : thrown);
            }
            return found;
        }

        /** Rethrows an undeclared exception of a provider unchanged. */
        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void throwSame(Throwable thrown) throws E {
            throw (E) thrown;
        }

        @Override
        public String toString() {
            return "Found"; // the rest is secret
        }
    }

    public GivenCredentials(CredentialsProvider given) {
        this.given = given;
    }

    /**
     * Runs the provider on a separate thread: only an interrupt could end it, and an interrupt of
     * the caller's thread could not be distinguished from those of others.
     */
    @Override
    public Credentials resolve(Cancellation cancellation) {
        if (given instanceof StoppableCredentials own) {
            return checked(() -> own.resolve(cancellation));
        }
        Found found;
        try {
            found = asked.get(new Object(), unwanted -> found(), cancellation, null);
        } catch (CancelledException e) {
            throw Thread.currentThread().isInterrupted() ? interrupted(e) : e;
        } catch (TimeoutException | ExecutionException e) {
            throw failed("The credentials provider could not be called.", e.getCause());
        }
        if (found.interrupted()) {
            Thread.currentThread().interrupt();
        }
        return checked(found::credentials);
    }

    private Found found() {
        Credentials given = null;
        Throwable thrown = null;
        try {
            given = this.given.resolve();
        } catch (Throwable e) {
            thrown = e;
        }
        return new Found(given, thrown, Thread.currentThread().isInterrupted());
    }

    @Override
    public Credentials resolve() {
        return checked(given::resolve);
    }

    private static Credentials checked(Supplier<@Nullable Credentials> given) {
        @Nullable Credentials found;
        try {
            found = given.get();
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

    /** What the provider throws here is logged and does not affect the call. */
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
                ErrorDetails.NONE.withRemedy("Check the CredentialsProvider of the client."),
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
                "Interrupted while waiting for credentials.", ErrorDetails.NONE, cause);
    }

    @Override
    public String toString() {
        return "GivenCredentials"; // the provider's own text may be secret
    }
}
