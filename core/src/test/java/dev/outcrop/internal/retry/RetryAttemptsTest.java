package dev.outcrop.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ErrorDetails.RetryHint;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** AWS's retry rules of 2026, with the highest number that chance can give. */
class RetryAttemptsTest {
    private static final Retries RULES =
            new Retries(
                    3,
                    Duration.ofMinutes(5),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    false);

    private final List<Duration> waits = new ArrayList<>();
    private long now;
    private final Retrier retrier =
            new Retrier((wait, cancellation) -> waits.add(wait), new Highest(), () -> now);

    private static final class Highest implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public double nextDouble() {
            return 1;
        }
    }

    private static BedrockException broken() {
        return new ServiceException("500", ErrorDetails.NONE.withRetryable(true));
    }

    private static BedrockException throttled() {
        return new ThrottledException("429", ErrorDetails.NONE.withRetryable(true));
    }

    /** Fails so often, then answers. */
    private String call(Retries rules, int failures, BedrockException failure) {
        var left = new AtomicInteger(failures);
        return retrier.call(
                retrier.attempts(rules, new Cancellation()),
                (next, wait, why) -> {},
                () -> {
                    if (left.getAndDecrement() > 0) {
                        throw failure;
                    }
                    return "answer";
                });
    }

    private void leave(int tokens) {
        while (retrier.budget.left() >= tokens + 14) {
            retrier.budget.take(false);
        }
        while (retrier.budget.left() > tokens) {
            retrier.budget.take(true);
        }
        assertThat(retrier.budget.left()).isEqualTo(tokens);
    }

    @Test
    void succeedsInTheEndAndGetsTheLastCostBack() {
        assertThat(call(RULES, 2, broken())).isEqualTo("answer");

        assertThat(waits).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(retrier.budget.left()).isEqualTo(486);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        assertThatThrownBy(() -> call(RULES, 3, broken()))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(3));
        assertThat(waits).hasSize(2);
        assertThat(retrier.budget.left()).isEqualTo(472);
    }

    private static BedrockException putRight(String code) {
        return new CredentialsException(
                "403",
                ErrorDetails.NONE
                        .withService(403, code, null)
                        .withRetryable(true)
                        .withRetryHint(RetryHint.PUT_RIGHT));
    }

    @Test
    void whatWasPutRightIsSentAgainAtOnceForFree() {
        var failures = new ArrayDeque<BedrockException>();
        failures.add(putRight("ExpiredTokenException"));
        failures.add(broken());
        failures.add(putRight("InvalidSignatureException"));
        failures.add(broken());
        RetryAttempts attempts = retrier.attempts(RULES, new Cancellation());

        String answer =
                retrier.call(
                        attempts,
                        (next, wait, why) -> {},
                        () -> {
                            if (!failures.isEmpty()) {
                                throw failures.remove();
                            }
                            return "answer";
                        });

        assertThat(answer).isEqualTo("answer");
        assertThat(attempts.number()).isEqualTo(5);
        assertThat(waits)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(50),
                        Duration.ZERO,
                        Duration.ofMillis(100));
        assertThat(retrier.budget.left()).isEqualTo(486);
    }

    @Test
    void whatWasPutRightOnceIsNotForFreeTwice() {
        for (Retries rules : List.of(RULES, Retries.NONE)) {
            waits.clear();
            assertThatThrownBy(() -> call(rules, 9, putRight("ExpiredTokenException")))
                    .isInstanceOfSatisfying(
                            CredentialsException.class,
                            e -> {
                                assertThat(e.details().attempts()).isEqualTo(2);
                                assertThat(e.isRetryable()).isFalse();
                                assertThat(e.details().retryHint()).isNull();
                            });
            assertThat(waits).containsExactly(Duration.ZERO);
        }
        assertThat(retrier.budget.left()).isEqualTo(500);
    }

    @Test
    void givesUpWhenTheBudgetIsSpent() {
        leave(14);

        assertThatThrownBy(() -> call(RULES, 3, broken()))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(2));
        assertThat(retrier.budget.left()).isZero();
    }

    @Test
    void failsAtOnceWithAnEmptyBudget() {
        leave(0);

        assertThatThrownBy(() -> call(RULES, 1, broken()))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(1));
        assertThat(waits).isEmpty();
    }

    @Test
    void throttlingCostsLessAndWaitsLonger() {
        assertThat(call(RULES.withAttempts(2), 1, throttled())).isEqualTo("answer");

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        assertThat(retrier.budget.left()).isEqualTo(500);
        assertThatThrownBy(() -> call(RULES.withAttempts(2), 2, throttled()))
                .isInstanceOf(ThrottledException.class);
        assertThat(retrier.budget.left()).isEqualTo(495);
    }

    @Test
    void aFirstTryThatSucceedsPaysOneBack() {
        leave(14);

        call(RULES, 0, broken());

        assertThat(retrier.budget.left()).isEqualTo(15);
    }

    @Test
    void waitsNoLongerThanTheLongest() {
        var rules =
                new Retries(
                        5,
                        RULES.within(),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        false);

        call(rules, 4, broken());

        assertThat(waits).extracting(Duration::toMillis).containsExactly(50L, 100L, 200L, 200L);
    }

    @ParameterizedTest
    @CsvSource({"1500,1500", "0,50", "10000,5050", "50,50"})
    void advicesOfAwsLengthenAWaitByFiveSecondsAtMost(long advice, long waited) {
        var details =
                ErrorDetails.NONE
                        .withRetryable(true)
                        .withRetryHint(new RetryHint(Duration.ofMillis(advice), false));

        call(RULES, 1, new ServiceException("500", details));

        assertThat(waits).containsExactly(Duration.ofMillis(waited));
    }

    @Test
    void aFirmHintIsKeptAsItIs() {
        var details =
                ErrorDetails.NONE
                        .withRetryable(true)
                        .withRetryHint(new RetryHint(Duration.ofSeconds(100), true));

        call(RULES, 1, new ServiceException("503", details));

        assertThat(waits).containsExactly(Duration.ofSeconds(100));
    }

    @Test
    void aModelThatIsNotReadyIsWaitedForLikeAQuota() {
        var details =
                ErrorDetails.NONE
                        .withRetryable(true)
                        .withService(429, "ModelNotReadyException", null);

        call(RULES, 1, new ServiceException("not ready", details));

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        assertThat(retrier.budget.left()).isEqualTo(500);
    }

    @Test
    void whatIsNotRetryableIsNotTriedAgain() {
        assertThatThrownBy(() -> call(RULES, 1, new ValidationException("400", ErrorDetails.NONE)))
                .isInstanceOf(ValidationException.class);
        assertThat(waits).isEmpty();
        assertThat(retrier.budget.left()).isEqualTo(500);
    }

    @Test
    void aNameThatDoesNotResolveIsTriedTwice() {
        var failure =
                new ConnectionException(
                        "no host",
                        ErrorDetails.NONE.withRetryable(true),
                        new UnknownHostException("nothing.invalid"));

        assertThatThrownBy(() -> call(RULES, 3, failure)).isInstanceOf(ConnectionException.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void noTryBeginsAfterTheTimeIsOver() {
        RetryAttempts attempts = retrier.attempts(RULES, new Cancellation());
        now = RULES.within().toNanos() - Duration.ofMillis(49).toNanos();

        assertThatThrownBy(() -> attempts.failed(broken())).isInstanceOf(ServiceException.class);
        assertThat(retrier.budget.left()).isEqualTo(500);
    }

    @Test
    void aCancelledCallIsNotTriedAgain() {
        var cancellation = new Cancellation();
        RetryAttempts attempts = retrier.attempts(RULES, cancellation);
        cancellation.cancel();

        assertThatThrownBy(() -> attempts.failed(broken())).isInstanceOf(ServiceException.class);
    }

    @Test
    void cancellingEndsAWaitAtOnce() {
        var cancellation = new Cancellation();
        var real = new Retrier(Sleeper.REAL, new Highest(), System::nanoTime);
        RetryAttempts attempts = real.attempts(RULES, cancellation);
        attempts.failed(broken());
        Thread.ofVirtual().start(cancellation::cancel);

        assertThatThrownBy(() -> attempts.pause(Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        CancelledException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(1));
    }

    @Test
    void anInterruptEndsAWaitAndStays() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Sleeper.REAL.sleep(Duration.ofHours(1), new Cancellation()))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void manyThreadsShareOneBudget() {
        var none = new Retrier((wait, cancellation) -> {}, new Highest(), () -> 0);
        var retries = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                threads.execute(
                        () -> {
                            RetryAttempts attempts = none.attempts(RULES, new Cancellation());
                            try {
                                none.<String>call(
                                        attempts,
                                        (next, wait, why) -> retries.incrementAndGet(),
                                        () -> {
                                            throw broken();
                                        });
                            } catch (ServiceException e) {
                                // as all of them do
                            }
                        });
            }
        }
        assertThat(retries).hasValue(500 / 14);
        assertThat(none.budget.left()).isEqualTo(500 % 14);
    }
}
