package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The operations beside Converse, over HTTP. */
class OperationsTest {
    @TempDir private Path buckets;
    private Instant now = Instant.parse("2026-08-19T10:00:00Z");
    private LocalBedrock local;
    private Http http;

    @BeforeEach
    void start() {
        local =
                LocalBedrock.builder()
                        .clock(() -> now)
                        .guardedWords("volcano")
                        .buckets(buckets)
                        .start();
        http = new Http(local);
    }

    @AfterEach
    void stop() {
        http.close();
        local.close();
    }

    @Test
    void theSameWordsAreGuardedInConverse() throws Exception {
        String guarded =
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"g1\",\"guardrailVersion\":\"1\","
                        + "\"trace\":\"enabled\"},";
        Json.Obj blocked = object(http.converse(guarded + Http.asking("A Volcano!").substring(1)));
        Json.Obj passed = object(http.converse(guarded + Http.asking("volcanoes").substring(1)));

        assertThat(blocked.string("stopReason")).isEqualTo("guardrail_intervened");
        assertThat(blocked.object("trace").toString()).contains("\"match\":\"volcano\"");
        assertThat(passed.string("stopReason")).isEqualTo("end_turn");
    }

    @Test
    void countsTheTokensThatConverseCounts() throws Exception {
        String asking = Http.asking("How many tokens are these?");
        Json.Obj counted =
                object(
                        http.post(
                                "/model/anthropic.claude-sonnet-4-20250514-v1:0/count-tokens",
                                "{\"input\":{\"converse\":" + asking + "}}"));

        assertThat(counted.integer("inputTokens", 0))
                .isEqualTo(
                        object(http.converse(asking)).object("usage").integer("inputTokens", -1));
    }

    @Test
    void aGuardrailBlocksItsWords() throws Exception {
        Json.Obj blocked = object(guard("A Volcano erupts"));
        Json.Obj passed = object(guard("volcanoes erupt"));

        assertThat(blocked.string("action")).isEqualTo("GUARDRAIL_INTERVENED");
        assertThat(blocked.array("outputs")).hasSize(1);
        assertThat(blocked.array("assessments").toString()).contains("volcano", "BLOCKED");
        assertThat(passed.string("action")).isEqualTo("NONE");
        assertThat(passed.array("outputs")).isEmpty();
    }

    @Test
    void listsModels() throws Exception {
        Json.Obj all = object(get("/foundation-models"));
        Json.Obj amazon = object(get("/foundation-models?byProvider=amazon"));

        assertThat(all.array("modelSummaries")).hasSizeGreaterThan(100);
        assertThat(amazon.array("modelSummaries"))
                .isNotEmpty()
                .allSatisfy(
                        model ->
                                assertThat(((Json.Obj) model).string("providerName"))
                                        .isEqualTo("Amazon"));
        assertThat(
                        object(get("/foundation-models/amazon.nova-lite-v1:0"))
                                .object("modelDetails")
                                .string("modelName"))
                .isEqualTo("Nova Lite");
        assertThat(get("/foundation-models/no.such-model").statusCode()).isEqualTo(404);
    }

    @Test
    void listsInferenceProfilesInPages() throws Exception {
        List<Json> whole = object(get("/inference-profiles")).array("inferenceProfileSummaries");
        var paged = new ArrayList<Json>();
        String token = "";
        do {
            Json.Obj page = object(get("/inference-profiles?maxResults=7" + token));
            paged.addAll(page.array("inferenceProfileSummaries"));
            String next = page.string("nextToken");
            token = next == null ? "" : "&nextToken=" + next;
        } while (!token.isEmpty());

        assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(50);
        assertThat(object(get("/inference-profiles/us.amazon.nova-lite-v1:0")).string("type"))
                .isEqualTo("SYSTEM_DEFINED");
    }

