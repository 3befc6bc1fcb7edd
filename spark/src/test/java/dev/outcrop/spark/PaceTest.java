package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @ParameterizedTest
    @CsvSource({"60,1", "600,1", "10000,1", "600,4", "10000,7", "20,2"})
    void nearlyTheLimitIsTakenAndNeverMoreInAnyMinute(int limit, int executors) {
        var paces = new Pace[executors];
        for (int i = 0; i < executors; i++) {
            paces[i] = new Pace(limit, 1.0 / executors, 0);
        }
        var taken = new ArrayDeque<Long>();
        long all = 0;
        long most = 0;
        for (long now = 0; now < 300 * SECOND; now += SECOND / 500) {
            for (Pace pace : paces) {
                if (pace.mayTake(1, now)) {
                    pace.take(1);
                    taken.add(now);
                    all++;
                }
            }
            while (!taken.isEmpty() && taken.peekFirst() <= now - 60 * SECOND) {
                taken.removeFirst();
            }
            most = Math.max(most, taken.size());
        }

        assertThat(most).isLessThanOrEqualTo(limit);
        assertThat(all).isGreaterThan((long) (limit * 5 * 0.85));
    }

    @Test
    void anAmountAboveASecondsWorthIsPaidBackLater() {
        var pace = new Pace(6_000, 1, 0);

        assertThat(pace.mayTake(1_000, 0)).isTrue();
        pace.take(1_000);
        assertThat(pace.mayTake(1_000, 5 * SECOND)).isFalse();
        assertThat(pace.mayTake(1_000, 12 * SECOND)).isTrue();
    }

    @Test
    void whatWasNotUsedIsGivenBack() {
        var pace = new Pace(6_000, 1, 0);
        pace.take(1_000);
        pace.take(-1_000);

        assertThat(pace.mayTake(100, 0)).isTrue();
    }

    @Test
    void withoutALimitNothingWaits() {
        var pace = new Pace(0, 1, 0);
        pace.take(1e9);

        assertThat(pace.mayTake(1e9, 0)).isTrue();
        assertThat(pace.millis(1e9)).isZero();
    }
}
