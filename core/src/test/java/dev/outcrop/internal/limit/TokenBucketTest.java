package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    @Test
    void givesAMinutesWorthAtOnceAndThenByTheClock() {
        var quota = new TokenBucket(60, 0);

        assertThat(quota.until(60, 0)).isZero();
        quota.take(60, 0);
        assertThat(quota.until(1, 0)).isEqualTo(SECOND);
        assertThat(quota.until(2, SECOND)).isEqualTo(SECOND);
        assertThat(quota.until(2, 2 * SECOND)).isZero();
    }

    @Test
    void aCallThatNeedsMoreThanThereEverIsWaitsForAllAndLeavesADebt() {
        var quota = new TokenBucket(100, 0);
        quota.take(50, 0);

        assertThat(quota.until(250, 0)).isEqualTo(30 * SECOND);
        assertThat(quota.take(250, 30 * SECOND)).isEqualTo(250);
        assertThat(quota.until(50, 30 * SECOND)).isEqualTo(2 * MINUTE);
        assertThat(quota.until(1_000, 30 * SECOND)).isEqualTo(MINUTE * 5 / 2);
    }

    @Test
    void whatIsGivenBackIsTakenFromTheDebtFirst() {
        var quota = new TokenBucket(100, 0);
        quota.take(250, 0);
        quota.giveBack(100, 0);

        assertThat(quota.until(50, 0)).isEqualTo(MINUTE);
        quota.giveBack(150, 0);
        assertThat(quota.until(100, 0)).isZero();
    }

    @Test
    void isNeverMoreThanFull() {
        var quota = new TokenBucket(100, 0);
        quota.take(100, 0);
        quota.giveBack(100, 10 * MINUTE);
        quota.take(100, 10 * MINUTE);

        assertThat(quota.until(1, 10 * MINUTE)).isPositive();
    }

    @Test
    void whoNeedsNothingWaitsForNoDebt() {
        var quota = new TokenBucket(100, 0);
        quota.take(1_000, 0);

        assertThat(quota.until(0, 0)).isZero();
        assertThat(quota.until(-5, 0)).isZero();
        assertThat(quota.take(-5, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1_000_000_007, Long.MAX_VALUE})
    void theLargestNeedIsTakenAndGivenBackWhole(long capacity) {
        var quota = new TokenBucket(capacity, 0);

        long taken = quota.take(Long.MAX_VALUE, 0);
        assertThat(quota.until(capacity, 0)).isPositive();
        quota.giveBack(taken, 0);

        assertThat(quota.until(capacity, 0)).isZero();
        quota.take(capacity, 0);
        assertThat(quota.until(capacity, 0)).isEqualTo(MINUTE);
    }

    @Test
    void aClockThatIsReadOftenLosesNothing() {
        var quota = new TokenBucket(60, 0);
        quota.take(1_000_000L, 0);
        long rest = quota.until(1, 0);

        for (long now = 0; now < SECOND; now += 9_973) {
            quota.until(1, now);
            quota.giveBack(quota.take(1, now), now);
        }

        assertThat(quota.until(1, 1_000 * SECOND)).isCloseTo(rest - 1_000 * SECOND, within(SECOND));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - SECOND, Long.MIN_VALUE, -SECOND})
    void theOriginOfTheClockDoesNotMatter(long origin) {
        var quota = new TokenBucket(60, origin);
        quota.take(60, origin);

        assertThat(quota.until(60, origin + 2 * SECOND)).isEqualTo(58 * SECOND);
        assertThat(quota.until(60, origin + MINUTE)).isZero();
    }
}
