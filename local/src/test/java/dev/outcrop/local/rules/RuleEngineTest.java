package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RuleEngineTest {
    @ParameterizedTest
    @CsvSource({
        "Tell me three jokes about statisticians, 3",
        "5 jokes please, 5",
        "9 jokes please, 5",
        "some jokes, 3",
        "tell me a joke, 1"
    })
    void tellsAsManyJokesAsWereAskedFor(String question, int jokes) {
        String answer = text(answer(question, Json.EMPTY));

        assertThat(answer).startsWith("This is the local Bedrock. No model is running here");
        assertThat(answer.split("\n\n")).hasSize(1 + jokes);
        assertThat(answer).contains("A statistician drowned");
    }

    @Test
    void saysTheSameEveryTime() {
        assertThat(answer("Why?", Json.EMPTY)).isEqualTo(answer("Why?", Json.EMPTY));
    }

    @Test
    void mirrorsWhatItWasGiven() {
        var body =
                Json.object(
                        Map.of(
                                "system",
                                List.of(Map.of("text", "Be brief.")),
                                "messages",
                                List.of(
                                        message("user", "One"),
                                        message("assistant", "Two"),
                                        message("user", "Three"))));
        var events = new ArrayList<Event>();
        new RuleEngine().answer(new Question("amazon.nova-micro-v1:0", body), events::add);

        assertThat(text(events))
                .contains("“Three”")
                .contains("message 3")
                .contains("“Be brief.”")
                .contains("amazon.nova-micro-v1:0")
                .doesNotContain("“One”");
    }

    @Test
    void saysNoMoreThanMaxTokens() {
        for (int max = 1; max < 40; max++) {
            var limits = Json.object(Map.of("maxTokens", max));
            List<Event> events = answer("Why?", limits);

            assertThat(stopReason(events)).isEqualTo("max_tokens");
            assertThat(events.getLast().payload().object("usage").integer("outputTokens", -1))
                    .isEqualTo(max);
        }
    }

    @Test
    void stopsAtTheSequenceThatComesFirst() {
        var limits = Json.object(Map.of("stopSequences", List.of("rule", "running", "")));

        assertThat(text(answer("Why?", limits)))
                .isEqualTo("This is the local Bedrock. No model is ");
        assertThat(stopReason(answer("Why?", limits))).isEqualTo("stop_sequence");
    }

    private static List<Event> answer(String text, Json.Obj limits) {
        var events = new ArrayList<Event>();
        var body =
                Json.object(
                        Map.of(
                                "messages",
                                List.of(message("user", text)),
                                "inferenceConfig",
                                limits));
        new RuleEngine().answer(new Question("anthropic.claude-v2", body), events::add);
        return events;
    }

    private static Map<String, ?> message(String role, String text) {
        return Map.of("role", role, "content", List.of(Map.of("text", text)));
    }

    private static String stopReason(List<Event> events) {
        return String.valueOf(events.get(events.size() - 2).payload().string("stopReason"));
    }

    private static String text(List<Event> events) {
        var text = new StringBuilder();
        for (Event event : events) {
            String piece = event.payload().object("delta").string("text");
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }
}
