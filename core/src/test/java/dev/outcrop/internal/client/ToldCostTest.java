package dev.outcrop.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

class ToldCostTest {
    private static Usage usage(String cost) {
        return new Usage((Json.Obj) Json.parse("{\"inputTokens\":1,\"cost\":" + cost + "}"));
    }

    @Test
    void theCostOfTheServerIsExact() {
        assertThat(ToldCost.of(usage("0.00014")).usd()).isEqualTo(new BigDecimal("0.00014"));
        assertThat(ToldCost.of(usage("0")).isKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e9", "1e999999999", "1e-999999999", "\"1\"", "null", "{}"})
    void whatIsNoCostIsIgnored(String cost) {
        assertThat(ToldCost.of(usage(cost))).isNull();
    }

    @Test
    void usageWithoutACostHasNone() {
        assertThat(ToldCost.of(Usage.of(1, 2))).isNull();
    }
}
