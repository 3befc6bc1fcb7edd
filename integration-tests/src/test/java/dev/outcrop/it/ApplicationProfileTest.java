package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.error.CancelledException;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.time.Duration;
import java.util.Map;

/** An ARN that does not tell its model: Bedrock is asked what it is, or the caller says so. */
@Isolated
class ApplicationProfileTest extends WithLocal {
    private static final String LONG = "word ".repeat(2_000);
    private static final Json POINT = json("{\"cachePoint\":{\"type\":\"default\"}}");

    private static Scripted profile(String modelArn) {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"inferenceProfileName\":\"mine\",\"status\":\"ACTIVE\",\"type\":\"APPLICATION\",\"models\":[{\"modelArn\":\""
                                + modelArn
                                + "\"}]}"));
    }

    private long asked() {
        return local.requests().stream()
                .filter(request -> request.path().startsWith("/inference-profiles/"))
                .count();
    }

    @Test
    void bedrockIsAskedOnceWhatItIs() {
        local.script(
                profile(
                        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"));
        Chat chat = bedrock.chat(ARN).system(LONG).params(Params.DEFAULT.withTopK(5)).open();

        chat.ask("One?");

        assertThat(local.requests().getFirst().method()).isEqualTo("GET");
        assertThat(local.requests().getFirst().path())
                .isEqualTo(
                        "/inference-profiles/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2");
        assertThat(body().array("system")).contains(POINT);
        assertThat(body().get("additionalModelRequestFields")).isEqualTo(json("{\"top_k\":5}"));
        assertThat(chat.cost().isKnown()).isTrue();

        chat.ask("Two?");
        bedrock.model(ARN).invoke("Three?");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whereItMayNotBeAskedThatIsSaidOnceAndTheQuestionGoesOn() {
        try (var log = new CapturedLog()) {
            local.script(
                    Scripted.error("AccessDeniedException", "not authorized"),
                    Scripted.text("One."),
                    Scripted.text("Two."));
            Chat chat = bedrock.chat(ARN).system(LONG).open();

            assertThat(chat.ask("One?").text()).isEqualTo("One.");
            chat.ask("Two?");

            assertThat(log.text().split("Could not determine the foundation model", -1)).hasSize(2);
            assertThat(log.text()).contains("withBaseModel");
        }
        assertThat(asked()).isEqualTo(1);
        assertThat(body().array("system")).doesNotContain(POINT);
    }

    @Test
    void whoSaysWhatItIsIsNotContradicted() {
        bedrock.model(ARN).withBaseModel(CLAUDE).chat().system(LONG).ask("One?");

        assertThat(asked()).isZero();
        assertThat(body().array("system")).contains(POINT);
    }

    @Test
    void nothingIsAskedThatNeedNotBeKnown() {
        bedrock.chat(CLAUDE).ask("One?");
        bedrock.chat(
                        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0")
                .ask("One?");

        assertThat(asked()).isZero();
    }

    @Test
    void aStoppedQuestionDoesNotGoOnToAsk() throws Exception {
        var gate = new StallGate();
        var handle = new Cancellation();
        local.script(Scripted.steps(new Step.Stall(gate)));
        var future = bedrock.model(ARN).with(handle).chat().open().askAsync("One?");
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        handle.cancel();

        assertThatThrownBy(future::join).hasCauseInstanceOf(CancelledException.class);
        assertThat(local.requests()).hasSize(1);
        gate.open();
    }
}
