package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.SplittableRandom;

class CallWindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private static long begin(CallWindow calls, long now) {
        long at = now + calls.until(now);
        calls.begin(at);
        return at;
    }

    @Test
    void sixtyBeginAtOnceAndTheNextOnesAMinuteLater() {
        var calls = new CallWindow(60);

        for (int i = 0; i < 60; i++) {
            assertThat(begin(calls, 0)).isZero();
        }
        for (int i = 0; i < 60; i++) {
            assertThat(begin(calls, SECOND)).isEqualTo(MINUTE);
        }
        assertThat(begin(calls, 2 * SECOND)).isEqualTo(2 * MINUTE);
    }

    @Test
    void eachBeginsAMinuteAfterTheOneThatManyBefore() {
        var calls = new CallWindow(2);

        assertThat(begin(calls, 0)).isZero();
        assertThat(begin(calls, 10 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(begin(calls, 10 * SECOND)).isEqualTo(60 * SECOND);
        assertThat(begin(calls, 11 * SECOND)).isEqualTo(70 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE - SECOND, -SECOND})
    void theOriginOfTheClockDoesNotMatter(long origin) {
        var calls = new CallWindow(1);
        calls.begin(origin);

        assertThat(calls.until(origin + 2 * SECOND)).isEqualTo(58 * SECOND);
        assertThat(calls.until(origin + MINUTE)).isZero();
    }

    @Test
    void theLargestLimitHoldsNothingUp() {
        var calls = new CallWindow(Integer.MAX_VALUE);

        for (int i = 0; i < 1_000; i++) {
            assertThat(begin(calls, i)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 1_000, 5_000})
    void neverDoMoreBeginInAMinuteAndNoneWaitsMuchLongerThanItMust(int most) {
        for (int seed = 1; seed <= 10; seed++) {
            var random = new SplittableRandom(seed);
            var calls = new CallWindow(most);
            var begun = new ArrayList<Long>();
            long now = 0;
            for (int i = 0; i < 4 * most + 50; i++) {
                now += random.nextLong(1 + (random.nextInt(3) == 0 ? 3 * MINUTE / most : 1_000));
                long earliest = now;
                if (begun.size() >= most) {
                    earliest = Math.max(now, begun.get(begun.size() - most) + MINUTE);
                }

                long at = begin(calls, now);

                assertThat(at)
                        .as("seed %d, call %d", seed, i)
                        .isBetween(earliest, earliest + SECOND / 60);
                begun.add(at);
                now = random.nextBoolean() ? at : now;
            }
        }
    }
}
