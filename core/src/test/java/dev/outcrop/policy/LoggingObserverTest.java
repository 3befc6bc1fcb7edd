package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ServiceException;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer.Ended;
import dev.outcrop.policy.Observer.Outcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
