package dev.outcrop.local.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers that come from a file. */
class ScriptFileTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void eachAnswerIsForOneRequest() throws Exception {
        try (var local = scripted("{'answers':[{'text':'One.'},{'text':'Two.'}]}")) {
            assertThat(text(ask(local, "?"))).isEqualTo("One.");
            assertThat(text(ask(local, "?"))).isEqualTo("Two.");
            assertThat(ask(local, "?").statusCode()).isEqualTo(400);
            assertThat(ask(local, "?").body()).contains("The script has no answer");
        }
    }

    @Test
    void anAnswerCanBeForSeveralRequestsOrSomeWords() throws Exception {
        try (var local =
                scripted(
                        "{'answers':[{'when':'weather \\\"today\\\"','text':'Rain.','times':'always'},"
                                + "{'text':'Twice.','times':2}],'then':'rehearsal'}")) {
            assertThat(text(ask(local, "a"))).isEqualTo("Twice.");
            assertThat(text(ask(local, "the weather \\\"today\\\"?"))).isEqualTo("Rain.");
            assertThat(text(ask(local, "b"))).isEqualTo("Twice.");
            assertThat(text(ask(local, "weather \\\"today\\\"!"))).isEqualTo("Rain.");
            assertThat(text(ask(local, "c"))).contains("This is the local Bedrock.");
        }
    }

    @Test
    void sayToolsBlocksAndWholeBodies() throws Exception {
        try (var local =
                scripted(
                        "{'answers':[{'text':'I look.','toolUse':{'name':'look','input':{'at':1}}},"
                                + "{'content':[{'text':'Cut'}],'stopReason':'max_tokens'},"
                                + "{'body':{'output':{'message':{'role':'assistant','content':[{'text':'Raw'}]}},"
                                + "'stopReason':'end_turn','additional':true}}]}")) {
            Json.Obj tools = json(ask(local, "?"));
            Json content = tools.object("output").object("message").get("content");
            assertThat(tools.string("stopReason")).isEqualTo("tool_use");
            assertThat(content)
                    .isEqualTo(
                            parse(
                                    "[{'text':'I look.'},{'toolUse':{'toolUseId':'tooluse_scripted',"
                                            + "'name':'look','input':{'at':1}}}]"));
            assertThat(json(ask(local, "?")).string("stopReason")).isEqualTo("max_tokens");
            assertThat(ask(local, "?").body()).contains("\"additional\":true");
        }
    }

    @Test
    void failsAsItIsTold() throws Exception {
        try (var local =
                scripted(
                        "{'answers':[{'error':'ThrottlingException','message':'Slowly.'},"
                                + "{'error':'OddException','status':599}]}")) {
            HttpResponse<String> throttled = ask(local, "?");
            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.body()).isEqualTo("{\"message\":\"Slowly.\"}");
            assertThat(throttled.headers().firstValue("x-amzn-ErrorType").orElse(""))
                    .startsWith("ThrottlingException:");
            assertThat(ask(local, "?").statusCode()).isEqualTo(599);
        }
    }

    @Test
    void breaksOff() throws Exception {
        try (var local =
                scripted(
                        "{'answers':[{'text':'Half of this','breakOff':{'afterFrames':2,'by':'reset'}},"
                                + "{'text':'Half of this','breakOff':{'afterFrames':2,'by':'exception',"
                                + "'error':'ThrottlingException','message':'Too fast.'}},"
                                + "{'text':'Half of this','breakOff':{'by':'close'}}]}")) {
            assertThatThrownBy(() -> send(local, "converse-stream", "?"))
                    .isInstanceOf(IOException.class);
            assertThat(send(local, "converse-stream", "?").body())
                    .contains("messageStart", "throttlingException", "Too fast.")
                    .doesNotContain("messageStop");
            assertThatThrownBy(() -> send(local, "converse-stream", "?"))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | a script must be JSON",
                "[] | a script must be an object with answers",
                "{'answers':{}} | a script must be an object with answers",
                "{'answers':[],'and':1} | and is unknown; known names: answers, then",
                "{'answers':[],'then':'stop'} | then is none of refuse, rehearsal",
                "{'answers':[7]} | answers.0 must be an object",
                "{'answers':[{}]} | answers.0 is empty: set text, toolUse, content, body or error",
                "{'answers':[{'text':7}]} | answers.0.text must be a string",
                "{'answers':[{'txt':'a'}]} | answers.0.txt is unknown",
                "{'answers':[{'text':'a'},{'text':'b','times':0}]} | answers.1.times must be a whole number of at least 1",
                "{'answers':[{'text':'a','times':1.5}]} | answers.0.times must be a whole number",
                "{'answers':[{'text':'a','message':'b'}]} | answers.0.message and status require error",
                "{'answers':[{'text':'a','error':'b'}]} | answers.0.text"
                        + " cannot be combined with an error",
                "{'answers':[{'toolUse':{}}]} | answers.0.toolUse.name is missing",
                "{'answers':[{'text':'a','breakOff':{'by':'foot'}}]} | answers.0.breakOff.by is none of close, reset, exception"
            })
    void saysWhereAFileIsWrongAndWhy(String file, String message) {
        assertThatThrownBy(() -> ScriptFile.parse(file.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isReadFromAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("script.json");
        assertThatThrownBy(() -> ScriptFile.read(file)).isInstanceOf(UncheckedIOException.class);

        Files.writeString(file, "{\"answers\":[{\"text\":\"é\"}]}");
        assertThat(ScriptFile.read(file).next(Json.NULL))
                .isInstanceOfSatisfying(
                        Scripted.Answer.class,
                        answer -> assertThat(answer.body().toString()).contains("é"));
    }

    private static LocalBedrock scripted(String file) {
        return LocalBedrock.builder()
                .script("*", ScriptFile.parse(file.replace('\'', '"')))
                .start();
    }

    private static Json parse(String json) {
        return Json.parse(json.replace('\'', '"'));
    }

    private HttpResponse<String> ask(LocalBedrock local, String question) throws Exception {
        return send(local, "converse", question);
    }

    private HttpResponse<String> send(LocalBedrock local, String operation, String question)
            throws Exception {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                        + question
                        + "\"}]}]}";
        return client.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        local.endpoint()
                                                + "/model/amazon.nova-lite-v1%3A0/"
                                                + operation))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static Json.Obj json(HttpResponse<String> response) {
        return (Json.Obj) Json.parse(response.body());
    }

    private static String text(HttpResponse<String> response) {
        Json content =
                json(response).object("output").object("message").array("content").getFirst();
        return String.valueOf(((Json.Obj) content).string("text"));
    }
}
