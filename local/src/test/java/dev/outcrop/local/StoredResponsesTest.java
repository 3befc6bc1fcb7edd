package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

/** Responses that are stored, continued, run in the background, and deleted. */
class StoredResponsesTest {
    private static final String MODEL = "\"model\":\"openai.gpt-oss-20b\"";

    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LocalBedrock local;
    private Http http;

    @BeforeEach
    void start() {
        local = LocalBedrock.builder().clock(() -> now).start();
        http = new Http(local);
    }

    @AfterEach
    void stop() {
        http.close();
        local.close();
    }

    @Test
    void aResponseIsReadAsItWasGiven() throws Exception {
        Json.Obj given = create("\"input\":\"Hello\"");

        assertThat(object(send("GET", "/v1/responses/" + id(given)))).isEqualTo(given);
        assertThat(given.get("store")).isEqualTo(Json.of(true));
        assertThat(given.get("previous_response_id")).isEqualTo(Json.NULL);
    }

    @Test
    void aConversationIsContinued() throws Exception {
        Json.Obj first = create("\"instructions\":\"Be brief.\",\"input\":\"My name is Ann\"");
        Json.Obj second = create(continuing(first) + "\"input\":\"And now?\"");
        Json.Obj third = create(continuing(second) + "\"input\":\"And then?\"");

        assertThat(second.toString()).contains("message 3 of this conversation");
        assertThat(third.toString())
                .contains("message 5 of this conversation")
                .doesNotContain("Be brief.");
        assertThat(second.string("previous_response_id")).isEqualTo(id(first));
    }

    @Test
    void aToolCallIsContinuedWithItsResult() throws Exception {
        String tools =
                "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{\"city\":{\"type\":\"string\"}}}}],";
        Json.Obj call = create(tools + "\"input\":\"How is the weather in Oslo?\"");
        String callId =
                call.array("output").stream()
                        .map(item -> ((Json.Obj) item).string("call_id"))
                        .filter(each -> each != null)
                        .findFirst()
                        .orElseThrow();
        Json.Obj answer =
                create(
                        continuing(call)
                                + tools
                                + "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\""
                                + callId
                                + "\",\"output\":\"7 degrees\"}]");

        assertThat(answer.toString()).contains("weather answered: 7 degrees");
    }

    @Test
    void aStreamIsStoredToo() throws Exception {
        String stream = post("/openai/v1/responses", "\"stream\":true,\"input\":\"Hi\"").body();
        String id = stream.substring(stream.indexOf("resp_"), stream.indexOf("resp_") + 37);

        assertThat(stream).contains("response.completed", "\"store\":true");
        assertThat(object(send("GET", "/openai/v1/responses/" + id)).string("status"))
                .isEqualTo("completed");
    }

    @Test
    void theInputIsListedInPages() throws Exception {
        Json.Obj first = create("\"input\":\"One\"");
        Json.Obj second =
                create(
                        continuing(first)
                                + "\"input\":[{\"role\":\"user\",\"content\":\"Two\"},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Three\"}]}]");
        String path = "/v1/responses/" + id(second) + "/input_items";
        Json.Obj all = object(send("GET", path + "?order=asc"));
        Json.Obj last = object(send("GET", path + "?limit=1"));
        Json.Obj before = object(send("GET", path + "?limit=1&after=" + last.string("last_id")));

        assertThat(all.array("data").toString())
                .contains("\"text\":\"Two\"", "\"text\":\"Three\"")
                .doesNotContain("One");
        assertThat(last.array("data").toString()).contains("Three").doesNotContain("Two");
        assertThat(last.get("has_more")).isEqualTo(Json.of(true));
        assertThat(before.array("data").toString()).contains("Two");
        assertThat(before.get("has_more")).isEqualTo(Json.of(false));
    }

