package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@LocalBedrockTest
class RunCommandTest {
    private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
    private static final int RECORDS = 20;

    @TempDir Path home;
    private LocalBedrock local;
    private Path in;
    private Path out;

    @BeforeEach
    void start(LocalBedrock local) throws IOException {
        this.local = local;
        in = home.resolve("in.jsonl");
        out = home.resolve("out.jsonl");
        Files.write(
                in,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> "{\"recordId\":\"r" + i + "\",\"prompt\":\"Say " + i + "\"}")
                        .toList());
    }

    private Cli.Result run(String... more) {
        String[] first = {"batch", "run"};
        return Cli.of(home, local)
                .run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    private Cli.Result run(Path from, Path to, String... more) {
        String[] files = {from.toString(), "--out", to.toString()};
        return run(Stream.concat(Stream.of(files), Stream.of(more)).toArray(String[]::new));
    }

    private static List<Json.Obj> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> (Json.Obj) Json.parse(line)).toList();
    }

    private static List<String> ids(Path file) throws IOException {
        return lines(file).stream().map(line -> String.valueOf(line.string("recordId"))).toList();
    }

    private static String[] expected() {
        return IntStream.range(0, RECORDS).mapToObj(i -> "r" + i).toArray(String[]::new);
    }

    @Test
    void retriesAreNotAnnouncedOneByOne() {
        local.script(Fault.retryAfter("Retry-After", "1"));

        Cli.Result result = run(in, out);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(local.requests()).hasSizeGreaterThan(RECORDS);
        assertThat(result.err()).doesNotContain("retrying");
    }

    @Test
    void eachRecordIsAnsweredOnceAndReported() throws IOException {
        Cli.Result result = run(in, out);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(ids(out)).containsExactlyInAnyOrder(expected());
        assertThat(lines(out))
                .allSatisfy(
                        line -> {
                            assertThat(line.string("answer")).isNotBlank();
                            assertThat(line.string("stopReason")).isEqualTo("end_turn");
                            assertThat(line.object("usage").integer("inputTokens", 0)).isPositive();
                            assertThat(line.string("costUsd")).startsWith("0.0");
                        });
        assertThat(result.err()).contains("done      20", "tokens", "cost", "p50", "p95");
        assertThat(local.requests()).hasSize(RECORDS);
    }

    @Test
    void answersAreNotOverwrittenAndResumingSendsNothingTwice() throws IOException {
        run(in, out);
        byte[] before = Files.readAllBytes(out);

        Cli.Result again = run(in, out);
        Cli.Result resumed = run(in, out, "--resume");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("There are answers", "--resume");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("done      0 (and 20 earlier)");
        assertThat(Files.readAllBytes(out)).isEqualTo(before);
        assertThat(local.requests()).hasSize(RECORDS);
    }

    /** A process that is killed leaves a beginning of what it would have written. */
    @Test
    void anyBeginningOfTheAnswersIsContinuedToEachOnce() throws IOException {
        var random = new SplittableRandom(7);
        run(in, out);
        byte[] whole = Files.readAllBytes(out);
        for (int i = 0; i < 25; i++) {
            int cut = random.nextInt(whole.length + 1);
            Files.write(out, java.util.Arrays.copyOf(whole, cut));
            long complete =
                    Files.readString(out, StandardCharsets.ISO_8859_1)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();

            Cli.Result resumed = run(in, out, "--resume");

            assertThat(resumed.code()).as("cut at " + cut + ": " + resumed.err()).isZero();
            assertThat(ids(out)).as("cut at " + cut).containsExactlyInAnyOrder(expected());
            assertThat(resumed.err())
                    .contains("done      " + (RECORDS - complete))
                    .contains(complete == 0 ? "" : " (and " + complete + " earlier)");
        }
    }

    @Test
    void anyBeginningOfACsvIsContinued() throws IOException {
        Path csv = home.resolve("out.csv");
        local.script(Scripted.text("one \"quoted\",\nwith lines"), Scripted.text("two\n\n\"\"\n"));
        run(in, csv);
        byte[] whole = Files.readAllBytes(csv);
        for (int cut = 0; cut < whole.length; cut += 401) {
            Files.write(csv, java.util.Arrays.copyOf(whole, cut));

            Cli.Result resumed = run(in, csv, "--resume");

            assertThat(resumed.code()).as("cut at " + cut + ": " + resumed.err()).isZero();
            assertThat(DoneRecords.read(csv, ResultFormat.CSV).size()).isEqualTo(RECORDS);
            assertThat(DoneRecords.read(csv, ResultFormat.CSV).end()).isEqualTo(Files.size(csv));
        }
    }

    @Test
    void failuresAreWrittenApartAndTriedAgain() throws IOException {
        local.script(
                Scripted.error("ModelErrorException", "broken"),
                Scripted.error("ValidationException", "too long"),
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"cut\"}]}},\"stopReason\":\"max_tokens\",\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15},\"metrics\":{\"latencyMs\":1}}")));

        Cli.Result result = run(in, out, "--max-active", "1");
        Path failed = home.resolve("out.jsonl.failed.jsonl");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("done      17", "failed    3", "Validation 1");
        assertThat(lines(failed)).hasSize(3);
        assertThat(lines(failed).get(1).object("error").string("kind")).isEqualTo("Validation");
        assertThat(lines(failed).get(2).object("usage").integer("outputTokens", 0)).isPositive();

        assertThat(run(in, out, "--resume").code()).isZero();
        assertThat(ids(out)).containsExactlyInAnyOrder(expected());
        assertThat(failed).doesNotExist();
    }

    @Test
    void throttledRecordsAreTriedAgainAndNotLost() throws IOException {
        local.script(
                Stream.generate(() -> Scripted.error("ThrottlingException", "Slow down."))
                        .limit(10)
                        .toArray(Scripted[]::new));

        Cli.Result result = run(in, out);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(ids(out)).containsExactlyInAnyOrder(expected());
    }

    @Test
    void aFailureOfAllRecordsEndsTheRun() {
        local.script(
                Stream.generate(() -> Scripted.error("AccessDeniedException", "No access."))
                        .limit(RECORDS)
                        .toArray(Scripted[]::new));

        Cli.Result result = run(in, out, "--max-active", "1");

        assertThat(result.code()).isEqualTo(4);
        assertThat(local.requests()).hasSizeLessThan(4);
    }

    @Test
    void theCostStaysBelowTheLimitAndResumingContinues() throws IOException {
        run(in, out);
        double each = Double.parseDouble(String.valueOf(lines(out).getFirst().string("costUsd")));
        Files.delete(out);
        String cap = String.format(java.util.Locale.ROOT, "%.9f", each * 7.5);

        Cli.Result result = run(in, out, "--max-cost", cap);

        double spent =
                lines(out).stream()
                        .mapToDouble(line -> Double.parseDouble(line.string("costUsd")))
                        .sum();
        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("--max-cost", "--resume");
        assertThat(spent).isBetween(each * 4, each * 7.5);
        assertThat(run(in, out, "--resume").code()).isZero();
        assertThat(ids(out)).containsExactlyInAnyOrder(expected());
    }

    @Test
    void aPilotEstimatesTheOthersAndItsAnswersAreKept() throws IOException {
        Cli.Result pilot = run(in, out, "--pilot", "5");

        assertThat(pilot.code()).isZero();
        assertThat(pilot.err()).contains("estimate  15 records left: about 0.0", "USD (± ");
        assertThat(lines(out)).hasSize(5);
        assertThat(run(in, out, "--resume").code()).isZero();
        assertThat(ids(out)).containsExactlyInAnyOrder(expected());
        assertThat(local.requests()).hasSize(RECORDS);
    }

    @Test
    void rowsOfACsvFillATemplate() throws IOException {
        Path csv = home.resolve("in.csv");
        Files.writeString(
                csv, "id,word,to\na,\"Hello, \"\"you\"\"\nthere\",German\nb,Bye,French\n");
        Path answers = home.resolve("out.csv");

        Cli.Result result =
                run(csv, answers, "--template", "Into {to}: {word}", "--max-active", "1");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(local.requests().getFirst().body().toString())
                .contains("Into French: Bye"); // ordered by their text
        assertThat(local.requests().getLast().body().toString())
                .contains("Into German: Hello, \\\"you\\\"\\nthere");
        assertThat(Files.readString(answers)).startsWith("recordId,key,modelId,answer,");
    }

    @Test
    void recordsComeFromStdinAndAnswersGoToStdout() {
        Cli.Result result =
                Cli.of(home, local)
                        .stdin(
                                "\"A string\"\n\n{\"prompt\":\"B\"}\n{\"id\":7,\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"C\"}]}]}\n")
                        .run("batch", "run", "-");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(
                        result.out()
                                .lines()
                                .map(line -> ((Json.Obj) Json.parse(line)).string("recordId")))
                .containsExactlyInAnyOrder("1", "3", "7");
    }

    @Test
    void recordsOfABatchJobAreAskedWithAllTheirMembers() throws IOException {
        Files.writeString(
                in,
                "{\"recordId\":\"x\",\"modelInput\":{\"system\":[{\"text\":\"Be brief.\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"C\"}]}],\"inferenceConfig\":{\"maxTokens\":1717}}}\n");

        Cli.Result result = run(in, out);

        assertThat(result.code()).as(result.err()).isZero();
        Json.Obj body = (Json.Obj) local.requests().getLast().body();
        assertThat(body.object("inferenceConfig").integer("maxTokens", 0)).isEqualTo(1717);
        assertThat(body.array("system").toString()).contains("Be brief.");
    }

    @Test
    void aSchemaGivesJson() throws IOException {
        Path schema = home.resolve("schema.json");
        Files.writeString(
                schema,
                "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}");
        local.script(Scripted.text("{\"name\":\"Susan\"}"), Scripted.text("no JSON"));

        Cli.Result result =
                run(
                        in,
                        out,
                        "--schema",
                        schema.toString(),
                        "-m",
                        LLAMA,
                        "--pilot",
                        "2",
                        "--max-active",
                        "1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(lines(out)).hasSize(1);
        assertThat(lines(out).getFirst().object("answer").string("name")).isEqualTo("Susan");
        assertThat(result.err()).contains("StructuredOutput 1");
    }

    @Test
    void errorsInTheInputCostNothing() throws IOException {
        Files.writeString(
                in, "{\"recordId\":\"r1\",\"prompt\":\"twice\"}\n", StandardOpenOption.APPEND);
        assertThat(run(in, out).err()).contains("two records with the id r1");

        Files.writeString(in, "{\"prompt\":\"a\"}\n{\"prompt\":\n");
        assertThat(run(in, out).err()).contains("record 2 is not JSON");

        Files.writeString(in, "{\"text\":\"a\"}\n");
        assertThat(run(in, out).err()).contains("no \"prompt\"");

        Files.writeString(in, "");
        assertThat(run(in, out).err()).contains("has no records");

        assertThat(run(home.resolve("none.jsonl"), out).err()).contains("There is no file");
        assertThat(local.requests()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void otherOptionsOrAnotherFileAreNotMixedWithEarlierAnswers() throws IOException {
        run(in, out);

        assertThat(run(in, out, "--resume", "--max-tokens", "9").err()).contains("have changed");
        Files.writeString(out, "{\"my\":\"data\"}\n");
        assertThat(run(in, out, "--resume").err()).contains("no run has written");
        assertThat(Files.readString(out)).isEqualTo("{\"my\":\"data\"}\n");
    }

    @Test
    void aFileThatAnotherRunHasOpenIsRefused() throws IOException {
        try (Journal other = Journal.open(out, 0)) {
            Cli.Result result = run(in, out);

            assertThat(result.code()).isNotZero();
            assertThat(result.err()).contains("in use by another run");
        }
        assertThat(local.requests()).isEmpty();
    }
}