    @ParameterizedTest
    @CsvSource({
        "/inference-profiles?maxResults=0, 400",
        "/inference-profiles?type=OTHER, 400",
        "/async-invoke?statusEquals=Done, 400",
        "/async-invoke?submitTimeAfter=yesterday, 400",
        "/async-invoke/x, 400",
        "/model-invocation-jobs?submitTimeBefore=tomorrow, 400",
        "/foundation-models?byOutputModality=VIDEO, 400",
        "/foundation-models?byCustomizationType=ALL, 400",
        "/foundation-models?byInferenceType=BATCH, 400"
    })
    void refuses(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void aJobGoesThroughItsStatesAndAnswersItsRecords() throws Exception {
        Files.createDirectories(buckets.resolve("input"));
        Files.writeString(
                buckets.resolve("input/a.jsonl"),
                "{\"recordId\":\"1\",\"modelInput\":"
                        + Http.asking("Tell me a joke")
                        + "}\nnonsense\n");
        String arn = createJob();
        String id = arn.substring(arn.lastIndexOf('/') + 1);

        for (String state : List.of("Submitted", "Validating", "Scheduled", "InProgress")) {
            assertThat(object(get("/model-invocation-job/" + id)).string("status"))
                    .isEqualTo(state);
            now = now.plus(Duration.ofSeconds(1));
        }
        Json.Obj done = object(get("/model-invocation-job/" + arn.replace("/", "%2F")));

        assertThat(done.string("status")).isEqualTo("PartiallyCompleted");
        assertThat(done.integer("successRecordCount", 0)).isEqualTo(1);
        assertThat(done.integer("errorRecordCount", 0)).isEqualTo(1);
        Path out = buckets.resolve("out/results/" + id);
        List<String> lines = Files.readAllLines(out.resolve("a.jsonl.out"));
        assertThat(lines)
                .hasSize(2)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains(
                                                "\"recordId\":\"1\"",
                                                "\"modelOutput\":",
                                                "local Bedrock"))
                .anySatisfy(line -> assertThat(line).contains("\"errorCode\":400"));
        assertThat(Files.readString(out.resolve("manifest.json.out")))
                .contains("\"totalRecordCount\":2", "\"successRecordCount\":1");
        assertThat(
                        object(get("/model-invocation-jobs?statusEquals=PartiallyCompleted"))
                                .array("invocationJobSummaries"))
                .hasSize(1);
    }

    @Test
    void aStoppedJobWritesNothing() throws Exception {
        Files.createDirectories(buckets.resolve("input"));
        String arn = createJob();
        String id = arn.substring(arn.lastIndexOf('/') + 1);

        assertThat(http.post("/model-invocation-job/" + id + "/stop", "").statusCode())
                .isEqualTo(200);
        now = now.plus(Duration.ofMinutes(1));

        assertThat(object(get("/model-invocation-job/" + id)).string("status"))
                .isEqualTo("Stopped");
        assertThat(buckets.resolve("out")).doesNotExist();
        assertThat(http.post("/model-invocation-job/" + id + "/stop", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSameClientTokenMakesNoSecondJob() throws Exception {
        assertThat(createJob()).isEqualTo(createJob());
    }

    @Test
    void aJobStaysInItsFolder() throws Exception {
        var response =
                http.post(
                        "/model-invocation-job",
                        job().replace("s3://out/results", "s3://out/../../etc"));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private String createJob() throws Exception {
        return String.valueOf(object(http.post("/model-invocation-job", job())).string("jobArn"));
    }

    @Test
    void aRecordThatTheModelRefusesIsAnErrorOfItsOwn() throws Exception {
        Files.createDirectories(buckets.resolve("input"));
        Files.writeString(
                buckets.resolve("input/a.jsonl"),
                "{\"recordId\":\"1\",\"modelInput\":{\"messages\":[],\"stream\":true}}\n"
                        + "{\"recordId\":\"2\",\"modelInput\":"
                        + Http.asking("Hi")
                        + "}\n");
        String job = job().replace(",\"modelInvocationType\":\"Converse\"", "");
        String arn =
                String.valueOf(object(http.post("/model-invocation-job", job)).string("jobArn"));
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        for (int state = 0; state < 5; state++) {
            get("/model-invocation-job/" + id);
            now = now.plus(Duration.ofSeconds(1));
        }
        get("/model-invocation-job/" + id);

        List<String> lines =
                new ArrayList<>(
                        Files.readAllLines(buckets.resolve("out/results/" + id + "/a.jsonl.out")));
        Collections.sort(lines); // their order is not that of the input
        assertThat(lines.getFirst())
                .contains("\"errorCode\":400", "#: extraneous key [stream] is not permitted");
        assertThat(lines.getLast()).contains("\"modelOutput\":");
    }

    private static String job() {
        return """
        {"jobName":"test","roleArn":"arn:aws:iam::123456789012:role/batch","clientRequestToken":"abc",
         "modelId":"amazon.nova-lite-v1:0","modelInvocationType":"Converse",
         "inputDataConfig":{"s3InputDataConfig":{"s3Uri":"s3://input"}},
         "outputDataConfig":{"s3OutputDataConfig":{"s3Uri":"s3://out/results"}}}
        """;
    }

    private HttpResponse<String> guard(String text) throws Exception {
        return http.post(
                "/guardrail/abc123/version/DRAFT/apply",
                "{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\"" + text + "\"}}]}");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(http.uri(path)).GET());
    }

    private static Json.Obj object(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (Json.Obj) Json.parse(response.body());
    }
}
