package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

class CostTest {
    private static final Catalog.Prices ALL =
            new Catalog.Prices(price("3"), price("15"), price("0.3"), price("3.75"), price("6"));
    private static final Catalog.Prices WITHOUT_CACHE =
            new Catalog.Prices(price("3"), price("15"), null, null, null);

    @Test
    void pricesEachKindOfTokenApart() {
        Usage usage =
                usage(
                        """
                        {"inputTokens": 1000, "outputTokens": 100, "totalTokens": 14100,
                         "cacheReadInputTokens": 10000, "cacheWriteInputTokens": 3000,
                         "cacheDetails": [{"ttl": "1h", "inputTokens": 1000},
                                          {"ttl": "5m", "inputTokens": 2000}]}
                        """);

        Cost cost = Cost.of(usage, ALL);

        // 0.003 + 0.0015 + 0.003 + 0.0075 + 0.006
        assertThat(cost.usd()).isEqualTo("0.021");
        assertThat(cost.isKnown()).isTrue();
        assertThat(cost).hasToString("0.021 USD");
    }

    @Test
    void aLongInputHasOtherPricesForAllTokensOfTheCall() {
        Catalog.Prices prices = tiered();

        assertThat(Cost.of(Usage.of(272_000, 1_000), prices).usd()).isEqualTo("0.83");
        assertThat(Cost.of(Usage.of(272_001, 1_000), prices).usd()).isEqualTo("1.653006");
    }

    @Test
    void cachedTokensCountForTheTier() {
        Usage usage =
                usage(
                        """
                        {"inputTokens": 1, "outputTokens": 1000, "cacheReadInputTokens": 270000,
                         "cacheWriteInputTokens": 2000,
                         "cacheDetails": [{"ttl": "1h", "inputTokens": 1500},
                                          {"ttl": "5m", "inputTokens": 500}]}
                        """);

        // 0.000006 + 0.021 + 0.162 + 0.00375 + 0.018
        assertThat(Cost.allInput(usage)).isEqualTo(272_001);
        assertThat(Cost.of(usage, tiered()).usd()).isEqualTo("0.204756");
    }

    @Test
    void outputDoesNotCountForTheTier() {
        assertThat(Cost.of(Usage.of(1_000, 300_000), tiered()).usd()).isEqualTo("4.203");
    }

    @Test
    void manyShortCallsAreNotALongOne() {
        Cost sum = Cost.NONE;
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(Cost.of(Usage.of(100_000, 0), tiered()));
        }
        assertThat(sum.usd()).isEqualTo("3");
    }

    @Test
    void aPartWithoutAPriceInItsTierIsUnknown() {
        Usage usage = usage("{\"inputTokens\": 1000, \"cacheReadInputTokens\": 1000000}");
        var prices =
                new Catalog.Prices(
                        price("3"),
                        price("14"),
                        price("0.3"),
                        null,
                        null,
                        List.of(new Catalog.Tier(272_000, WITHOUT_CACHE)));

        assertThat(Cost.of(usage, prices).unknown()).containsExactly(Cost.Part.CACHE_READ);
    }

    private static Catalog.Prices tiered() {
        var over =
                new Catalog.Prices(
                        price("6"), price("21"), price("0.6"), price("7.5"), price("12"));
        return new Catalog.Prices(
                price("3"),
                price("14"),
                price("0.3"),
                price("3.75"),
                price("6"),
                List.of(new Catalog.Tier(272_000, over)));
    }

    @Test
    void isExact() {
        Cost sum = Cost.NONE;
        for (int i = 0; i < 1_000; i++) {
            sum = sum.plus(Cost.of(Usage.of(1, 1), ALL));
        }
        assertThat(sum.usd()).isEqualTo("0.018");
        assertThat(Cost.of(Usage.of(Long.MAX_VALUE, 0), ALL).usd())
                .isEqualTo("27670116110564.327421");
    }

    @Test
    void whatWasNotUsedNeedsNoPrice() {
        assertThat(Cost.of(Usage.of(1_000, 100), WITHOUT_CACHE)).hasToString("0.0045 USD");
        assertThat(Cost.of(Usage.of(0, 0), Catalog.Prices.NONE))
                .isEqualTo(Cost.NONE)
                .hasToString("0 USD");
    }

    @Test
    void anUnknownPriceIsSaidAndSpoilsNothing() {
        Usage usage = usage("{\"inputTokens\": 1000, \"cacheReadInputTokens\": 5}");

        Cost cost = Cost.of(usage, WITHOUT_CACHE);

        assertThat(cost.isKnown()).isFalse();
        assertThat(cost.usd()).isEqualTo("0.003");
        assertThat(cost.unknown()).containsExactly(Cost.Part.CACHE_READ);
        assertThat(cost).hasToString("0.003 USD + unknown (cache_read)");
        assertThat(cost.plus(Cost.of(Usage.of(1_000, 0), ALL)))
                .hasToString("0.006 USD + unknown (cache_read)");
        assertThat(Cost.of(Usage.of(1, 1), Catalog.Prices.NONE))
                .hasToString("unknown (input, output)");
    }

    @Test
    void aPriceOfNothingIsKnown() {
        var free = new Catalog.Prices(price("0"), price("0"), null, null, null);

        assertThat(Cost.of(Usage.of(5, 5), free)).isEqualTo(Cost.NONE);
    }

    @Test
    void aCallWithoutCountsIsUnknown() {
        assertThat(Cost.of(Usage.NONE, ALL)).hasToString("unknown (call)");
    }

    private static Usage usage(String json) {
        return new Usage((Json.Obj) Json.parse(json));
    }

    private static BigDecimal price(String text) {
        return new BigDecimal(text);
    }
}
