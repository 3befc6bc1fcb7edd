package dev.outcrop.local.internal.validation;

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
import java.util.Map;
import java.util.TreeMap;

/** What Bedrock took or refused, in recordings of other projects, the rules take or refuse too. */
class RecordedRequestsTest {
    private static final Path RECORDINGS = Path.of("../../shared/corpus/interactions");

    /** Refused by Bedrock, and here taken or refused in other words; with the reason. */
    private static final Map<String, String> NOT_KNOWN =
            Map.of(
                    "reqllm.meta_llama3_1_70b_instruct_v1_0.basic",
                    "the same model id was taken in other recordings",
                    "reqllm.meta_llama3_1_70b_instruct_v1_0.multi_tool",
                    "the same model id was taken in other recordings",
                    "reqllm.meta_llama3_2_1b_instruct_v1_0.basic",
                    "the same model id was taken in other recordings",
                    "reqllm.meta_llama3_2_1b_instruct_v1_0.multi_tool",
                    "the same model id was taken in other recordings",
                    "reqllm.mistral_mistral_7b_instruct_v0_2.object_streaming",
                    "Mistral's own format of messages is not validated, and its error says nothing",
                    "reqllm.us_mistral_pixtral_large_2502_v1_0.object_streaming",
                    "Mistral's own format of messages is not validated");

    @Test
    void takesEveryRequestThatBedrockTook() throws IOException {
        var refused = new TreeMap<String, String>();
        int taken = 0;
        for (Json.Obj interaction : interactions()) {
            if (status(interaction) == 200) {
                ServiceError refusal = refusal(interaction);
                if (refusal == null) {
                    taken++;
                } else {
                    refused.put(id(interaction), String.valueOf(refusal.getMessage()));
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(taken).isGreaterThan(600);
    }

    @Test
    void refusesEveryRequestThatBedrockRefused() throws IOException {
        var different = new TreeMap<String, String>();
        int refused = 0;
        for (Json.Obj interaction : interactions()) {
            if (status(interaction) == 400) {
                String recorded = message(interaction);
                ServiceError refusal = refusal(interaction);
                boolean same =
                        refusal != null
                                && refusal.status() == 400
                                && refusal.type().equals("ValidationException")
                                && String.valueOf(refusal.getMessage()).equals(recorded);
                if (same) {
                    refused++;
                } else {
                    different.put(id(interaction), recorded + " <> " + refusal);
                }
            }
        }
        assertThat(different).containsOnlyKeys(NOT_KNOWN.keySet());
        assertThat(refused).isGreaterThan(40);
    }

    private static @Nullable ServiceError refusal(Json.Obj interaction) {
        String modelId = String.valueOf(interaction.string("modelId"));
        Json.Obj request = interaction.object("request");
        Json body = request.get("body");
        try {
            ModelIds.check(modelId);
            switch (String.valueOf(interaction.string("operation"))) {
                case "Converse" -> ConverseRules.check(modelId, body, false);
                case "ConverseStream" -> ConverseRules.check(modelId, body, true);
                case "CountTokens" -> OperationRules.countTokens(modelId, body);
                default ->
                        OperationRules.invokeModel(
                                modelId, body, name -> header(request.object("headers"), name));
            }
            return null;
        } catch (ServiceError e) {
            return e;
        }
    }

    private static @Nullable String header(Json.Obj headers, String name) {
        for (var header : headers.members().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)
                    && header.getValue() instanceof Json.Arr(List<Json> values)
                    && values.getFirst() instanceof Json.Str(String value)) {
                return value;
            }
        }
        return null;
    }

    /** A stream of an error only counts as a refusal, though its status is 200. */
    private static long status(Json.Obj interaction) {
        return inStream(interaction) == null
                ? interaction.object("response").integer("status", 0)
                : 400;
    }

    private static @Nullable String inStream(Json.Obj interaction) {
        List<Json> events = interaction.object("response").array("events");
        return events.size() == 1
                        && events.getFirst() instanceof Json.Obj event
                        && "exception".equals(event.object("headers").string(":message-type"))
                ? event.object("payload").string("message")
                : null;
    }

    private static @Nullable String message(Json.Obj interaction) {
        String inStream = inStream(interaction);
        return inStream == null
                ? interaction.object("response").object("body").string("message")
                : inStream;
    }

    private static String id(Json.Obj interaction) {
        return String.valueOf(interaction.string("id"));
    }

    private static List<Json.Obj> interactions() throws IOException {
        assumeThat(RECORDINGS).as("the recordings are not here").isDirectory();
        var operations =
                List.of(
                        "Converse",
                        "ConverseStream",
                        "CountTokens",
                        "InvokeModel",
                        "InvokeModelWithResponseStream");
        var found = new ArrayList<Json.Obj>();
        try (var files = Files.list(RECORDINGS)) {
            for (Path file : files.sorted().toList()) {
                if (Json.parse(Files.readAllBytes(file)) instanceof Json.Obj interaction
                        && operations.contains(interaction.string("operation"))) {
                    found.add(interaction);
                }
            }
        }
        return found;
    }
}
