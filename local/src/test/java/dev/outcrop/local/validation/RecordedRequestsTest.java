package dev.outcrop.local.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Bedrock took, in recordings of other projects, the rules take too. */
class RecordedRequestsTest {
    private static final Path RECORDINGS = Path.of("../../shared/corpus/interactions");

    @Test
    void takesEveryRequestThatBedrockTook() throws IOException {
        var refused = new ArrayList<String>();
        int taken = 0;
        for (Json.Obj interaction : interactions()) {
            if (interaction.object("response").integer("status", 0) == 200) {
                String refusal = refusal(interaction);
                if (refusal == null) {
                    taken++;
                } else {
                    refused.add(interaction.string("id") + ": " + refusal);
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(taken).isGreaterThan(300);
    }

    @Test
    void refusesTheModelsThatBedrockRefused() throws IOException {
        int refused = 0;
        for (Json.Obj interaction : interactions()) {
            String message = interaction.object("response").object("body").string("message");
            if ("The provided model identifier is invalid.".equals(message)) {
                assertThat(refusal(interaction)).isEqualTo(message);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(3);
    }

    private static @Nullable String refusal(Json.Obj interaction) {
        String modelId = String.valueOf(interaction.string("modelId"));
        try {
            ModelIds.check(modelId);
            ConverseRules.check(modelId, interaction.object("request").get("body"));
            return null;
        } catch (ServiceError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Json.Obj> interactions() throws IOException {
        assumeThat(RECORDINGS).as("the recordings are not here").isDirectory();
        var found = new ArrayList<Json.Obj>();
        try (var files = Files.list(RECORDINGS)) {
            for (Path file : files.sorted().toList()) {
                if (Json.parse(Files.readAllBytes(file)) instanceof Json.Obj interaction
                        && String.valueOf(interaction.string("operation")).startsWith("Converse")) {
                    found.add(interaction);
                }
            }
        }
        return found;
    }
}
