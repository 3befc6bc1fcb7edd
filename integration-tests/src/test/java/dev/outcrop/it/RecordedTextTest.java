package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.settings.Params;

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

/** Recorded conversations of plain text, through the library and a real socket, both ways. */
@LocalBedrockTest
class RecordedTextTest {
    private static final Path INTERACTIONS =
            Path.of("..", "..", "shared", "corpus", "interactions");
    private static final Set<String> PLAIN =
            Set.of(
                    "text",
                    "system",
                    "stream",
                    "multiTurn",
                    "stopSequences",
                    "stop:max_tokens",
                    "stop:stop_sequence");
    private static final Set<String> MEMBERS =
            Set.of("modelId", "messages", "system", "inferenceConfig");

    private final LocalBedrock local;
    final Bedrock bedrock;

    RecordedTextTest(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    static List<Json.Obj> recordings() throws IOException {
        if (!Files.isDirectory(INTERACTIONS)) {
            System.out.println(
                    "shared/ absent: recorded conversations are not beside this checkout, tests of them are skipped");
        }
        assumeTrue(Files.isDirectory(INTERACTIONS), "shared/ absent");
        var plain = new ArrayList<Json.Obj>();
        try (Stream<Path> files = Files.list(INTERACTIONS)) {
            for (Path file : files.sorted().toList()) {
                var recording = (Json.Obj) Json.parse(Files.readAllBytes(file));
                if (isPlain(recording)) {
                    plain.add(recording);
                }
            }
        }
        return plain;
    }

    private static boolean isPlain(Json.Obj recording) {
        Json.Obj body = recording.object("request").object("body");
        return Set.of("Converse", "ConverseStream")
                        .contains(String.valueOf(recording.string("operation")))
                && recording.object("response").integer("status", 0) == 200
                && recording.array("features").stream()
                        .allMatch(f -> PLAIN.contains(((Json.Str) f).value()))
                && MEMBERS.containsAll(body.members().keySet());
    }

    /** What an ARN stands for is said, so that the local Bedrock is not asked. */
    private Model model(String id) {
        Model model = bedrock.model(id);
        return id.startsWith("arn:") ? model.withBaseModel("some.model-v1:0") : model;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasSentIsSentAndWhatWasAnsweredIsRead(Json.Obj recording) {
        Json.Obj body = recording.object("request").object("body");
        Json.Obj response = recording.object("response");
        String base64 = response.string("bodyBase64");
        local.script(
                Scripted.raw(
                        200,
                        Map.of(
                                "Content-Type",
                                base64 == null
                                        ? "application/json"
                                        : "application/vnd.amazon.eventstream"),
                        Bytes.of(
                                base64 == null
                                        ? response.object("body")
                                                .toString()
                                                .getBytes(StandardCharsets.UTF_8)
                                        : Base64.getDecoder().decode(base64))));

        Model model = model(String.valueOf(recording.string("modelId"))).with(params(body));
        Message[] messages = messages(body).toArray(Message[]::new);
        Reply reply;
        if (base64 == null) {
            reply = model.invoke(messages);
        } else {
            try (ReplyStream stream = model.stream(messages)) {
                reply = stream.reply();
            }
        }

        assertThat(withoutEmpty((Json.Obj) local.requests().getLast().body()))
                .isEqualTo(withoutEmpty(body.without("modelId")));
        assertThat(reply.text())
                .isEqualTo(base64 == null ? said(response.object("body")) : streamed(response));
        if (base64 == null) {
            assertThat(reply.raw()).isEqualTo(response.get("body"));
        }
    }

    private static Params params(Json.Obj body) {
        Json.Obj config = body.object("inferenceConfig");
        Params params = Params.DEFAULT;
        for (var member : config.members().entrySet()) {
            params =
                    switch (member.getKey()) {
                        case "maxTokens" ->
                                params.withMaxTokens((int) config.integer("maxTokens", 0));
                        case "temperature" ->
                                params.withTemperature(
                                        ((Json.Num) member.getValue()).doubleValue());
                        case "topP" ->
                                params.withTopP(((Json.Num) member.getValue()).doubleValue());
                        case "stopSequences" ->
                                params.withStop(
                                        config.array("stopSequences").stream()
                                                .map(s -> ((Json.Str) s).value())
                                                .toArray(String[]::new));
                        default -> throw new AssertionError(member.getKey());
                    };
        }
        return params;
    }

    private static List<Message> messages(Json.Obj body) {
        var messages = new ArrayList<Message>();
        for (Json block : body.array("system")) {
            messages.add(Message.system(String.valueOf(((Json.Obj) block).string("text"))));
        }
        for (Json message : body.array("messages")) {
            var json = (Json.Obj) message;
            var content = new ArrayList<Content>();
            json.array("content")
                    .forEach(
                            block ->
                                    content.add(
                                            Content.text(
                                                    String.valueOf(
                                                            ((Json.Obj) block).string("text")))));
            messages.add(new Message(new Role(String.valueOf(json.string("role"))), content));
        }
        return messages;
    }

    private static String said(Json.Obj response) {
        return text(response.object("output").object("message").array("content").stream());
    }

    private static String streamed(Json.Obj response) {
        return text(
                response.array("events").stream()
                        .map(event -> ((Json.Obj) event).object("payload").object("delta")));
    }

    private static String text(Stream<? extends Json> blocks) {
        var text = new StringBuilder();
        blocks.forEach(
                block -> {
                    String words = ((Json.Obj) block).string("text");
                    text.append(words == null ? "" : words);
                });
        return text.toString();
    }

    /** Some recorders send empty lists and objects, which say nothing. */
    private static Json.Obj withoutEmpty(Json.Obj body) {
        Json.Obj lean = body;
        for (String name : List.of("system", "inferenceConfig")) {
            Json value = lean.get(name);
            if (Json.array().equals(value) || Json.EMPTY.equals(value)) {
                lean = lean.without(name);
            }
        }
        Json.Obj config = lean.object("inferenceConfig");
        return Json.array().equals(config.get("stopSequences"))
                ? lean.with("inferenceConfig", config.without("stopSequences"))
                : lean;
    }
}
