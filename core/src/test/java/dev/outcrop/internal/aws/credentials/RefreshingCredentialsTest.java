package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

class RefreshingCredentialsTest {
    private static final Duration LIFE = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(MadeUp.NOW);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void keepsWhatLivesLongEnough() {
        var provider = direct(this::fresh);
        Credentials first = provider.resolve();

        pass(LIFE.minus(RefreshingCredentials.EARLY).minusMillis(1));

        assertThat(provider.resolve()).isSameAs(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void keepsForEverWhatNeverExpires() {
        Credentials keys = Credentials.accessKeys("i", "s");
        var provider = direct(() -> counted(keys));
        provider.resolve();

        pass(Duration.ofDays(10_000));

        assertThat(provider.resolve()).isSameAs(keys);
        assertThat(asked).hasValue(1);
    }

    @Test
    void renewsInTheBackgroundWhileTheOldOnesLive() {
        var provider = direct(this::fresh);
        Credentials first = provider.resolve();

        pass(LIFE.minus(RefreshingCredentials.EARLY));

        assertThat(provider.resolve()).isSameAs(first);
        assertThat(asked).hasValue(2);
        assertThat(provider.resolve()).isNotEqualTo(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void waitsForNewOnesInTheLastMinute() {
        var provider = direct(this::fresh);
        Credentials first = provider.resolve();

        pass(LIFE.minus(RefreshingCredentials.LATE));

        assertThat(provider.resolve()).isNotEqualTo(first);
    }

    @Test
    void usesTheOldOnesTillTheirEndIfTheyCannotBeRenewed() {
        var provider = direct(() -> asked.get() == 0 ? fresh() : fail());
        Credentials first = provider.resolve();

        pass(LIFE.minus(RefreshingCredentials.EARLY));
        assertThat(provider.resolve()).isSameAs(first);
        assertThat(provider.resolve()).isSameAs(first);
        assertThat(asked).as("no renewal within the pause").hasValue(2);

        pass(RefreshingCredentials.PAUSE);
        assertThat(provider.resolve()).isSameAs(first);
        assertThat(asked).hasValue(3);

        pass(RefreshingCredentials.EARLY.minus(RefreshingCredentials.PAUSE).minusMillis(1));
        assertThat(provider.resolve()).isSameAs(first);

        pass(Duration.ofMillis(1));
        assertThatThrownBy(provider::resolve).isInstanceOf(CredentialsException.class);
    }

    @Test
    void refusesWhatComesExpired() {
        var provider = direct(() -> keys("old", now.get()));

        assertThatThrownBy(provider::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("The credentials from the test have expired.");
    }

    @Test
    void asksAgainAfterAFailure() {
        var provider = direct(() -> asked.get() == 0 ? fail() : fresh());

        assertThatThrownBy(provider::resolve).hasMessage("failure 1");

        assertThat(provider.resolve()).isNotNull();
    }

    @Test
    void asksAgainOnceForWhatWasRefused() {
        var provider = direct(this::fresh);
        Credentials first = provider.resolve();

        provider.refused(first);
        Credentials second = provider.resolve();
        provider.refused(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(provider.resolve()).isSameAs(second);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksOnceForFiftyThatWait() throws Exception {
        var open = new CountDownLatch(1);
        var provider = threadedAfter(open, this::fresh);

        assertThat(fiftyAtOnce(open, provider::resolve)).containsOnly(keys("key1", end()));
        assertThat(asked).hasValue(1);
    }

    @Test
    void failsOnceForFiftyThatWait() throws Exception {
        var open = new CountDownLatch(1);
        var provider = threadedAfter(open, this::fail);

        var messages =
                fiftyAtOnce(
                        open,
                        () -> {
                            try {
                                return provider.resolve().toString();
                            } catch (CredentialsException e) {
                                return e.getMessage();
                            }
                        });

        assertThat(messages).containsOnly("failure 1");
    }

    @Test
    @Timeout(30)
    void givesUpASourceThatHangsAndAsksAnew() throws Exception {
        var never = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Supplier<Credentials> hangsOnce =
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        return keys("second", end());
                    }
                    started.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return fail();
                };
        Executor threadThenDirect =
                task -> {
                    if (asked.get() == 0) {
                        Thread.startVirtualThread(task);
                        awaitQuietly(started);
                    } else {
                        task.run();
                    }
                };
        var provider =
                new RefreshingCredentials(
                        hangsOnce, clock, Duration.ofMillis(50), threadThenDirect);

        assertThatThrownBy(provider::resolve)
                .isInstanceOfSatisfying(
                        TimedOutException.class,
                        e -> assertThat(e.phase()).isEqualTo(TimedOutException.Phase.CREDENTIALS));
        interrupted.await();

        assertThat(provider.resolve()).isEqualTo(keys("second", end()));
    }

    @Test
    void anInterruptedCallerLeavesAndTheOthersGetTheirs() throws Exception {
        var open = new CountDownLatch(1);
        var provider = threadedAfter(open, this::fresh);
        var other = new FutureTask<>(provider::resolve);
        Thread thread = Thread.startVirtualThread(other);
        awaitWaiting(List.of(thread));

        Thread.currentThread().interrupt();
        assertThatThrownBy(provider::resolve).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();

        open.countDown();
        assertThat(other.get()).isEqualTo(keys("key1", end()));
        assertThat(provider.resolve()).isEqualTo(keys("key1", end()));
        assertThat(asked).hasValue(1);
    }

    @Test
    @Timeout(30)
    void aCancelledCallerLeavesWithoutAnInterruptAndTheOthersGetTheirs() throws Exception {
        var open = new CountDownLatch(1);
        var provider = threadedAfter(open, this::fresh);
        var handle = new Cancellation();
        var flag = new AtomicReference<Boolean>();
        var cancelled =
                new FutureTask<>(
                        () -> {
                            try {
                                return provider.resolve(handle);
                            } finally {
                                flag.set(Thread.currentThread().isInterrupted());
                            }
                        });
        var other = new FutureTask<>(provider::resolve);
        Thread first = Thread.startVirtualThread(cancelled);
        awaitWaiting(List.of(first));
        Thread second = Thread.startVirtualThread(other);
        awaitWaiting(List.of(second));

        handle.cancel();
        assertThatThrownBy(cancelled::get).hasCauseInstanceOf(CancelledException.class);
        assertThat(flag).hasValue(false);

        open.countDown();
        assertThat(other.get()).isEqualTo(keys("key1", end()));
        assertThat(asked).hasValue(1);
    }

    @Test
    @Timeout(30)
    void aThreadThatCannotBeStartedFailsOneCallAndNoLaterOne() {
        var starts = new AtomicInteger();
        var provider =
                with(
                        this::fresh,
                        task -> {
                            if (starts.getAndIncrement() == 0) {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            task.run();
                        });
        assertThatThrownBy(provider::resolve).isInstanceOf(OutOfMemoryError.class);

        assertThat(provider.resolve()).isEqualTo(keys("key1", end()));
    }

    @Test
    @Timeout(30)
    void aRenewalThatItsLastCallerLeavesIsInterrupted() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var provider =
                threaded(
                        () -> {
                            if (asked.incrementAndGet() == 1) {
                                started.countDown();
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                            }
                            return keys("key" + asked, end());
                        });

        var caller = new FutureTask<>(provider::resolve);
        Thread thread = Thread.startVirtualThread(caller);
        started.await();
        thread.interrupt();

        assertThatThrownBy(caller::get).hasCauseInstanceOf(CancelledException.class);
        interrupted.await();
        assertThat(provider.resolve()).isEqualTo(keys("key2", end()));
    }

    @Test
    void eachCallerThatWaitsGetsAnExceptionWithItsOwnStackTrace() throws Exception {
        var open = new CountDownLatch(1);
        var original =
                new CredentialsException(
                        "no keys",
                        ErrorDetails.NONE.withService(403, "Denied", "r").withRemedy("Sign in."));
        var provider =
                threadedAfter(
                        open,
                        () -> {
                            throw original;
                        });
        var one = new FutureTask<>(() -> firstCaller(provider));
        var other = new FutureTask<>(() -> secondCaller(provider));
        var threads = List.of(Thread.startVirtualThread(one), Thread.startVirtualThread(other));
        awaitWaiting(threads);

        open.countDown();

        assertThat(one.get()).isNotSameAs(other.get());
        assertThat(methods(one.get())).contains("firstCaller").doesNotContain("secondCaller");
        assertThat(methods(other.get())).contains("secondCaller").doesNotContain("firstCaller");
        for (BedrockException thrown : List.of(one.get(), other.get())) {
            assertThat(thrown)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage(original.getMessage())
                    .hasCause(original);
            assertThat(thrown.details()).isEqualTo(original.details());
        }
    }

    @Test
    void aTimeoutOfTheSourceKeepsItsTypeAndNamesTheCaller() {
        var provider =
                threaded(
                        () -> {
                            throw new TimedOutException(
                                    TimedOutException.Phase.CREDENTIALS,
                                    "slow",
                                    ErrorDetails.NONE,
                                    null);
                        });

        BedrockException thrown = firstCaller(provider);

        assertThat(methods(thrown)).contains("firstCaller");
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        TimedOutException.class,
                        e -> assertThat(e.phase()).isEqualTo(TimedOutException.Phase.CREDENTIALS));
    }

    private static BedrockException firstCaller(CredentialsProvider provider) {
        return catchThrowableOfType(BedrockException.class, provider::resolve);
    }

    private static BedrockException secondCaller(CredentialsProvider provider) {
        return catchThrowableOfType(BedrockException.class, provider::resolve);
    }

    private static List<String> methods(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    }

    @Test
    void anErrorOfTheSourceIsACredentialsException() {
        var provider =
                direct(
                        () -> {
                            throw new NoClassDefFoundError("some/Provider");
                        });

        assertThatThrownBy(provider::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    /** Opens the latch when all fifty wait: who comes later may ask anew. */
    private static <T> List<T> fiftyAtOnce(CountDownLatch open, Callable<T> call) throws Exception {
        var tasks = new ArrayList<FutureTask<T>>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 50; i++) {
            var task = new FutureTask<>(call);
            tasks.add(task);
            threads.add(Thread.startVirtualThread(task));
        }
        awaitWaiting(threads);
        open.countDown();
        var results = new ArrayList<T>();
        for (FutureTask<T> task : tasks) {
            results.add(task.get());
        }
        return results;
    }

    private static void awaitWaiting(List<Thread> threads) {
        while (!threads.stream().allMatch(RefreshingCredentialsTest::waits)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }

    private RefreshingCredentials direct(Supplier<Credentials> source) {
        return with(source, Runnable::run);
    }

    private RefreshingCredentials threaded(Supplier<Credentials> source) {
        return with(source, Thread::startVirtualThread);
    }

    /** Its source waits for the latch. */
    private RefreshingCredentials threadedAfter(
            CountDownLatch latch, Supplier<Credentials> source) {
        return threaded(
                () -> {
                    awaitQuietly(latch);
                    return source.get();
                });
    }

    private RefreshingCredentials with(Supplier<Credentials> source, Executor executor) {
        return new RefreshingCredentials(source, clock, Duration.ofMinutes(1), executor);
    }

    private Credentials fresh() {
        return keys("key" + asked.incrementAndGet(), end());
    }

    private Credentials fail() {
        throw new CredentialsException("failure " + asked.incrementAndGet(), ErrorDetails.NONE);
    }

    private Credentials counted(Credentials credentials) {
        asked.incrementAndGet();
        return credentials;
    }

    private Instant end() {
        return now.get().plus(LIFE);
    }

    private static Credentials keys(String id, Instant expires) {
        return new Credentials.AccessKeys(id, "s", null, expires, "test");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
