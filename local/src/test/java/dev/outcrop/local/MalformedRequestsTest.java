package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.local.wire.RequestHandler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What is not quite what it should be is refused, and said to be. */
class MalformedRequestsTest {
    private static final String NOVA = "/model/amazon.nova-lite-v1%3A0/";
    private static final String HAIKU = "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/";

    private static LocalBedrock local;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        local.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'image':{'format':'png','source':{'bytes':B}}}",
                "{'document':{'format':'txt','name':'a','source':{'bytes':B}}}",
                "{'video':{'format':'mp4','source':{'bytes':B}}}",
                "{'audio':{'format':'mp3','source':{'bytes':B}}}",
                "{'guardContent':{'image':{'format':'png','source':{'bytes':B}}}}",
                "{'reasoningContent':{'redactedContent':B}}",
                "{'toolResult':{'toolUseId':'t','content':[{'image':{'format':'png','source':{'bytes':B}}}]}}"
            })
    void bytesThatAreNoBase64(String block) throws Exception {
        for (String bytes :
                new String[] {
                    "iVBORw=",
                    "iVBORw",
                    "iVBORw===",
                    "iVBO Rw==",
                    "iVBO\\nRw==",
                    "iVBO-_==",
                    "é===",
                    "=AAA",
                    "AA=A",
                    "A===",
                    "data:image/png;base64,iVBORw==",
                    "!!!!"
                }) {
            HttpResponse<String> response = ask(block, bytes);

            assertThat(response.statusCode()).as(bytes).isEqualTo(400);
            assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse(""))
                    .as(bytes)
                    .startsWith("SerializationException:");
        }
        assertThat(ask(block, "iVBORw==").body()).doesNotContain("STRING_VALUE");
    }

    private static HttpResponse<String> ask(String block, String bytes) throws Exception {
        String body =
                "{'messages':[{'role':'user','content':[{'text':'x'},%s]}]}"
                        .formatted(block.replace("B", "'" + bytes + "'"));
        return post(HAIKU + "converse", json(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/invoke|{'anthropic_version':'bedrock-2023-05-31','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'a b'}}]}]}",
                "model/amazon.nova-lite-v1%3A0/invoke|{'messages':[{'role':'user','content':[{'image':{'format':'png','source':{'bytes':'a_b='}}}]}]}",
                "anthropic/v1/messages|{'model':'anthropic.claude-haiku-4-5-20251001-v1:0','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'abc'}}]}]}",
                "v1/chat/completions|{'model':'openai.gpt-oss-20b-1:0','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,a-c='}}]}]}"
            })
    void bytesThatAreNoBase64InOtherBodies(String call) throws Exception {
        String[] parts = call.split("\\|", 2);

        HttpResponse<String> response = post("/" + parts[0], json(parts[1]));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("invalid base64 data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void bodiesInAnotherEncoding(String charset) throws Exception {
        for (String path : new String[] {NOVA + "converse", NOVA + "invoke", "/v1/responses"}) {
            HttpResponse<String> response =
                    send(path, Http.asking("Hello").getBytes(Charset.forName(charset)));

            assertThat(response.statusCode()).as(path + response.body()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0AF",
                "C080",
                "E080AF",
                "F08080AF",
                "EDA080",
                "FF",
                "80",
                "C3",
                "F8888080AF"
            })
    void bodiesThatAreNotWellFormedUtf8(String bytes) throws Exception {
        var body = new ByteArrayOutputStream();
        String[] around = Http.asking("Hello x").split("x", 2);
        body.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(bytes));
        body.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response = send(NOVA + "converse", body.toByteArray());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse(""))
                .startsWith("SerializationException:");
    }

    @Test
    void aByteOrderMark() throws Exception {
        assertThat(post(NOVA + "converse", "\uFEFF" + Http.asking("Hello")).statusCode())
                .isEqualTo(400);
        assertThat(post(NOVA + "converse", Http.asking("Grüße, 日本 🙂")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "byOutputModality=AUDIO, 'byOutputModality'",
        "byOutputModality=text, 'byOutputModality'",
        "byOutputModality=, 'byOutputModality'",
        "byOutputModality, 'byOutputModality'",
        "byInferenceType=INFERENCE_PROFILE, 'byInferenceType'",
        "byCustomizationType=NONE, 'byCustomizationType'",
        "byProvider=a%2Fb, 'byProvider'",
        "byOutputModality=TEXT&byInferenceType=x, 'byInferenceType'"
    })
    void filtersOfModels(String query, String place) throws Exception {
        refused("/foundation-models?" + query, place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=system_defined",
                "type=ALL",
                "maxResults=0",
                "maxResults=-1",
                "maxResults=abc",
                "maxResults=1001",
                "maxResults=",
                "maxResults",
                "maxResults=%2B5",
                "maxResults=5.0",
                "maxResults=%D9%A5",
                "maxResults=99999999999",
                "nextToken=",
                "nextToken=a%20b"
            })
    void filtersOfProfiles(String query) throws Exception {
        String name = query.replaceFirst("=.*", "");
        refused("/inference-profiles?" + query, name);
        if (!name.equals("type")) {
            refused("/model-invocation-jobs?" + query, name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/model-invocation-jobs?statusEquals=Done, statusEquals",
        "/model-invocation-jobs?sortBy=Name, sortBy",
        "/model-invocation-jobs?sortOrder=Up, sortOrder",
        "/model-invocation-jobs?nameContains=a_b, nameContains",
        "/model-invocation-job/a%20b, jobIdentifier",
        "/foundation-models/a, modelIdentifier",
        "/foundation-models/amazon.nova%20lite, modelIdentifier",
        "/inference-profiles/a%2Fb, inferenceProfileIdentifier",
        "/inference-profiles/a_b, inferenceProfileIdentifier"
    })
    void labels(String target, String place) throws Exception {
        refused(target, place);
    }

    @Test
    void labelsThatAreTooLong() throws Exception {
        String id = "a".repeat(2_100);
        refused("/inference-profiles/" + id, "inferenceProfileIdentifier");
        refused("/foundation-models/amazon." + id, "modelIdentifier");
        for (String target :
                new String[] {
                    "/model/amazon." + id + "/converse",
                    "/model/amazon.nova%20lite/converse",
                    "/model/%20/invoke",
                    "/guardrail/A_b/version/1/apply",
                    "/guardrail/ab/version/x/apply",
                    "/guardrail/" + id + "/version/1/apply"
                }) {
            HttpResponse<String> response =
                    post(target, json("{'source':'INPUT','content':[{'text':{'text':'x'}}]}"));

            assertThat(response.statusCode()).as(target + response.body()).isEqualTo(400);
        }
    }

    @Test
    void anErrorOfTheEmulatorIsNoFaultOfTheRequest() throws Exception {
        for (Throwable thrown :
                new Throwable[] {
                    new OutOfMemoryError("test"),
                    new StackOverflowError(),
                    new AssertionError("test"),
                    new IllegalStateException("test")
                }) {
            RequestHandler standIn =
                    (request, id, out) -> {
                        throw sneaky(thrown);
                    };
            for (boolean engine : new boolean[] {true, false}) {
                LocalBedrock.Builder builder = LocalBedrock.builder();
                builder =
                        engine
                                ? builder.engine(
                                        (question, out) -> {
                                            throw sneaky(thrown);
                                        })
                                : builder.standIn(standIn);
                try (var broken = builder.start()) {
                    for (String path :
                            new String[] {HAIKU + "converse", HAIKU + "converse-stream"}) {
                        HttpResponse<String> response =
                                client.send(
                                        HttpRequest.newBuilder(URI.create(broken.endpoint() + path))
                                                .POST(BodyPublishers.ofString(Http.asking("Hi")))
                                                .build(),
                                        BodyHandlers.ofString());

                        assertThat(response.statusCode()).isEqualTo(500);
                        assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse(""))
                                .startsWith("InternalServerException:");
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static void refused(String target, String place) throws Exception {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(URI.create(local.endpoint() + target)).build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).as(target + response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse(""))
                .startsWith("ValidationException:");
        assertThat(response.body()).contains("at '" + place.replace("'", "") + "' failed");
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(local.endpoint() + path))
                        .header("anthropic-version", "2023-06-01")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
