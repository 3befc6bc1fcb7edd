package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.ReplyStream;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;

/** Throttling in the middle of a stream makes all calls fewer, as that of a status does. */
class AdaptiveLimitTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void halvesTheCallsAtOnceWhereItIsAskedTo(boolean adaptive) {
        var gates = new ArrayList<StallGate>();
        var streams = new ArrayList<ReplyStream>();
        try (var trial = new Trial()) {
            trial.limits(RateLimits.NONE.withConcurrentCalls(4).withAdaptive(adaptive));
            for (int i = 0; i < 3; i++) {
                gates.add(new StallGate());
                trial.local().script(Answers.halfway(new Step.Stall(gates.get(i))));
            }
            trial.local()
                    .script(
                            Answers.halfway(Answers.exception("throttlingException")),
                            Scripted.text("Fifth."),
                            Scripted.text("Sixth."));
            var model = trial.bedrock().model(Trial.MODEL);
            for (int i = 0; i < 4; i++) {
                streams.add(model.stream("Go on."));
            }
            assertThatThrownBy(() -> streams.get(3).reply()).isInstanceOf(ThrottledException.class);

            var hurried =
                    model.with(
                            Timeouts.DEFAULT.withTotal(Duration.ofMillis(adaptive ? 200 : 20_000)));
            if (adaptive) {
                // Three are under way, and two are allowed.
                assertThatThrownBy(() -> hurried.invoke("Me too."))
                        .isInstanceOf(TimedOutException.class)
                        .hasMessageContaining("rate limit");
                assertThat(trial.requests()).isEqualTo(4);
                streams.get(0).close();
                streams.get(1).close();
                assertThat(model.invoke("Me too.").text()).isEqualTo("Fifth.");
            } else {
                assertThat(hurried.invoke("Me too.").text()).isEqualTo("Fifth.");
            }
            streams.forEach(ReplyStream::close);
            gates.forEach(StallGate::open);
        }
    }
}
