package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The commands for batch inference jobs, on the emulator and its folder of buckets. */
class JobCommandsTest {
    @TempDir Path home;
    private JobFlow flow;

    @BeforeEach
    void start() throws IOException {
        flow = new JobFlow(home, 120);
    }

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void aRecordMayAskForJsonOfASchema() throws IOException {
        String schema =
                "{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{\\\"age\\\":"
                        + "{\\\"type\\\":\\\"integer\\\"}},\\\"required\\\":[\\\"age\\\"],"
                        + "\\\"additionalProperties\\\":false}";
        Files.writeString(
                flow.in,
                "{\"recordId\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":"
                        + "\"Ada is 36.\"}]}],\"outputConfig\":{\"textFormat\":{\"type\":"
                        + "\"json_schema\",\"structure\":{\"jsonSchema\":{\"schema\":\""
                        + schema
                        + "\"}}}}}\n");

        Cli.Result submitted =
                flow.submitTo(
                        "us.anthropic.claude-haiku-4-5-20251001-v1:0", "--least-records", "1");
        assertThat(submitted.code()).as(submitted.err()).isZero();
        flow.end();

        assertThat(flow.fetch().code()).isZero();
        String answer = String.valueOf(flow.answers().getFirst().string("answer"));
        assertThat(Json.parse(answer)).isInstanceOf(Json.Obj.class);
        assertThat(((Json.Obj) Json.parse(answer)).get("age")).isInstanceOf(Json.Num.class);
    }

    @Test
    void recordsAreSubmittedAndTheirAnswersFetched() throws IOException {
        Cli.Result submitted = flow.submit("--max-tokens", "500", "--tag", "team=a b");
        assertThat(submitted.code()).as(submitted.err()).isZero();
        assertThat(submitted.err()).contains("120 records were submitted in 1 jobs");
        assertThat(flow.status().out()).contains("Submitted", "120", "<= 0.", " USD");

        Cli.Result early = flow.fetch();
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.err()).contains("1 jobs have not ended");
        assertThat(flow.out).doesNotExist();

        flow.end();
        assertThat(flow.status().out()).contains("Completed", "60 min");
        Cli.Result fetched = flow.fetch("--wait");
        assertThat(fetched.code()).as(fetched.err()).isZero();
        assertThat(fetched.err()).contains("120 added, 0 failed, 0 missing");
        assertThat(flow.ids()).hasSize(120).doesNotHaveDuplicates();
        assertThat(flow.answers().getFirst().string("answer")).isNotEmpty();
        assertThat(flow.answers().getFirst().string("costUsd")).isNotEmpty();

