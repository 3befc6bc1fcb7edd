package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ServiceException;
import dev.outcrop.internal.observe.ObserverList;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Outcome;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class CallObserversTest {
    private final List<String> heard = new ArrayList<>();
    private final List<Observer.Ended> ends = new ArrayList<>();
    private long now = 1_000;

    private final Observer listener =
            new Observer() {
                @Override
                public void started(Observer.Call call) {
                    heard.add("started " + call);
                }

                @Override
                public void attempt(Observer.Call call, int number) {
                    heard.add("attempt " + number);
                }

                @Override
                public void retrying(
                        Observer.Call call,
                        int nextAttempt,
                        Duration wait,
                        BedrockException failure) {
                    heard.add("retrying " + nextAttempt);
                }

                @Override
                public void firstDelta(Observer.Call call, Duration sinceStart) {
                    heard.add("firstDelta " + sinceStart.toNanos());
                }

                @Override
                public void ended(Observer.Call call, Ended how) {
                    heard.add("ended " + how.outcome());
                    ends.add(how);
                }
            };

    private final Observer thrower =
            new Observer() {
                @Override
                public void started(Observer.Call call) {
                    throw new IllegalStateException("mine");
                }

                @Override
                public void ended(Observer.Call call, Ended how) {
                    throw new IllegalStateException("mine");
                }
            };

    private final List<String> answered = new ArrayList<>();
    private final UsageRecorder pricing =
            new UsageRecorder() {
                @Override
                public BigDecimal usd(String modelId, Usage usage) {
                    return BigDecimal.valueOf(usage.input() + usage.output());
                }

                @Override
                public void answered(String modelId, Usage usage) {
                    answered.add(modelId + " " + usage.output());
                }
            };

    private CallObservers watch(Observer... observers) {
        return new CallObservers(
                ObserverList.of(List.of(observers), List.of()),
                pricing,
                () -> now,
                new Observer.Call("Converse", "some-model"));
    }

    @Test
    void tellsTheStoryOfACallInOrder() {
        CallObservers watch = watch(thrower, listener);
        watch.attempt(1);
        watch.retrying(2, Duration.ZERO, new ServiceException("500", ErrorDetails.NONE));
        watch.attempt(2);
        now += 7;
        watch.firstDelta();
        now += 3;
        watch.done(2, 5, Usage.of(3, 4), StopReason.END_TURN);

        assertThat(heard)
                .containsExactly(
                        "started Converse some-model",
                        "attempt 1",
                        "retrying 2",
                        "attempt 2",
                        "firstDelta 7",
                        "ended DONE");
        assertThat(ends)
                .containsExactly(
                        new Observer.Ended(
                                Outcome.DONE,
                                Duration.ofNanos(10),
                                2,
                                5,
                                Usage.of(3, 4),
                                StopReason.END_TURN,
                                null,
                                BigDecimal.valueOf(7)));
    }

    @Test
    void endsOnce() {
        CallObservers watch = watch(listener);

        watch.failed(new ServiceException("500", ErrorDetails.NONE), 1, 0);
        watch.done(1, 0, Usage.NONE, null);
        watch.broken(1, 0);

        assertThat(ends).extracting(Observer.Ended::outcome).containsExactly(Outcome.FAILED);
    }

    @Test
    void tellsCancelledFromFailed() {
        watch(listener).failed(new CancelledException("enough", ErrorDetails.NONE), 1, 0);
        watch(listener).broken(1, 2);

        assertThat(ends)
                .extracting(Observer.Ended::outcome)
                .containsExactly(Outcome.CANCELLED, Outcome.FAILED);
        assertThat(ends.getLast().failure()).isNull();
    }

    @Test
    void tellsWhatWasSaidToThoseAloneWhoWantIt() {
        var content = new ArrayList<String>();
        Observer curious =
                new Observer() {
                    @Override
                    public boolean wantsContent() {
                        return true;
                    }

                    @Override
                    public void asked(Observer.Call call, String body) {
                        content.add(body);
                    }

                    @Override
                    public void answered(Observer.Call call, Turn answer) {
                        content.add(answer.text());
                    }
                };
        Observer others =
                new Observer() {
                    @Override
                    public void asked(Observer.Call call, String body) {
                        content.add("no");
                    }

                    @Override
                    public void answered(Observer.Call call, Turn answer) {
                        content.add("no");
                    }
                };
        CallObservers watch = watch(others, thrower, curious);

        watch.asked("{}".getBytes(StandardCharsets.UTF_8));
        watch.answered(Turn.of(Message.assistant("Hi.")));

        assertThat(content).containsExactly("{}", "Hi.");
    }

    @Test
    void booksEachWholeAnswerOnceAndNothingElse() {
        watch().done(1, 0, Usage.of(3, 4), StopReason.END_TURN);
        watch().done(1, 0, Usage.NONE, null);
        watch().failed(new ServiceException("500", ErrorDetails.NONE), 1, 0);
        watch().broken(1, 0);

        assertThat(answered).containsExactly("some-model 4");
    }
}
