package dev.outcrop.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void theTokensOfThinkingAreThoseThatTheApiReported() {
        assertThat(usage("{'inputTokens':10,'outputTokens':9,'reasoningTokens':4}").reasoning())
                .isEqualTo(4);
        assertThat(Usage.of(10, 9).reasoning()).isZero();
    }

    @Test
    void sumsContainTheTokensOfThinkingOnlyIfOneCallReportedThem() {
        Usage some = usage("{'inputTokens':10,'outputTokens':9,'reasoningTokens':4}");

        assertThat(some.plus(Usage.of(1, 1)).plus(some).reasoning()).isEqualTo(8);
        assertThat(Usage.of(1, 1).plus(Usage.of(1, 1)).json().get("reasoningTokens")).isNull();
    }

    @Test
    void itsTextHasTheKnownCounts() {
        assertThat(Usage.of(10, 5)).hasToString("Usage[input=10, output=5, total=15]");
        assertThat(
                        usage(
                                "{'inputTokens':10,'outputTokens':5,'totalTokens':15,"
                                        + "'cacheReadInputTokens':2,'reasoningTokens':3}"))
                .hasToString("Usage[input=10, output=5, total=15, cacheRead=2, reasoning=3]");
        assertThat(Usage.NONE).hasToString("Usage[unknown]");
    }

    private static Usage usage(String json) {
        return new Usage((Json.Obj) Json.parse(json.replace('\'', '"')));
    }
}
