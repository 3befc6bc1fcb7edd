package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.TimedOutException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.message.Message;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The longest answer that a request allows counts, wherever the caller says it. */
class ReservedTokensTest {
    private static final int LIMIT = 10_000;
    private static final int MOST = 9_900;

    static Stream<Arguments> routes() {
        return Stream.of(
                Arguments.of(
                        Protocol.CONVERSE,
                        Trial.MODEL,
                        Map.of("inferenceConfig", Map.of("maxTokens", MOST))),
                Arguments.of(
                        Protocol.CONVERSE,
                        Trial.MODEL,
                        Map.of("additionalModelRequestFields", Map.of("max_tokens", MOST))),
                Arguments.of(
                        Protocol.INVOKE_MODEL,
                        Trial.MODEL,
                        Map.of("inferenceConfig", Map.of("maxTokens", MOST))),
                Arguments.of(
                        Protocol.INVOKE_MODEL,
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        Map.of("max_gen_len", MOST)),
                Arguments.of(
                        Protocol.MANTLE,
                        "openai.gpt-oss-20b",
                        Map.of("max_completion_tokens", MOST)),
                Arguments.of(Protocol.MANTLE, "openai.gpt-5.5", Map.of("max_output_tokens", MOST)),
                Arguments.of(
                        Protocol.MANTLE, "anthropic.claude-haiku-4-5", Map.of("max_tokens", MOST)));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anAnswerThatApiArgsAllowIsReserved(
            Protocol protocol, String modelId, Map<String, ?> apiArgs) throws Exception {
        var gate = new StallGate();
        try (var trial = new Trial()) {
            trial.limits(RateLimits.NONE.withTokensPerMinute(LIMIT));
            trial.local().script(Scripted.steps(new Step.Stall(gate)));
            var model =
                    trial.bedrock()
                            .model(modelId)
                            .with(protocol)
                            .with(Params.DEFAULT.withMaxTokens(10));

            var first = model.withApiArgs(apiArgs).invokeAsync(Message.user("Go on."));
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();

            assertThatThrownBy(
                            () ->
                                    model.with(Params.DEFAULT.withMaxTokens(4_096))
                                            .with(Timeouts.DEFAULT.withTotal(Duration.ofMillis(50)))
                                            .invoke("Me too."))
                    .isInstanceOf(TimedOutException.class)
                    .hasMessageContaining("rate limit");
            assertThat(trial.requests()).isEqualTo(1);
            first.cancel(true);
            gate.open();
        }
    }
}
