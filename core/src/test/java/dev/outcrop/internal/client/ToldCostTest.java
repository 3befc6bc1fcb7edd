package dev.outcrop.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Objects;

class ToldCostTest {
    private static Usage usage(String cost) {
        return new Usage((Json.Obj) Json.parse("{\"inputTokens\":1,\"cost\":" + cost + "}"));
    }

    private static Cost told(String cost) {
        return Objects.requireNonNull(ToldCost.of(usage(cost)));
    }

    @Test
    void theCostOfTheServerIsExact() {
        assertThat(told("0.00014").usd()).isEqualTo(new BigDecimal("0.00014"));
        assertThat(told("0").isKnown()).isTrue();
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
