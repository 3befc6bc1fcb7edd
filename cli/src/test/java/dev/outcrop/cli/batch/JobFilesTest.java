package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files of records for batch inference jobs, and back. */
class JobFilesTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    @TempDir Path home;
    private Path in;
    private Path out;
    private Path bucket;

    @BeforeEach
    void write() throws IOException {
        in = home.resolve("in.jsonl");
        out = home.resolve("out.jsonl");
        bucket = home.resolve("buckets/mine");
        Files.write(
                in,
                IntStream.range(0, 120)
                        .mapToObj(i -> "{\"recordId\":\"r" + i + "\",\"prompt\":\"Say " + i + "\"}")
                        .toList());
    }

    private Cli.Result run(String... arguments) {
        return new Cli(home).run(arguments);
    }

    private Cli.Result prepare(String... more) {
        String[] first = {"batch", "prepare", in.toString(), "-m", NOVA, "-s", "Be brief."};
        return run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    private Cli.Result join(Path output) {
        return run(
                "batch",
                "join",
                in.toString(),
                output.toString(),
                "-m",
                NOVA,
                "-s",
                "Be brief.",
                "--out",
                out.toString());
    }

    @Test
    void aJobAnswersPreparedFilesAndItsOutputIsJoined() throws Exception {
        assertThat(prepare("--dir", bucket.resolve("in").toString()).code()).isZero();
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (LocalBedrock local =
                LocalBedrock.builder().buckets(home.resolve("buckets")).clock(now::get).start()) {
            Files.createDirectories(bucket.resolve("out"));
            String arn = create(local);
            String status = "";
            for (int i = 0; i < 100 && !status.equals("Completed"); i++) {
                now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
                status = String.valueOf(get(local, arn).string("status"));
            }
            assertThat(status).isEqualTo("Completed");

            Cli.Result joined = join(bucket.resolve("out"));

            assertThat(joined.code()).as(joined.err()).isZero();
            assertThat(joined.err()).contains("added     120", "failed    0", "missing   0");
            assertThat(DoneRecords.read(out, ResultFormat.JSONL).size()).isEqualTo(120);
            Json.Obj first = (Json.Obj) Json.parse(Files.readAllLines(out).getFirst());
            assertThat(first.string("answer")).isNotBlank();

            Cli.Result resumed =
                    Cli.of(home, local)
                            .run(
                                    "batch",
                                    "run",
                                    in.toString(),
                                    "-o",
                                    out.toString(),
                                    "-m",
                                    NOVA,
                                    "-s",
                                    "Be brief.",
                                    "--resume");
            assertThat(resumed.err()).contains("done      0 (and 120 earlier)");
        }
    }

    private static String create(LocalBedrock local) throws Exception {
        String body =
                "{\"jobName\":\"mine\",\"roleArn\":\"arn:aws:iam::123456789012:role/Batch\",\"modelId\":\""
                        + NOVA
                        + "\",\"modelInvocationType\":\"Converse\",\"inputDataConfig\":{\"s3InputDataConfig\":{\"s3Uri\":\"s3://mine/in/\"}},"
                        + "\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://mine/out/\"}}}";
        return String.valueOf(send(local, "/model-invocation-job", body).string("jobArn"));
    }

    private static Json.Obj get(LocalBedrock local, String arn) throws Exception {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return send(local, "/model-invocation-job/" + id, null);
    }

    private static Json.Obj send(LocalBedrock local, String path, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(local.endpoint() + path))
                        .header("Authorization", "Bearer k")
                        .header("Content-Type", "application/json");
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return (Json.Obj) Json.parse(response.body());
        }
    }

    private static String output(String id, String stopReason) {
        return "{\"recordId\":\""
                + id
                + "\",\"modelInput\":{},\"modelOutput\":{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Yes \"},{\"text\":\""
                + id
                + "\"}]}},\"stopReason\":\""
                + stopReason
                + "\",\"usage\":{\"inputTokens\":1000000,\"outputTokens\":0,\"totalTokens\":1000000}}}";
    }

    @Test
    void recordsAreJoinedByTheirIdsInAnyOrderAndOnlyOnce() throws IOException {
        var lines = new ArrayList<String>();
        IntStream.range(0, 100).forEach(i -> lines.add(output("r" + i, "end_turn")));
        Collections.shuffle(lines, new Random(1));
        lines.add(output("r7", "end_turn"));
        lines.add(output("stranger", "end_turn"));
        lines.add(output("r100", "max_tokens"));
        lines.add("{\"recordId\":\"r101\",\"error\":{\"errorCode\":400,\"errorMessage\":\"bad\"}}");
        Path part = Files.write(home.resolve("part.jsonl.out"), lines);

        Cli.Result joined = join(part);

        assertThat(joined.code()).isEqualTo(1);
        assertThat(joined.err())
                .contains("added     100", "failed    2", "missing   18", "unknown   1");
        List<String> answers = Files.readAllLines(out);
        assertThat(answers).hasSize(100);
        Json.Obj seven =
                answers.stream()
                        .map(line -> (Json.Obj) Json.parse(line))
                        .filter(line -> "r7".equals(line.string("recordId")))
                        .findFirst()
                        .orElseThrow();
        assertThat(seven.string("answer")).isEqualTo("Yes r7");
        // Half of 0.06 USD for a million tokens.
        assertThat(seven.string("costUsd")).isEqualTo("0.03");
        assertThat(Files.readAllLines(ResultSink.failures(out))).hasSize(2);

        assertThat(join(part).err()).contains("added     0 (and 100 earlier)");
        assertThat(Files.readAllLines(out)).hasSize(100);

        prepare("--dir", home.resolve("again").toString(), "--out", out.toString());
        assertThat(Files.readAllLines(home.resolve("again/part-00001.jsonl"))).hasSize(20);
    }

    @Test
    void filesHaveAtMostAsManyRecordsAsWanted() throws IOException {
        Path folder = home.resolve("parts");
        Cli.Result result = prepare("--dir", folder.toString(), "--records", "50");

        assertThat(result.out().lines()).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("part-00001.jsonl"))).hasSize(50);
        List<String> last = Files.readAllLines(folder.resolve("part-00003.jsonl"));
        assertThat(last).hasSize(20);
        Json.Obj record = (Json.Obj) Json.parse(last.getLast());
        assertThat(record.object("modelInput").array("system").toString()).contains("Be brief.");
        assertThat(record.object("modelInput").array("messages").toString()).contains("Say 119");

        Cli.Result again = prepare("--dir", folder.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("There is a file");
    }

    @Test
    void whatJobsDoNotSupportIsRefused() throws IOException {
        Files.writeString(
                in,
                "{\"recordId\":\"t\",\"messages\":[],\"toolConfig\":{}}\n",
                StandardOpenOption.APPEND);

        Cli.Result result = prepare("--dir", home.resolve("d").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("toolConfig, which jobs do not support");
    }
}
