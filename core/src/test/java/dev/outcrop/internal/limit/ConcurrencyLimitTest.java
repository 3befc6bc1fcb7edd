package dev.outcrop.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcurrencyLimitTest {
    private final ConcurrencyLimit room = new ConcurrencyLimit(Double.MAX_VALUE);

    private int size() {
        int size = 0;
        while (room.hasBeside(size)) {
            size++;
        }
        return size;
    }

    @Test
    void callsThatWereUnderWayTogetherHalveItOnce() {
        for (int running = 16; running > 10; running--) {
            room.throttled(0, running);
        }

        assertThat(size()).isEqualTo(8);
    }

    @Test
    void thereIsRoomForThoseThatGotThrough() {
        for (int running = 200; running > 20; running--) {
            room.throttled(0, running);
        }

        assertThat(size()).isEqualTo(20);
    }

    @Test
    void callsThatBeganAfterwardsHalveItAgain() {
        room.throttled(0, 16);
        room.throttled(room.cuts(), 8);
        room.throttled(0, 7);

        assertThat(size()).isEqualTo(4);
    }

    @Test
    void thereIsAlwaysRoomForOneAndNeverForMoreThanTheMost() {
        var narrow = new ConcurrencyLimit(2);
        for (int i = 0; i < 5; i++) {
            narrow.throttled(narrow.cuts(), 1);
        }
        assertThat(narrow.hasBeside(0)).isTrue();
        assertThat(narrow.hasBeside(1)).isFalse();

        for (int i = 0; i < 5; i++) {
            narrow.succeeded();
        }
        assertThat(narrow.hasBeside(1)).isTrue();
        assertThat(narrow.hasBeside(2)).isFalse();
    }

    /**
     * In simulated time, with quotas that a burst exhausts at once: harder than Bedrock's, which
     * refill up to what a minute gives.
     */
    @ParameterizedTest
    @CsvSource({"10, 1", "40, 1", "100, 1", "100, 10", "150, 60"})
    void aStormOf200WorkersComesToUseTheQuotaAndNobodyStarves(double rate, double burst) {
        var storm = new Storm(room, 200, rate, rate * burst);

        storm.runUntil(150);
        long before = storm.answers();
        storm.runUntil(750);

        assertThat(storm.throttled()).isPositive();
        assertThat((storm.answers() - before) / (rate * 600)).isGreaterThanOrEqualTo(0.8);
        assertThat(storm.fewest() * 2L).isGreaterThanOrEqualTo(storm.answers() / 200);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "40, 1", "100, 1", "100, 10", "150, 60"})
    void aSearchingLimitUsesTheQuotaAfterAMinute(double rate, double burst) {
        var storm = new Storm(new ConcurrencyLimit(1000, 10, 0.9), 1000, rate, rate * burst);

        // The burst is used up first, at a rate of at least ten calls.
        storm.runUntil(60 + burst);
        long before = storm.answers();
        storm.runUntil(660 + burst);

        assertThat((storm.answers() - before) / (rate * 600)).isGreaterThanOrEqualTo(0.9);
        assertThat(storm.throttled()).isPositive();
        assertThat(storm.throttled() / (double) storm.answers()).isLessThan(0.25);
    }

    /** Bedrock throttles some calls whatever the quota, when a model is in demand. */
    @ParameterizedTest
    @CsvSource({"10, 1", "40, 1", "100, 1", "100, 10", "400, 1"})
    void aSearchingLimitUsesTheQuotaThoughCallsAreThrottledWithinIt(double rate, double burst) {
        var storm = new Storm(new ConcurrencyLimit(1000, 10, 0.9), 1000, rate, rate * burst, 0.05);

        storm.runUntil(60 + burst);
        long before = storm.answers();
        storm.runUntil(660 + burst);

        assertThat((storm.answers() - before) / (rate * 600)).isGreaterThanOrEqualTo(0.9);
        assertThat(storm.throttled() / (double) storm.answers()).isLessThan(0.3);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "40, 1", "100, 1", "100, 10", "150, 60"})
    void aLimitDoesNotCollapseBecauseCallsAreThrottledWithinTheQuota(double rate, double burst) {
        var storm = new Storm(room, 200, rate, rate * burst, 0.05);

        storm.runUntil(150);
        long before = storm.answers();
        storm.runUntil(750);

        assertThat((storm.answers() - before) / (rate * 600)).isGreaterThanOrEqualTo(0.8);
    }
}
