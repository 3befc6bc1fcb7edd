package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Recordings reduced to a script, which answers as the recordings did. */
class RecordedScriptTest {
    private static final Path CORPUS = Path.of("../../shared/corpus/interactions");
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @TempDir Path folder;

    @Test
    void theScriptAnswersAsWasRecorded() throws Exception {
        try (var service = LocalBedrock.start();
                var recorder = Recorder.of(service.endpoint(), folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            service.script(
                    Scripted.text("The first answer."),
                    Scripted.text("Streamed, in \"quotes\"."),
                    Scripted.error("ThrottlingException", "Too many requests."),
                    Scripted.text("By Claude."));
            try (Bedrock bedrock = local.connect()) {
                bedrock.chat(CLAUDE).ask("One?");
                bedrock.chat(CLAUDE).stream("Two?").reply();
            }
            post(local, "converse", "Three?");
            post(local, "invoke", "Four?");
            embed(local);
        }

        RecordedScript script = RecordedScript.of(folder);

        assertThat(script.leftOut())
                .singleElement()
                .asString() // an exchange has its number when it ends
                .endsWith(
                        "-invoke.json: POST /model/amazon.titan-embed-text-v2%3A0/invoke has no"
                                + " answer of Converse, Claude or Nova");
        assertThat(script.text())
                .contains("{\"when\":\"One?\",\"text\":\"The first answer.\"}")
                .contains("{\"when\":\"Two?\",\"text\":\"Streamed, in \\\"quotes\\\".\"}")
                .contains("\"error\":\"ThrottlingException\",\"message\":\"Too many requests.\"")
                .contains("\"when\":\"Four?\",\"text\":\"By Claude.\"");
        try (var local =
                        LocalBedrock.builder()
                                .script("*", ScriptFile.parse(script.text()))
                                .start();
                Bedrock bedrock = local.connect()) {
            assertThat(bedrock.chat(CLAUDE).ask("Two?").text())
                    .isEqualTo("Streamed, in \"quotes\".");
            assertThat(bedrock.chat(CLAUDE).ask("One?").text()).isEqualTo("The first answer.");
            assertThat(post(local, "converse", "Three?").statusCode()).isEqualTo(429);
            assertThat(post(local, "invoke", "Four?").body()).contains("By Claude.");
        }
    }

    @Test
    void recordingsOfOthersBecomeAScript() {
        assumeThat(CORPUS).as("the recordings are not here").isDirectory();

        RecordedScript script = RecordedScript.of(CORPUS);

        ScriptFile.parse(script.text());
        assertThat(script.text().lines().filter(line -> line.startsWith("    {")).count())
                .isGreaterThan(500);
        assertThat(script.leftOut()).noneMatch(one -> one.contains("/converse"));
    }

    private static HttpResponse<String> post(LocalBedrock local, String operation, String text)
            throws Exception {
        String block = "[{\"type\":\"text\",\"text\":\"" + text + "\"}]";
        String body =
                operation.equals("invoke")
                        ? "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":99,"
                                + "\"messages\":[{\"role\":\"user\",\"content\":"
                                + block
                                + "}]}"
                        : "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                                + text
                                + "\"}]}]}";
        return send(local, "/model/" + CLAUDE.replace(":", "%3A") + "/" + operation, body);
    }

    private static void embed(LocalBedrock local) throws Exception {
        send(local, "/model/amazon.titan-embed-text-v2%3A0/invoke", "{\"inputText\":\"Hi\"}");
    }

    private static HttpResponse<String> send(LocalBedrock local, String path, String body)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(local.endpoint() + path))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
