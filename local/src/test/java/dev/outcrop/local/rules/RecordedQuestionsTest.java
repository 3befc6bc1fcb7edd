package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.cache.CachingEngine;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every question that Bedrock answered, in recordings of other projects, is answered here. */
class RecordedQuestionsTest {
    private static final Path RECORDINGS = Path.of("../../shared/corpus/interactions");

    private final CachingEngine engine =
            new CachingEngine(new RuleEngine(time -> {}), InstantSource.system());

    @Test
    void answersEveryQuestionThatBedrockAnswered() throws IOException {
        assumeThat(RECORDINGS.toFile().isDirectory()).as("the recordings are not here").isTrue();
        List<String> refused = new ArrayList<>();
        int answered = 0;
        int toolCalls = 0;
        try (var files = Files.list(RECORDINGS)) {
            for (Path file : files.sorted().toList()) {
                var interaction = (Json.Obj) Json.parse(Files.readAllBytes(file));
                boolean converse =
                        String.valueOf(interaction.string("operation")).startsWith("Converse");
                boolean taken = interaction.object("response").integer("status", 0) == 200;
                if (!converse || !taken) {
                    continue;
                }
                List<Event> events = new ArrayList<>();
                String modelId = String.valueOf(interaction.string("modelId"));
                Json.Obj body = interaction.object("request").object("body");
                try {
                    engine.answer(new Question(modelId, body), events::add);
                    answered++;
                    var asked = new Asked(events);
                    toolCalls += asked.stopReason().equals("tool_use") ? 1 : 0;
                    assertThat(asked.usage().integer("totalTokens", -1)).isPositive();
                } catch (ServiceError e) {
                    refused.add(interaction.string("id") + ": " + e.getMessage());
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(answered).isGreaterThan(300);
        assertThat(toolCalls).isGreaterThan(50);
    }
}
