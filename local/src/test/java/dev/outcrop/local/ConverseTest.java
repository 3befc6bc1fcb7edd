package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Converse and ConverseStream over HTTP/1.1, looked at as bytes and headers. */
class ConverseTest {
    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @Test
    void answersInTheShapeOfConverse() throws Exception {
        var response = http.converse(Http.asking("Hello there"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("content-length")).isPresent();
        assertThat(response.headers().firstValue("x-amzn-requestid").orElseThrow())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        var body = (Json.Obj) Json.parse(response.body());
        assertThat(body.members()).containsOnlyKeys("metrics", "output", "stopReason", "usage");
        assertThat(body.object("metrics").integer("latencyMs", -1)).isNotNegative();
        assertThat(body.string("stopReason")).isEqualTo("end_turn");
        assertThat(body.object("usage").integer("inputTokens", 0)).isEqualTo(6);
        assertThat(body.object("output").object("message").string("role")).isEqualTo("assistant");
        assertThat(text(body)).startsWith("This is the local Bedrock.").contains("“Hello there”");
    }

    @Test
    void streamsTheSameTextInPaddedFrames() throws Exception {
        var whole = (Json.Obj) Json.parse(http.converse(Http.asking("Tell me a joke")).body());
        var response = http.converseStream(Http.asking("Tell me a joke"));

        assertThat(response.headers().firstValue("content-type"))
                .contains("application/vnd.amazon.eventstream");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        var events = Frames.events(response.body());
        assertThat(events.stream().map(event -> event.type()).distinct())
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.payload().string("p")).startsWith("ab"));
        assertThat(Frames.text(events)).isEqualTo(text(whole));
        assertThat(events).hasSizeGreaterThan(20);
        assertThat(events.getLast().payload().object("usage")).isEqualTo(whole.object("usage"));
        assertThat(events.getLast().payload().object("metrics").integer("latencyMs", -1))
                .isNotNegative();
    }

    @Test
    void framesHaveTheHeadersOfBedrock() throws Exception {
        var messages = Frames.messages(http.converseStream(Http.asking("Hello")).body());

        assertThat(messages)
                .allSatisfy(
                        message -> {
                            assertThat(message.getHeaders())
                                    .containsOnlyKeys(
                                            ":event-type", ":content-type", ":message-type");
                            assertThat(Frames.header(message, ":message-type")).isEqualTo("event");
                            assertThat(Frames.header(message, ":content-type"))
                                    .isEqualTo("application/json");
                        });
    }

    @Test
    void stopsAtMaxTokens() throws Exception {
        var body = converse("{\"maxTokens\":5}");

        assertThat(body.string("stopReason")).isEqualTo("max_tokens");
        assertThat(body.object("usage").integer("outputTokens", 0)).isEqualTo(5);
        assertThat(text(body)).isEqualTo("This is the local Bedrock");
    }

    @Test
    void stopsBeforeAStopSequence() throws Exception {
        var body = converse("{\"stopSequences\":[\"model\",\"Bedrock\"]}");

        assertThat(body.string("stopReason")).isEqualTo("stop_sequence");
        assertThat(text(body)).isEqualTo("This is the local ");
    }

    @Test
    void hasNoContentWhereTheFirstWordStopsIt() throws Exception {
        var body = converse("{\"stopSequences\":[\"This\"]}");

        assertThat(body.object("output").object("message").array("content")).isEmpty();
        assertThat(body.object("usage").integer("outputTokens", -1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.anthropic.claude-3-7-sonnet-20250219-v1%3A0",
                "arn:aws:bedrock:us-east-1::foundation-model%2Famazon.nova-micro-v1:0",
                "anthropic.claude-v2",
                "local.rehearsal"
            })
    void takesModelIdsAndArns(String modelId) throws Exception {
        var response = http.post("/model/" + modelId + "/converse", Http.asking("Hello"));

        assertThat(response.body()).contains("local Bedrock");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"converse", "converse-stream"})
    void refusesAModelThatDoesNotExist(String operation) throws Exception {
        var response = http.post("/model/does-not-exist/" + operation, Http.asking("Hello"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-errortype"))
                .contains(
                        "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"message\":\"The provided model identifier is invalid.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/model", "/model/x/converse/y", "/model/x/sing"})
    void doesNotKnowOtherPaths(String path) throws Exception {
        var response = http.post(path, "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
                .startsWith("UnknownOperationException");
    }

    @Test
    void doesNotAnswerGet() throws Exception {
        var response =
                http.send(
                        HttpRequest.newBuilder(http.uri("/model/" + Http.MODEL + "/converse"))
                                .GET());

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"messages\":7}", "\u0000"})
    void refusesABodyThatIsNoConversation(String body) throws Exception {
        assertThat(http.converse(body).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesPagesOfOtherMachines() throws Exception {
        var request =
                HttpRequest.newBuilder(http.uri("/model/" + Http.MODEL + "/converse"))
                        .header("Origin", "https://example.org")
                        .POST(BodyPublishers.ofString(Http.asking("Hello")));

        assertThat(http.send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void recordsWhatItReceived() throws Exception {
        http.post(
                "/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Aprovisioned-model%2Fabc/converse",
                Http.asking("Remember me"));

        var request = local.requests().getLast();
        assertThat(request.operation()).isEqualTo("Converse");
        assertThat(request.modelId())
                .isEqualTo("arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.body()).isEqualTo(Json.parse(Http.asking("Remember me")));
        assertThat(request.toString()).doesNotContain("Remember me");
    }

    @Test
    void refusesABodyBeyondTheLimit() throws Exception {
        var response = http.converse(Http.asking("x".repeat(25_000_000)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    private static Json.Obj converse(String inferenceConfig) throws Exception {
        String asking = Http.asking("Hello");
        var body =
                (Json.Obj)
                        Json.parse(
                                asking.substring(0, asking.length() - 1)
                                        + ",\"inferenceConfig\":"
                                        + inferenceConfig
                                        + "}");
        return (Json.Obj) Json.parse(http.converse(body.toString()).body());
    }

    private static String text(Json.Obj body) {
        List<Json> content = body.object("output").object("message").array("content");
        return String.valueOf(((Json.Obj) content.getFirst()).string("text"));
    }
}
