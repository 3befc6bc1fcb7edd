package dev.outcrop.local.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** Amounts that a request, a script or a clock says, however large they are. */
class LargeAmountsTest {
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private Instant now = Instant.parse("2026-01-31T23:58:00Z");
    private long output = 10;

    private final Engine engine =
            (question, out) -> {
                out.accept(Event.messageStart());
                out.accept(
                        new Event(
                                "metadata",
                                Json.EMPTY.with(
                                        "usage",
                                        Json.EMPTY
                                                .with("inputTokens", Json.of(1))
                                                .with("outputTokens", Json.of(output)))));
            };

    private static void ask(QuotaEngine metered, long maxTokens) {
        metered.answer(
                new Question(
                        CLAUDE,
                        Json.EMPTY.with(
                                "inferenceConfig",
                                Json.EMPTY.with("maxTokens", Json.of(maxTokens)))),
                event -> {});
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 2_000})
    void whatIsMoreThanTheQuotaIsRefused(long maxTokens) {
        for (Quotas quotas :
                new Quotas[] {
                    Quotas.NONE.withTokensPerMinute(1_000), Quotas.NONE.withTokensPerDay(1_000)
                }) {
            var metered = new QuotaEngine(engine, quotas, () -> now);

            assertThatThrownBy(() -> ask(metered, maxTokens))
                    .hasMessageStartingWith("Too many tokens");
            ask(metered, 900);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 5 + 1, Long.MAX_VALUE / 2})
    void moreThanEverIsUsedIsOverTheQuota(long used) {
        for (Quotas quotas :
                new Quotas[] {
                    Quotas.NONE.withTokensPerMinute(1_000), Quotas.NONE.withTokensPerDay(1_000)
                }) {
            var metered = new QuotaEngine(engine, quotas, () -> now);
            output = used;
            ask(metered, 10);

            assertThatThrownBy(() -> ask(metered, 1)).hasMessageStartingWith("Too many tokens");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000_000})
    void aNegativeAmountGivesNothing(long maxTokens) {
        var metered = new QuotaEngine(engine, Quotas.NONE.withTokensPerMinute(100), () -> now);
        output = maxTokens;
        ask(metered, maxTokens);
        ask(metered, maxTokens);

        assertThatThrownBy(() -> ask(metered, 101)).hasMessageStartingWith("Too many tokens");
    }

    @Test
    void withoutQuotasNothingIsTooMuch() {
        var metered = new QuotaEngine(engine, Quotas.NONE, () -> now);
        output = Long.MAX_VALUE;

        for (int i = 0; i < 3; i++) {
            ask(metered, Long.MAX_VALUE);
        }
    }

    @Test
    void aClockThatJumpsRefillsAndNothingElse() {
        var metered = new QuotaEngine(engine, Quotas.NONE.withRequestsPerMinute(1), () -> now);
        ask(metered, 1);
        now = Instant.parse("1526-01-01T00:00:00Z");
        assertThatThrownBy(() -> ask(metered, 1)).hasMessageStartingWith("Too many requests");
        now = Instant.parse("9999-01-01T00:00:00Z");
        assertThatCode(() -> ask(metered, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ask(metered, 1)).hasMessageStartingWith("Too many requests");
    }

    @Test
    void sumsAndProductsEndAtTheLargestNumber() {
        assertThat(Sum.of(1, 2, -7)).isEqualTo(3);
        assertThat(Sum.of(Long.MAX_VALUE, 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sum.times(3, 5)).isEqualTo(15);
        assertThat(Sum.times(Long.MAX_VALUE, 5)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sum.times(1L << 62, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sum.times(-3, 5)).isZero();
        assertThat(Sum.times(3, -5)).isZero();
    }
}
