package dev.outcrop.local.internal.nativeformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Recorded bodies of InvokeModel, to Converse and back: the members of the answers are the same.
 */
class RecordedBodiesTest {
    private static final Path RECORDINGS = Path.of("../../shared/corpus/interactions");

    /** Not for chat, or of models that no format is written for, among them the retired ones. */
    private static final Pattern NOT_FOR_CHAT =
            Pattern.compile(
                    ".*(embed|rerank|sagemaker|application-inference-profile"
                            + "|amazon\\.titan-t|ai21\\.j2-|cohere\\.command-).*");

    /** Members that only some answers have. */
    private static final Set<String> AT_TIMES =
            Set.of(
                    "amazon-bedrock-trace",
                    "amazon-bedrock-guardrailAction",
                    "stop_details",
                    "container",
                    "context_management",
                    "system_fingerprint",
                    "prompt_logprobs",
                    "kv_transfer_params");

    private static final Json.Obj ANSWER =
            Json.object(
                    Map.of(
                            "output",
                            Map.of(
                                    "message",
                                    Map.of(
                                            "role",
                                            "assistant",
                                            "content",
                                            List.of(Map.of("text", "Hello")))),
                            "stopReason",
                            "end_turn",
                            "usage",
                            Map.of("inputTokens", 1, "outputTokens", 2, "totalTokens", 3)));

    @Test
    void answersHaveTheMembersOfRecordedOnes() throws IOException {
        var missing = new TreeMap<String, Set<String>>();
        int compared = 0;
        for (Json.Obj interaction : interactions()) {
            Json.Obj asked = interaction.object("request").object("body");
            String modelId = String.valueOf(interaction.string("modelId"));
            NativeFormat format = NativeFormat.of(Catalog.bare(modelId), asked);
            Json.Obj converse = format.toConverse(asked);
            assertThat(converse.array("messages")).isNotEmpty();
            Json.Obj ours = format.answer(asked, ANSWER, new AnswerContext(modelId, "a-b", 1));
            var names =
                    new TreeSet<>(interaction.object("response").object("body").members().keySet());
            names.removeAll(ours.members().keySet());
            names.removeAll(AT_TIMES);
            if (!names.isEmpty()) {
                missing.put(String.valueOf(interaction.string("id")), names);
            }
            compared++;
        }
        assertThat(missing).isEmpty();
        assertThat(compared).isGreaterThan(90);
    }

    private static List<Json.Obj> interactions() throws IOException {
        assumeThat(RECORDINGS).as("the recordings are not here").isDirectory();
        var found = new ArrayList<Json.Obj>();
        try (var files = Files.list(RECORDINGS)) {
            for (Path file : files.sorted().toList()) {
                if (Json.parse(Files.readAllBytes(file)) instanceof Json.Obj interaction
                        && "InvokeModel".equals(interaction.string("operation"))
                        && interaction.object("response").integer("status", 0) == 200
                        && !NOT_FOR_CHAT
                                .matcher(String.valueOf(interaction.string("modelId")))
                                .matches()
                        && interaction.object("request").object("body").get("max_tokens_to_sample")
                                == null) {
                    found.add(interaction);
                }
            }
        }
        return found;
    }
}
