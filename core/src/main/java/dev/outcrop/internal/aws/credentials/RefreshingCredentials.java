package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.retry.SharedLookup;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Caches credentials and renews them before they expire: from five minutes before on, in the
 * background; in the last minute, all callers wait for a single refresh. It is interrupted when the
 * last of them leaves. A failure is not cached: the next caller tries again.
 */
public final class RefreshingCredentials implements StoppableCredentials {
    static final Duration EARLY = Duration.ofMinutes(5);
    static final Duration LATE = Duration.ofMinutes(1);

    /** The pause after a renewal that changed nothing, while the old credentials are valid. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String KEY = "credentials";

    private final Supplier<Credentials> source;
    private final Clock clock;
    private final Duration patience;
    private final SharedLookup<String, Credentials> renewals;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Credentials current; // guarded by lock
    private Instant pausedUntil = Instant.MIN; // guarded by lock

    RefreshingCredentials(
            Supplier<Credentials> source, Clock clock, Duration patience, Executor executor) {
        this.source = source;
        this.clock = clock;
        this.patience = patience;
        this.renewals = new SharedLookup<>(executor, patience);
    }

    /**
     * Calls the source on a virtual thread, so that cancelling one caller does not affect the
     * others.
     */
    public static RefreshingCredentials of(Supplier<Credentials> source, Environment environment) {
        Executor threads = task -> Thread.ofVirtual().name("outcrop-credentials").start(task);
        return new RefreshingCredentials(source, environment.clock(), PATIENCE, threads);
    }

    @Override
    public Credentials resolve(Cancellation cancellation) {
        Credentials kept = kept();
        Instant now = clock.instant();
        if (kept != null && isGood(kept, now)) {
            return kept;
        }
        if (kept != null && lives(kept, now, LATE)) {
            renewals.start(KEY, this::renewed);
            return kept;
        }
        return awaited(cancellation);
    }

    private @Nullable Credentials kept() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(Credentials expired) {
        lock.lock();
        try {
            if (expired.equals(current)) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isGood(Credentials kept, Instant now) {
        return lives(kept, now, EARLY) || (!kept.isExpired(now) && isPaused(now));
    }

    private boolean isPaused(Instant now) {
        lock.lock();
        try {
            return now.isBefore(pausedUntil);
        } finally {
            lock.unlock();
        }
    }

    private static boolean lives(Credentials kept, Instant now, Duration atLeast) {
        return !kept.isExpired(now.plus(atLeast));
    }

    /** One call of the source: its result is stored before any waiting caller is notified. */
    private Credentials renewed(Cancellation unwanted) {
        Credentials kept = kept();
        if (kept != null && isGood(kept, clock.instant())) {
            return kept; // by a renewal that ended just before this one began
        }
        Credentials found = null;
        try {
            found = unexpired(source.get());
            return found;
        } finally {
            if (!unwanted.isCancelled()) {
                settle(found);
            }
        }
    }

    private Credentials unexpired(Credentials found) {
        if (found.isExpired(clock.instant())) {
            throw new CredentialsException(
                    "The credentials from the " + found.source() + " have expired.",
                    ErrorDetails.NONE.withRemedy("Sign in again, for example with `aws login`."));
        }
        return found;
    }

    private void settle(@Nullable Credentials found) {
        lock.lock();
        try {
            pausedUntil = clock.instant().plus(PAUSE);
            current = found == null ? current : found;
        } finally {
            lock.unlock();
        }
    }

    private Credentials awaited(Cancellation cancellation) {
        try {
            return renewals.get(KEY, this::renewed, cancellation, null);
        } catch (CancelledException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new CancelledException(
                            "Interrupted while waiting for credentials.", ErrorDetails.NONE, e)
                    : e;
        } catch (TimeoutException e) {
            settle(null);
            return stillGood(tooSlow(e));
        } catch (ExecutionException e) {
            return stillGood(failure(e.getCause()));
        }
    }

    /** The cached credentials, if they have not expired, although renewal failed. */
    private Credentials stillGood(BedrockException failure) {
        lock.lock();
        try {
            if (current != null && !current.isExpired(clock.instant())) {
                return current;
            }
        } finally {
            lock.unlock();
        }
        throw failure;
    }

    private BedrockException tooSlow(Exception cause) {
        return new TimedOutException(
                TimedOutException.Phase.CREDENTIALS,
                "No credentials within " + patience.toSeconds() + " s.",
                ErrorDetails.NONE.withRemedy(
                        "A credential source does not respond. Check"
                                + " credential_process, the sign-in and the network."),
                cause);
    }

    /** A new exception for each caller, with the caller's stack trace. */
    private static BedrockException failure(@Nullable Throwable cause) {
        return cause instanceof BedrockException known
                ? known.rethrown()
                : new CredentialsException("Could not get credentials.", ErrorDetails.NONE, cause);
    }

    @Override
    public String toString() {
        return "RefreshingCredentials";
    }
}
