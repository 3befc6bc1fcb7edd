package dev.outcrop.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.ModelUsage;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Objects;

class UsageLedgerTest {
    private static final String HAIKU = "global.anthropic.claude-haiku-5-5";

    private final UsageLedger ledger = new UsageLedger(CatalogInUse.of(null, Clock.systemUTC()));

    private ModelUsage used() {
        return Objects.requireNonNull(ledger.usage().get(HAIKU));
    }

    @Test
    void eachCallHasThePricesOfItsOwnLength() {
        for (int i = 0; i < 100; i++) {
            ledger.answered(HAIKU, Usage.of(10_000, 0));
        }
        assertThat(used().cost().usd()).isEqualTo("0.1");

        ledger.answered(HAIKU, Usage.of(100_000, 0));
        ledger.answered(HAIKU, Usage.of(100_001, 0));
        assertThat(used().cost().usd()).isEqualTo("0.1600005");
        assertThat(used().answers()).isEqualTo(102);
        assertThat(used().usage().input()).isEqualTo(1_200_001);
    }

    @Test
    void cachedTokensCountForTheLengthOfACall() {
        String json = "{\"inputTokens\": 1, \"outputTokens\": 0, \"cacheReadInputTokens\": 100000}";
        ledger.answered(HAIKU, new Usage((Json.Obj) Json.parse(json)));

        assertThat(used().cost().usd()).isEqualTo("0.0050005");
    }

    @Test
    void aCallWithoutCountsIsUnknown() {
        ledger.answered(HAIKU, Usage.NONE);
        ledger.answered(HAIKU, Usage.of(10, 0));

        assertThat(used().cost().unknown()).containsExactly(Cost.Part.CALL);
        assertThat(used().cost().usd()).isEqualTo("0.000001");
    }
}
