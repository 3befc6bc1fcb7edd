package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Guardrail;
import dev.outcrop.Guardrail.ContentSource;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** A guardrail without a model, over a socket. */
class GuardrailTest extends WithLocal {
    private Guardrail guardrail() {
        return bedrock.guardrail("gr1", "DRAFT");
    }

    @Test
    void aTextIsBlockedOrNot() {
        try (var guarded = LocalBedrock.builder().guardedWords("forbidden").start();
                Bedrock client = guarded.connect()) {
            Guardrail guardrail = client.guardrail("gr1", "1");

            Guardrail.Result blocked = guardrail.apply(ContentSource.INPUT, "This is forbidden.");
            assertThat(blocked.intervened()).isTrue();
            assertThat(blocked.text()).isNotEmpty();
            assertThat(blocked.findings())
                    .extracting(Guardrail.Finding::match)
                    .containsExactly("forbidden");
            assertThat(blocked.usage()).containsEntry("wordPolicyUnits", 1L);

            Guardrail.Result passed = guardrail.apply(ContentSource.OUTPUT, "This is not.");
            assertThat(passed.intervened()).isFalse();
            assertThat(passed.action()).isEqualTo("NONE");
            assertThat(passed.outputs()).isEmpty();
            assertThat(passed.findings()).isEmpty();
        }
    }

    @Test
    void contentWithQualifiersIsSentAsItIs() {
        guardrail()
                .withFullOutput()
                .apply(
                        ContentSource.OUTPUT,
                        new Content.GuardContent(
                                Content.text("Oslo is in Norway."),
                                List.of("grounding_source"),
                                Json.EMPTY),
                        Content.text("Where is Oslo?"));

        assertThat(local.requests().getLast().body())
                .isEqualTo(
                        Json.parse(
                                "{\"source\":\"OUTPUT\",\"content\":["
                                        + "{\"text\":{\"text\":\"Oslo is in Norway.\","
                                        + "\"qualifiers\":[\"grounding_source\"]}},"
                                        + "{\"text\":{\"text\":\"Where is Oslo?\"}}],"
                                        + "\"outputScope\":\"FULL\"}"));
    }

    @Test
    void itIsCheckedInTheBackground() {
        assertThat(guardrail().applyAsync(ContentSource.INPUT, Content.text("a")).join().action())
                .isEqualTo("NONE");
    }

    @Test
    void aCallCanBeCancelled() {
        var stop = new Cancellation();
        stop.cancel();

        assertThatThrownBy(() -> guardrail().with(stop).apply(ContentSource.INPUT, "a"))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void errorsAndOtherAnswersAreExceptions() {
        local.script(Scripted.error("ResourceNotFoundException", "no such guardrail"));
        assertThatThrownBy(() -> guardrail().apply(ContentSource.INPUT, "a"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no such guardrail");

        local.script(
                Scripted.raw(
                        200, Map.of("Content-Type", "application/json"), Bytes.of("{\"a\":1}")));
        assertThatThrownBy(() -> guardrail().apply(ContentSource.INPUT, "a"))
                .isInstanceOf(ProtocolException.class);
    }
}