    @Test
    void whatIsDeletedIsNotFound() throws Exception {
        Json.Obj given = create("\"input\":\"Hello\"");
        Json.Obj deleted = object(send("DELETE", "/v1/responses/" + id(given)));

        assertThat(deleted.get("deleted")).isEqualTo(Json.of(true));
        for (String method : List.of("GET", "DELETE")) {
            HttpResponse<String> missing = send(method, "/v1/responses/" + id(given));
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body())
                    .contains(
                            "Response with id '" + id(given) + "' not found.",
                            "invalid_request_error");
        }
    }

    @Test
    void whatIsNotStoredCannotBeContinued() throws Exception {
        Json.Obj given = create("\"store\":false,\"input\":\"Hello\"");
        HttpResponse<String> next =
                post("/v1/responses", continuing(given) + "\"input\":\"And now?\"");

        assertThat(send("GET", "/v1/responses/" + id(given)).statusCode()).isEqualTo(404);
        assertThat(next.statusCode()).isEqualTo(400);
        assertThat(next.body())
                .contains(
                        "\"code\":\"previous_response_not_found\"",
                        "Previous response with id '" + id(given) + "' not found.");
    }

    @Test
    void aBackgroundResponseIsPolled() throws Exception {
        Json.Obj queued = create("\"background\":true,\"input\":\"Hello\"");
        String path = "/v1/responses/" + id(queued);
        now = now.plusSeconds(1);
        Json.Obj working = object(send("GET", path));
        now = now.plusSeconds(1);
        Json.Obj done = object(send("GET", path));

        assertThat(queued.string("status")).isEqualTo("queued");
        assertThat(queued.array("output")).isEmpty();
        assertThat(working.string("status")).isEqualTo("in_progress");
        assertThat(done.string("status")).isEqualTo("completed");
        assertThat(done.get("background")).isEqualTo(Json.of(true));
        assertThat(done.array("output")).isNotEmpty();
        assertThat(id(done)).isEqualTo(id(queued));
        assertThat(object(send("POST", path + "/cancel")).string("status")).isEqualTo("completed");
        assertThat(create(continuing(done) + "\"input\":\"More\"").toString())
                .contains("message 3 of this conversation");
    }

    @Test
    void aBackgroundResponseIsCancelled() throws Exception {
        Json.Obj queued = create("\"background\":true,\"input\":\"Hello\"");
        String path = "/v1/responses/" + id(queued);
        Json.Obj cancelled = object(send("POST", path + "/cancel"));
        now = now.plusSeconds(9);

        assertThat(cancelled.string("status")).isEqualTo("cancelled");
        assertThat(object(send("GET", path)).string("status")).isEqualTo("cancelled");
        HttpResponse<String> synchronous =
                send("POST", "/v1/responses/" + id(create("\"input\":\"a\"")) + "/cancel");
        assertThat(synchronous.statusCode()).isEqualTo(400);
        assertThat(synchronous.body()).contains("Cannot cancel a synchronous response.");
    }

    @Test
    void aBackgroundResponseFailsWithItsEngine() throws Exception {
        Json.Obj queued = create("\"background\":true,\"input\":\"say error:throttle\"");
        now = now.plusSeconds(2);
        Json.Obj failed = object(send("GET", "/v1/responses/" + id(queued)));

        assertThat(failed.string("status")).isEqualTo("failed");
        assertThat(failed.object("error").string("code")).isEqualTo("server_error");
    }

    @Test
    void aScriptedAnswerIsStored() throws Exception {
        local.script(Scripted.text("From the script"));
        Json.Obj given = create("\"input\":\"Hello\"");

        assertThat(object(send("GET", "/v1/responses/" + id(given))).toString())
                .contains("From the script");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'n':2,'input':'a' | Unknown parameter: 'n'.",
                "'conversation':'conv_1','input':'a' | does not emulate conversations",
                "'background':true,'store':false,'input':'a' | background requires store",
                "'background':true,'stream':true,'input':'a' | streams of background responses"
            })
    void aRequestIsRefused(String members, String message) throws Exception {
        HttpResponse<String> response = post("/v1/responses", members.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }

    @Test
    void bedrockRuntimeHasNoBackground() throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(http.uri("/openai/v1/responses"))
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=AKID/20261130/us-east-1/bedrock/aws4_request,"
                                                + " SignedHeaders=host, Signature=0")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{"
                                                        + MODEL
                                                        + ",\"background\":true,\"input\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("background is not supported on this endpoint");
    }

    @Test
    void chatCompletionsHaveSeveralChoices() throws Exception {
        String asking = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
        Json.Obj one = object(post("/v1/chat/completions", asking));
        Json.Obj three = object(post("/v1/chat/completions", "\"n\":3," + asking));

        assertThat(three.array("choices")).hasSize(3);
        assertThat(three.array("choices").toString()).contains("\"index\":2");
        assertThat(three.object("usage").integer("completion_tokens", 0))
                .isEqualTo(3 * one.object("usage").integer("completion_tokens", -1));
        assertThat(post("/v1/chat/completions", "\"n\":0," + asking).statusCode()).isEqualTo(400);
        assertThat(post("/v1/chat/completions", "\"n\":2,\"stream\":true," + asking).statusCode())
                .isEqualTo(400);
    }

    private static String continuing(Json.Obj response) {
        return "\"previous_response_id\":\"" + id(response) + "\",";
    }

    private static String id(Json.Obj response) {
        return String.valueOf(response.string("id"));
    }

    private Json.Obj create(String members) throws Exception {
        return object(post("/v1/responses", members));
    }

    private HttpResponse<String> post(String path, String members) throws Exception {
        return http.post(path, "{" + MODEL + "," + members + "}");
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(http.uri(path)).method(method, BodyPublishers.noBody()));
    }

    private static Json.Obj object(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (Json.Obj) Json.parse(response.body());
    }
}