        assertThat(flow.status().out()).contains("fetched");
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.submit("--max-tokens", "500").err()).contains("Each record has an answer");
        assertThat(flow.objects("records.jsonl")).hasSize(1);
        Cli.Result run =
                flow.run(
                        "batch",
                        "run",
                        flow.in.toString(),
                        "--out",
                        flow.out.toString(),
                        "-m",
                        JobFlow.NOVA,
                        "--max-tokens",
                        "500",
                        "--resume");
        assertThat(run.err()).contains("done      0 (and 120 earlier)");
    }

    @Test
    void whatAJobHasIsNotSubmittedAgainAndCannotBeRun() throws IOException {
        flow.submit();
        flow.write(250);

        assertThat(flow.submit().err()).contains("130 records were submitted in 1 jobs");
        assertThat(flow.submit().err()).contains("Each record has an answer or a job");
        Cli.Result run =
                flow.run(
                        "batch",
                        "run",
                        flow.in.toString(),
                        "--out",
                        flow.out.toString(),
                        "-m",
                        JobFlow.NOVA,
                        "--resume");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("whose output is not fetched");
        Cli.Result changed = flow.submit("--temperature", "0.5");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("other options");

        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.ids()).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void manyRecordsAreSpreadEvenlyOverJobs() throws IOException {
        flow.write(401);

        assertThat(flow.submit("--records", "150").err())
                .contains("401 records were submitted in 3 jobs");

        List<Path> inputs = flow.objects("records.jsonl");
        assertThat(inputs).hasSize(3);
        for (Path input : inputs) {
            assertThat(Files.readAllLines(input).size()).isBetween(133, 134);
        }
        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.ids()).hasSize(401).doesNotHaveDuplicates();
    }

    @Test
    void fewRecordsAreRefusedBeforeTheUpload() throws IOException {
        flow.write(99);

        Cli.Result few = flow.submit();

        assertThat(few.code()).isEqualTo(2);
        assertThat(few.err()).contains("at least 100", "there are 99");
        assertThat(flow.objects(".jsonl")).isEmpty();
        assertThat(flow.local.requests()).isEmpty();
        assertThat(flow.submit("--least-records", "10").err()).contains("99 records");
    }

    @Test
    void recordsThatFailedOrAreMissingAreSubmittedAgain() throws IOException {
        flow.submit();
        flow.end();
        Path output = flow.objects(".jsonl.out").getFirst();
        var lines = new ArrayList<>(Files.readAllLines(output));
        Collections.shuffle(lines, new Random(3));
        Json.Obj first = (Json.Obj) Json.parse(lines.getFirst());
        String failed = String.valueOf(first.string("recordId"));
        lines.set(
                0,
                "{\"recordId\":\""
                        + failed
                        + "\",\"modelInput\":{},\"error\":{\"errorCode\":400,\"errorMessage\":\"bad\"}}");
        lines.remove(1);
        lines.add(lines.get(5));
        lines.add(lines.get(6).replaceFirst("\"recordId\":\"r", "\"recordId\":\"stranger"));
        String cut = lines.remove(2);
        lines.add(cut.substring(0, cut.length() / 2));
        Files.writeString(output, String.join("\n", lines));

        Cli.Result fetched = flow.fetch();

        assertThat(fetched.code()).isEqualTo(1);
        assertThat(fetched.err()).contains("117 added, 1 failed, 2 missing, 2 unknown, left out");
        assertThat(flow.ids()).hasSize(117).doesNotHaveDuplicates().doesNotContain(failed);
        assertThat(Files.readString(ResultSink.failures(flow.out))).contains(failed, "Job400");

        assertThat(flow.submit("--least-records", "1").err())
                .contains("3 records were submitted in 1 jobs");
        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.ids()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void aJobThatEndsWithoutOutputIsSubmittedAgain() throws IOException {
        flow.submit();
        Cli.Result cancelled = flow.run("batch", "cancel", flow.out.toString());
        assertThat(cancelled.code()).as(cancelled.err()).isZero();
        assertThat(cancelled.err()).contains("1 jobs were cancelled");
        flow.end();
        assertThat(flow.status().out()).contains("Stopped");

        Cli.Result fetched = flow.fetch();
        assertThat(fetched.code()).isEqualTo(1);
        assertThat(fetched.err()).contains("Stopped: 0 added, 0 failed, 120 missing");

        assertThat(flow.submit().err()).contains("120 records were submitted in 1 jobs");
        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.ids()).hasSize(120).doesNotHaveDuplicates();
        assertThat(flow.run("batch", "cancel", flow.out.toString(), "none").code()).isEqualTo(2);
    }

    @Test
    void aSubmissionThatWasInterruptedCreatesNoSecondJob() throws IOException {
        flow.submit();
        Path list = home.resolve("out.jsonl.jobs/jobs.json");
        Json.Obj state = (Json.Obj) Json.parse(Files.readString(list));
        Json.Obj job = (Json.Obj) state.array("jobs").getFirst();
        String token = String.valueOf(job.string("token"));
        // As after a crash between the creation and the list; the input was still there then.
        Files.copy(
                flow.objects("records.jsonl").getFirst(),
                home.resolve("out.jsonl.jobs/" + token + ".jsonl"));
        Files.writeString(list, Json.EMPTY.with("jobs", Json.array(job.without("arn"))).toString());

        Cli.Result again = flow.submit();

        assertThat(again.err()).contains("1 jobs of an earlier", "Each record has an answer or");
        assertThat(Files.readString(list)).contains(String.valueOf(job.string("arn")));
        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.objects("manifest.json.out")).hasSize(1);
    }

    @Test
    void aLostListLeadsToTheSameJob() throws IOException {
        flow.submit();
        for (Path file : List.of(home.resolve("out.jsonl.jobs/jobs.json"))) {
            Files.delete(file);
        }

        assertThat(flow.submit().err()).contains("120 records were submitted in 1 jobs");

        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.objects("manifest.json.out")).hasSize(1);
    }

    @Test
    void twoCommandsDoNotWriteTheSameJobs() throws IOException {
        flow.submit();
        try (SubmittedJobs held = SubmittedJobs.open(flow.out)) {
            assertThat(held.open()).hasSize(1);

            Cli.Result second = flow.fetch();

            assertThat(second.code()).isNotZero();
            assertThat(second.err())
                    .contains("is in use by another process")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFailedUploadOrCreationIsCompletedByTheSameCommand() throws IOException {
        Files.move(flow.bucket, home.resolve("buckets/elsewhere"));
        Cli.Result failed = flow.submit();
        assertThat(failed.code()).isNotZero();
        assertThat(failed.err()).contains("s3://mine/runs");
        assertThat(flow.status().out()).contains("not submitted");
        assertThat(flow.fetch().err()).contains("is not submitted");

        Files.move(home.resolve("buckets/elsewhere"), flow.bucket);
        assertThat(flow.submit().err()).contains("1 jobs of an earlier, interrupted command");
        flow.end();
        assertThat(flow.fetch().code()).isZero();
        assertThat(flow.ids()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertThat(flow.submit("--timeout-hours", "5").err()).contains("24 to 168");
        assertThat(flow.submit("--s3", "mine/x").code()).isEqualTo(2);
        assertThat(flow.submit("--records", "5").err()).contains("--least-records");
    }
}
