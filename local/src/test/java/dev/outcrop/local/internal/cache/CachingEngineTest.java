package dev.outcrop.local.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class CachingEngineTest {
    private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final Map<String, ?> POINT = Map.of("cachePoint", Map.of("type", "default"));
    private static final Map<String, ?> HOUR =
            Map.of("cachePoint", Map.of("type", "default", "ttl", "1h"));

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final CachingEngine caching = new CachingEngine(new RuleEngine(), () -> now);

    @Test
    void writesThenReadsThenForgets() {
        Json.Obj body = asking(List.of(text(2_000), POINT), List.of(text(10)));
        long size = 2_000;

        assertUse(usage(SONNET, body), 0, size, 14);
        assertUse(usage(SONNET, body), size, 0, 14);
        now = now.plus(Duration.ofMinutes(4));
        assertUse(usage(SONNET, body), size, 0, 14);
        now = now.plus(Duration.ofMinutes(4));
        assertUse(usage(SONNET, body), size, 0, 14);
        now = now.plus(Duration.ofMinutes(5));
        assertUse(usage(SONNET, body), 0, size, 14);
    }

    @Test
    void keepsAnHourWhereAskedTo() {
        Json.Obj body = asking(List.of(text(2_000), HOUR), List.of(text(10)));

        Json.Obj first = usage(SONNET, body);
        now = now.plus(Duration.ofMinutes(59));
        assertUse(usage(SONNET, body), 2_000, 0, 14);
        now = now.plus(Duration.ofMinutes(60));
        assertUse(usage(SONNET, body), 0, 2_000, 14);
        assertThat(first.array("cacheDetails"))
                .containsExactly(Json.object(Map.of("inputTokens", 2_000, "ttl", "1h")));
    }

    @Test
    void tellsTheTimesToLiveApart() {
        Json.Obj body = asking(List.of(text(2_000), HOUR), List.of(text(500), POINT, text(10)));

        assertThat(usage(SONNET, body).array("cacheDetails"))
                .containsExactly(
                        Json.object(Map.of("inputTokens", 2_000, "ttl", "1h")),
                        Json.object(Map.of("inputTokens", 504, "ttl", "5m")));
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 1024",
        "anthropic.claude-3-7-sonnet-20250219-v1:0, 1024",
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, 2048",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0, 4096",
        "global.anthropic.claude-opus-4-5-20251101-v1:0, 4096",
        "us.anthropic.claude-opus-4-20250514-v1:0, 1024",
        "us.anthropic.claude-opus-4-6-v1, 4096",
        "us.anthropic.claude-opus-4-7, 2048",
        "us.anthropic.claude-opus-4-8, 1024",
        "us.anthropic.claude-opus-5, 512",
        "us.anthropic.claude-sonnet-4-6, 1024",
        "us.anthropic.claude-sonnet-5, 1024",
        "us.anthropic.claude-sonnet-5-5, 512",
        "us.amazon.nova-pro-v1:0, 1000"
    })
    void keepsNothingBelowTheMinimumOfTheFamily(String modelId, int minimum) {
        Json.Obj small = asking(List.of(text(minimum - 1), POINT), List.of(text(10)));
        Json.Obj enough = asking(List.of(text(minimum), POINT), List.of(text(10)));

        assertUse(usage(modelId, small), 0, 0, minimum - 1 + 14);
        assertUse(usage(modelId, small), 0, 0, minimum - 1 + 14);
        assertUse(usage(modelId, enough), 0, minimum, 14);
        assertUse(usage(modelId, enough), minimum, 0, 14);
    }

    @ParameterizedTest
    @CsvSource({"19, true", "20, false"})
    void looksBackTwentyBlocks(int blocksBetween, boolean found) {
        List<Object> content = new ArrayList<>();
        content.add(text(2_000));
        content.add(POINT);
        usage(SONNET, asking(List.of(text(5)), content));
        content.remove(POINT);
        for (int i = 0; i < blocksBetween; i++) {
            content.add(text(i + 1));
        }
        content.add(POINT);

        Json.Obj usage = usage(SONNET, asking(List.of(text(5)), content));

        assertThat(usage.integer("cacheReadInputTokens", -1)).isEqualTo(found ? 2_009 : 0);
    }

    @Test
    void anyChangeBeforeAPointIsAMiss() {
        usage(SONNET, asking(List.of(text(2_000), POINT), List.of(text(10))));

        assertUse(
                usage(SONNET, asking(List.of(text(2_001), POINT), List.of(text(10)))),
                0,
                2_001,
                14);
        assertUse(
                usage(
                        "us.anthropic.claude-sonnet-4-6",
                        asking(List.of(text(2_000), POINT), List.of(text(10)))),
                0,
                2_000,
                14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic.claude-v2|5m|AccessDeniedException|unsupported model",
                "meta.llama3-8b-instruct-v1:0|5m|AccessDeniedException|unsupported model",
                "us.amazon.nova-pro-v1:0|1h|ValidationException|ttl",
                "us.anthropic.claude-sonnet-4-20250514-v1:0|1h|ValidationException|ttl"
            })
    void refusesWhatTheModelCannot(String modelId, String ttl, String type, String words) {
        Json.Obj body = asking(List.of(text(9), ttl.equals("1h") ? HOUR : POINT), List.of(text(1)));

        assertThatThrownBy(() -> usage(modelId, body))
                .isInstanceOfSatisfying(
                        ServiceError.class, error -> assertThat(error.type()).isEqualTo(type))
                .hasMessageContaining(words);
    }

    @Test
    void refusesAnHourAfterFiveMinutes() {
        assertThatThrownBy(
                        () ->
                                usage(
                                        SONNET,
                                        asking(List.of(text(9), POINT), List.of(text(1), HOUR))))
                .hasMessageContaining("messages.0.content.0.cache_control.ttl: a ttl='1h'");
    }

    @Test
    void refusesAFifthPoint() {
        assertThatThrownBy(
                        () ->
                                usage(
                                        SONNET,
                                        asking(
                                                List.of(text(1), POINT, text(1), POINT),
                                                List.of(
                                                        text(1), POINT, text(1), POINT, text(1),
                                                        POINT))))
                .hasMessageContaining(
                        "A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }

    /** Each turn reads all that the turn before wrote; a long tool loop never loses the thread. */
    @Test
    void aConversationOfThirtyTurnsReadsAllThatWasSaid() {
        List<Map<String, ?>> messages = new ArrayList<>();
        long before = 0;
        long read = 0;
        long best = 0;
        long all = 0;
        for (int turn = 0; turn < 30; turn++) {
            messages.add(Map.of("role", "user", "content", List.of(text(60 + turn), POINT)));
            Json.Obj body =
                    Json.object(
                            Map.of(
                                    "system",
                                    List.of(text(1_500), POINT),
                                    "toolConfig",
                                    Map.of("tools", List.of(tool(), POINT)),
                                    "messages",
                                    messages));

            Json.Obj usage = usage(SONNET, body);

            long size = InputTokens.of(new Question(SONNET, body));
            assertThat(usage.integer("cacheReadInputTokens", -1))
                    .as("turn %s", turn)
                    .isEqualTo(before);
            assertThat(usage.integer("cacheWriteInputTokens", -1)).isEqualTo(size - before);
            assertThat(usage.integer("inputTokens", -1)).isZero();
            assertThat(usage.integer("totalTokens", -1))
                    .isEqualTo(size + usage.integer("outputTokens", 0));
            read += usage.integer("cacheReadInputTokens", 0);
            best += before;
            all += size;
            before = size;
            messages.removeLast();
            messages.add(Map.of("role", "user", "content", List.of(text(60 + turn))));
            messages.add(Map.of("role", "assistant", "content", List.of(text(40))));
            now = now.plusSeconds(120);
        }
        assertThat(read).isEqualTo(best).isGreaterThan(all * 9 / 10);
    }

    private Json.Obj usage(String modelId, Json.Obj body) {
        var events = new ArrayList<Event>();
        caching.answer(new Question(modelId, body), events::add);
        return events.getLast().payload().object("usage");
    }

    private static void assertUse(Json.Obj usage, long read, long written, long input) {
        assertThat(usage.integer("cacheReadInputTokens", -1)).as("read").isEqualTo(read);
        assertThat(usage.integer("cacheWriteInputTokens", -1)).as("written").isEqualTo(written);
        assertThat(usage.integer("inputTokens", -1)).as("input").isEqualTo(input);
    }

    private static Json.Obj asking(List<?> system, List<?> content) {
        return Json.object(
                Map.of(
                        "system",
                        system,
                        "messages",
                        List.of(Map.of("role", "user", "content", content))));
    }

    private static Map<String, ?> tool() {
        return Map.of(
                "toolSpec",
                Map.of("name", "look", "inputSchema", Map.of("json", Map.of("type", "object"))));
    }

    /** A text of so many tokens. */
    private static Map<String, String> text(int tokens) {
        return Map.of("text", ("a" + " b".repeat(tokens - 1)));
    }
}
