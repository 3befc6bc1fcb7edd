package dev.outcrop.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PerMinuteTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void givesAMinutesWorthAtOnceAndThenByTheClock() {
        var quota = new PerMinute(60, 0);

        for (int i = 0; i < 60; i++) {
            assertThat(quota.take(1, 0)).isZero();
        }
        assertThat(quota.take(1, 0)).isEqualTo(SECOND);
        assertThat(quota.take(1, 0)).isEqualTo(2 * SECOND);
        assertThat(quota.take(1, 3 * SECOND)).isZero();
    }

    @Test
    void whoTakesMoreThanThereIsWaitsForAllOfIt() {
        var quota = new PerMinute(100, 0);

        assertThat(quota.take(1_000_000, 0)).isZero();
        assertThat(quota.take(50, 0)).isEqualTo(30 * SECOND);
    }

    @Test
    void whatIsGivenBackCanBeTakenAndIsNeverMoreThanTheQuota() {
        var quota = new PerMinute(100, 0);
        quota.take(100, 0);
        quota.giveBack(40);

        assertThat(quota.take(40, 0)).isZero();
        quota.giveBack(1e18);
        assertThat(quota.take(100, 0)).isZero();
        assertThat(quota.take(1, 0)).isPositive();
    }
}
