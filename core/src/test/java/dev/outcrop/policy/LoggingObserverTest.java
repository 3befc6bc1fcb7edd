package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ServiceException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;
import dev.outcrop.policy.Observer.QuestionEnded;
import dev.outcrop.policy.Observer.ToolEnded;
import dev.outcrop.policy.Observer.ToolOutcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;

class LoggingObserverTest {
    private static final Observer.Call CALL = new Observer.Call("Converse", "some-model");

    private final Lines lines = new Lines(System.Logger.Level.TRACE);
    private final LoggingObserver log = LoggingObserver.to(lines);

    @Test
    void writesALineForEachStep() {
        var failure = new ServiceException("it is down", ErrorDetails.NONE);
        log.started(CALL);
        log.attempt(CALL, 1);
        log.retrying(CALL, 2, Duration.ofMillis(7), failure);
        log.firstDelta(CALL, Duration.ofMillis(8));
        log.ended(
                CALL,
                new Ended(
                        Outcome.DONE,
                        Duration.ofMillis(9),
                        2,
                        5,
                        Usage.of(3, 4),
                        StopReason.END_TURN,
                        null,
                        new BigDecimal("0.5")));
        log.ended(
                CALL,
                new Ended(Outcome.FAILED, Duration.ZERO, 1, 0, Usage.NONE, null, failure, null));

        assertThat(lines.written)
                .containsExactly(
                        "DEBUG Converse some-model begins",
                        "DEBUG Converse some-model is sent, try 1",
                        "INFO Converse some-model is tried again in 7 ms, try 2: it is down",
                        "DEBUG Converse some-model answers after 8 ms",
                        "DEBUG Converse some-model is done: end_turn, 9 ms, 2 tries, 5 events,"
                                + " 3 + 4 tokens, 0.5 USD",
                        "WARNING Converse some-model failed: it is down, 0 ms, 1 try, 0 events");
    }

    @Test
    void writesNoContentUnlessAsked() {
        assertThat(log.wantsContent()).isFalse();
        assertThat(log.withContent().wantsContent()).isTrue();
        assertThat(
                        LoggingObserver.to(new Lines(System.Logger.Level.DEBUG))
                                .withContent()
                                .wantsContent())
                .isFalse();
    }

    @Test
    void escapesWhatCouldForgeALine() {
        LoggingObserver curious = log.withContent();
        curious.asked(CALL, "{\"a\":\"\u001b[31m\"}");
        curious.answered(
                CALL,
                Turn.of(Message.assistant("a\r\nERROR\u2028 forged\u202e\u0085\ud83d\ude00")));

        assertThat(lines.written)
                .containsExactly(
                        "TRACE Converse some-model asks: {\"a\":\"\\u001b[31m\"}",
                        "TRACE Converse some-model is answered:"
                                + " a\\u000d\\u000aERROR\\u2028 forged\\u202e\\u0085\ud83d\ude00");
    }

    @Test
    void toolsHaveALineForEachStep() {
        var question = new Observer.Question("some-model", Map.of("feature", "coat"));
        var tool = new Observer.ToolCall(question, 1, "t1", "weather\n" + "x".repeat(1_000));
        var failure = new IllegalStateException("secret input");
        log.toolRequested(tool);
        log.toolInput(tool, Json.object(Map.of("place", "Oslo")));
        log.toolDecided(tool, true, Duration.ofMillis(4));
        log.toolResult(tool, new Content.ToolResult("t1", "rain"));
        log.toolEnded(tool, new ToolEnded(ToolOutcome.RETURNED, Duration.ofMillis(5), null));
        log.toolEnded(tool, new ToolEnded(ToolOutcome.FAILED, Duration.ofMillis(6), failure));
        log.fellBack(
                question,
                "some-model",
                "other-model",
                new ServiceException("it is down", ErrorDetails.NONE));
        log.questionEnded(
                question,
                new QuestionEnded(
                        Outcome.DONE,
                        Duration.ofMillis(7),
                        2,
                        1,
                        new Usage(
                                Json.object(
                                        Map.of(
                                                "inputTokens",
                                                3,
                                                "outputTokens",
                                                4,
                                                "cacheReadInputTokens",
                                                100))),
                        null));

        assertThat(lines.written)
                .map(line -> line.replaceAll("weather\\\\u000ax{92}", "weather"))
                .containsExactly(
                        "DEBUG tool weather is requested",
                        "DEBUG tool weather is approved after 4 ms",
                        "DEBUG tool weather is done, 5 ms",
                        "WARNING tool weather failed with java.lang.IllegalStateException, 6 ms",
                        "INFO some-model gave no answer, calls other-model: it is down",
                        "DEBUG question to some-model ended: DONE, 7 ms, 2 calls, 1 tool, 3 + 4"
                                + " tokens, cache: 100 read, 0 written, {feature=coat}");
    }

    @Test
    void contentOfToolsIsBoundedAndRedacted() {
        var question = new Observer.Question("some-model", Map.of());
        var tool = new Observer.ToolCall(question, 1, "t1", "weather");
        Observer curious = Observer.logging(lines, text -> text.replace("4711", "****"));

        assertThat(curious.wantsContent()).isTrue();
        curious.toolInput(tool, Json.object(Map.of("pin", "4711")));
        curious.toolResult(tool, new Content.ToolResult("t1", "x".repeat(1_000_000)));
        curious.asked(CALL, "my pin is 4711");

        assertThat(lines.written.get(0))
                .isEqualTo("TRACE tool weather has the input: {\"pin\":\"****\"}");
        assertThat(lines.written.get(1)).hasSizeBetween(99_000, 101_000);
        assertThat(lines.written.get(2))
                .isEqualTo("TRACE Converse some-model asks: my pin is ****");
    }

    @Test
    void aLineIsBounded() {
        log.withContent().asked(CALL, "\n".repeat(1_000_000));

        assertThat(lines.written.getFirst()).hasSizeLessThan(101_000);
    }

    private static final class Lines implements System.Logger {
        private final List<String> written = new ArrayList<>();
        private final Level from;

        Lines(Level from) {
            this.from = from;
        }

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(from) >= 0;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable e) {
            written.add(level + " " + text);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                String format,
                @Nullable Object... params) {
            written.add(level + " " + format);
        }
    }
}
