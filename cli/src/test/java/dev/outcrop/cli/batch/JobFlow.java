package dev.outcrop.cli.batch;

import dev.outcrop.cli.Cli;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records, a bucket, and an emulator whose clock a test sets. */
final class JobFlow implements AutoCloseable {
    static final String NOVA = "us.amazon.nova-lite-v1:0";
    static final String ROLE = "arn:aws:iam::123456789012:role/Batch";

    final Path home;
    final Path in;
    final Path out;
    final Path bucket;
    final LocalBedrock local;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    JobFlow(Path home, int records) throws IOException {
        this.home = home;
        in = home.resolve("in.jsonl");
        out = home.resolve("out.jsonl");
        bucket = home.resolve("buckets/mine");
        Files.createDirectories(bucket);
        write(records);
        local = LocalBedrock.builder().buckets(home.resolve("buckets")).clock(now::get).start();
    }

    void write(int records) throws IOException {
        Files.write(
                in,
                IntStream.range(0, records)
                        .mapToObj(i -> "{\"recordId\":\"r" + i + "\",\"prompt\":\"Say " + i + "\"}")
                        .toList());
    }

    Cli cli() {
        return Cli.of(home, local).env("AWS_ENDPOINT_URL", local.endpoint().toString());
    }

    Cli.Result run(String... arguments) {
        return cli().run(arguments);
    }

    Cli.Result submit(String... more) {
        return submitTo(NOVA, more);
    }

    Cli.Result submitTo(String model, String... more) {
        String[] first = {
            "batch",
            "submit",
            in.toString(),
            "--out",
            out.toString(),
            "-m",
            model,
            "--s3",
            "s3://mine/runs",
            "--role-arn",
            ROLE
        };
        return run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    Cli.Result fetch(String... more) {
        String[] first = {"batch", "fetch", out.toString()};
        return run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    Cli.Result status() {
        return run("batch", "status", out.toString());
    }

    /** Time passes, and the jobs have ended; each was read, since only then it runs. */
    void end() {
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        status();
    }

    /** The answers, by the order of their lines. */
    List<Json.Obj> answers() throws IOException {
        return Files.readAllLines(out).stream().map(line -> (Json.Obj) Json.parse(line)).toList();
    }

    List<String> ids() throws IOException {
        return answers().stream().map(line -> String.valueOf(line.string("recordId"))).toList();
    }

    /** The files below a prefix of the bucket whose names end so. */
    List<Path> objects(String end) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(end)).sorted().toList());
        }
    }

    @Override
    public void close() {
        local.close();
    }
}
