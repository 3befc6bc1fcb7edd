package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.Bedrock;
import dev.outcrop.ExtractionStream;
import dev.outcrop.Extractor;
import dev.outcrop.internal.extract.JsonInText;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recorded answers in the form of a schema: the same schema, asked of the same models, is sent as
 * it was, and the value is the recorded one.
 */
@LocalBedrockTest
class RecordedStructuredTest {
    private static final Path INTERACTIONS =
            Path.of("..", "..", "shared", "corpus", "interactions");

    private final LocalBedrock local;
    final Bedrock bedrock;

    RecordedStructuredTest(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    static List<Json.Obj> recordings() throws IOException {
        if (!Files.isDirectory(INTERACTIONS)) {
            System.out.println(
                    "shared/ absent: recorded structured answers are not beside this checkout, tests"
                            + " of them are skipped");
        }
        assumeTrue(Files.isDirectory(INTERACTIONS), "shared/ absent");
        var structured = new ArrayList<Json.Obj>();
        try (Stream<Path> files = Files.list(INTERACTIONS)) {
            for (Path file : files.sorted().toList()) {
                var recording = (Json.Obj) Json.parse(Files.readAllBytes(file));
                Json.Obj body = recording.object("request").object("body");
                if (Set.of("Converse", "ConverseStream")
                                .contains(String.valueOf(recording.string("operation")))
                        && body.get("outputConfig") != null
                        && body.get("toolConfig") == null) {
                    structured.add(recording);
                }
            }
        }
        assertThat(structured).hasSizeGreaterThanOrEqualTo(9);
        return structured;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void schemaIsSentAsItWasAndTheAnswerIsTheValue(Json.Obj recording) {
        Json.Obj body = recording.object("request").object("body");
        String base64 = recording.object("response").string("bodyBase64");
        local.script(answer(recording.object("response"), base64));
        String schema = schema(body);

        Extractor<Json> extractor =
                bedrock.model(String.valueOf(recording.string("modelId")))
                        .chat()
                        .turns(system(body))
                        .extractor(JsonSchema.parse(schema));
        Content[] question = question(body);
        Json value;
        String said;
        if (base64 == null) {
            value = extractor.extract(question);
            said = said(recording.object("response").object("body"));
        } else {
            Json last = Json.NULL;
            try (ExtractionStream<Json> stream = extractor.extractStream(question)) {
                for (Json partial : stream) {
                    last = partial;
                }
                value = stream.value();
                said = stream.reply().text();
            }
            assertThat(last).isEqualTo(value);
        }

        var sent = (Json.Obj) local.requests().getLast().body();
        assertThat(Json.parse(schema(sent))).isEqualTo(JsonSchema.parse(schema).strict().json());
        assertThat(sent.get("messages")).isEqualTo(body.get("messages"));
        assertThat(value).isEqualTo(JsonInText.find(said));
    }

    private static Scripted answer(Json.Obj response, String base64) {
        return base64 == null
                ? Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of(
                                response.object("body")
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8)))
                : Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/vnd.amazon.eventstream"),
                        Bytes.of(Base64.getDecoder().decode(base64)));
    }

    private static String schema(Json.Obj body) {
        return String.valueOf(
                body.object("outputConfig")
                        .object("textFormat")
                        .object("structure")
                        .object("jsonSchema")
                        .string("schema"));
    }

    private static List<Turn> system(Json.Obj body) {
        List<Content> blocks =
                body.array("system").stream()
                        .map(block -> String.valueOf(((Json.Obj) block).string("text")))
                        .<Content>map(Content::text)
                        .toList();
        return blocks.isEmpty() ? List.of() : List.of(Turn.of(new Message(Role.SYSTEM, blocks)));
    }

    private static Content[] question(Json.Obj body) {
        assertThat(body.array("messages")).hasSize(1);
        return ((Json.Obj) body.array("messages").getFirst())
                .array("content").stream()
                        .map(
                                block ->
                                        Content.text(
                                                String.valueOf(((Json.Obj) block).string("text"))))
                        .toArray(Content[]::new);
    }

    private static String said(Json.Obj response) {
        var text = new StringBuilder();
        response.object("output")
                .object("message")
                .array("content")
                .forEach(
                        block -> {
                            String words = ((Json.Obj) block).string("text");
                            text.append(words == null ? "" : words);
                        });
        return text.toString();
    }
}
