package dev.outcrop.local.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class QuotaEngineTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private Instant now = Instant.parse("2026-01-31T23:58:00Z");
    private long output = 10;

    private final Engine engine =
            (question, out) -> {
                out.accept(Event.messageStart());
                out.accept(Event.metadata(InputTokens.of(question.body()), output));
            };

    @Test
    void refusesTooManyRequestsAMinute() {
        QuotaEngine metered = metered(Quotas.NONE.withRequestsPerMinute(2));

        ask(metered, NOVA, 10);
        ask(metered, NOVA, 10);
        assertRefused(metered, NOVA, 10, "Too many requests, please wait before trying again.");
        ask(metered, CLAUDE, 10);
        now = now.plus(Duration.ofSeconds(29));
        assertRefused(metered, NOVA, 10, "Too many requests, please wait before trying again.");
        now = now.plus(Duration.ofSeconds(1));
        ask(metered, NOVA, 10);
    }

    @Test
    void setsMaxTokensAsideAndGivesBackWhatWasNotUsed() {
        QuotaEngine metered = metered(Quotas.NONE.withTokensPerMinute(1_000));

        // 100 asked for, but 5 of input and 10 of output used: 66 times, where 1,000 / 105 is 9.
        for (int i = 0; i < 60; i++) {
            ask(metered, NOVA, 100);
        }
        assertRefused(metered, NOVA, 100, "Too many tokens, please wait before trying again.");
        now = now.plus(Duration.ofSeconds(30));
        ask(metered, NOVA, 100);
    }

    @Test
    void setsAsideWhatTheModelCouldSayWhereNothingIsSaid() {
        QuotaEngine metered = metered(Quotas.NONE.withTokensPerMinute(50_000));

        assertThatThrownBy(() -> metered.answer(question(NOVA, Json.EMPTY), event -> {}))
                .hasMessageStartingWith("Too many tokens,");
        assertThatCode(() -> ask(metered, NOVA, 1_000)).doesNotThrowAnyException();
    }

    @Test
    void outputOfClaudeCountsFiveTimes() {
        QuotaEngine metered = metered(Quotas.NONE.withTokensPerMinute(1_005));
        output = 100;

        ask(metered, CLAUDE, 100);
        ask(metered, CLAUDE, 100);

        assertRefused(metered, CLAUDE, 1, "Too many tokens, please wait before trying again.");
        ask(metered, NOVA, 100);
    }

    @Test
    void aDayHasAnEnd() {
        QuotaEngine metered = metered(Quotas.NONE.withTokensPerDay(100));
        output = 80;

        ask(metered, NOVA, 80);
        assertRefused(
                metered, NOVA, 80, "Too many tokens per day, please wait before trying again.");
        now = now.plus(Duration.ofMinutes(1));
        assertRefused(
                metered, NOVA, 80, "Too many tokens per day, please wait before trying again.");
        now = now.plus(Duration.ofMinutes(1));
        ask(metered, NOVA, 80);
    }

    @Test
    void aRefusedCallUsesNothing() {
        var metered =
                new QuotaEngine(
                        (question, out) -> {
                            throw ServiceError.validation("no");
                        },
                        Quotas.NONE.withTokensPerMinute(200),
                        () -> now);

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> ask(metered, NOVA, 150)).hasMessage("no");
        }
    }

    private QuotaEngine metered(Quotas quotas) {
        return new QuotaEngine(engine, quotas, () -> now);
    }

    private static void ask(QuotaEngine metered, String modelId, long maxTokens) {
        Json.Obj limits = Json.EMPTY.with("maxTokens", Json.of(maxTokens));
        metered.answer(question(modelId, limits), event -> {});
    }

    private static void assertRefused(
            QuotaEngine metered, String modelId, long maxTokens, String words) {
        assertThatThrownBy(() -> ask(metered, modelId, maxTokens))
                .isInstanceOfSatisfying(
                        ServiceError.class, error -> assertThat(error.status()).isEqualTo(429))
                .hasMessage(words);
    }

    private static Question question(String modelId, Json.Obj limits) {
        Map<String, ?> message = Map.of("role", "user", "content", List.of(Map.of("text", "a")));
        return new Question(
                modelId,
                Json.object(Map.of("messages", List.of(message))).with("inferenceConfig", limits));
    }
}
