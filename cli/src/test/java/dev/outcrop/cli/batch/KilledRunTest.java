package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Main;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.rules.RuleEngine;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs in processes of their own, which are killed. */
@Tag("slow")
class KilledRunTest {
    private static final int ACTIVE = 4;

    /** 200 were run by hand. */
    private static final int KILLS = Integer.getInteger("outcrop.kills", 4);

    private static final int RECORDS = 100 * KILLS;

    @Test
    void aKilledRunLosesNothingAndPaysOnlyForCallsInProgressAgain(@TempDir Path home)
            throws Exception {
        Path in = home.resolve("in.jsonl");
        Path out = home.resolve("out.jsonl");
        Files.write(
                in,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> "{\"recordId\":\"" + i + "\",\"prompt\":\"Say " + i + "\"}")
                        .toList());
        var random = new SplittableRandom(11);
        var calls = new AtomicInteger();
        var rules = new RuleEngine();
        try (LocalBedrock local =
                LocalBedrock.builder()
                        .port(0)
                        .pace(Duration.ofMillis(1))
                        .engine(
                                (question, events) -> {
                                    calls.incrementAndGet();
                                    rules.answer(question, events);
                                })
                        .start()) {
            Set<String> durable = new HashSet<>();
            for (int kill = 0; kill < KILLS; kill++) {
                kill(home, local, in, out, durable.size() + 5 + random.nextInt(60));
                Set<String> now = complete(out);
                assertThat(now).containsAll(durable);
                durable = now;
            }
            assertThat(durable.size()).isBetween(KILLS * 5, RECORDS - 1);

            Cli.Result rest =
                    Cli.of(home, local)
                            .run("batch", "run", in.toString(), "-o", out.toString(), "--resume");

            assertThat(rest.code()).as(rest.err()).isZero();
            List<String> ids = ids(Files.readAllLines(out));
            assertThat(ids).hasSize(RECORDS).doesNotHaveDuplicates();
            // A call whose answer arrived, and was not on the disk, is like one in progress.
            assertThat(calls.get()).isBetween(RECORDS, RECORDS + KILLS * (ACTIVE + 64 + ACTIVE));
        }
    }

    /** Kills a run when it has written so many records. */
    private static void kill(Path home, LocalBedrock local, Path in, Path out, int records)
            throws Exception {
        Map<String, String> env = Cli.of(home, local).env();
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "batch",
                        "run",
                        in.toString(),
                        "--out",
                        out.toString(),
                        "--resume",
                        "--max-active",
                        String.valueOf(ACTIVE));
        builder.environment().putAll(env);
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            while (process.isAlive() && lines(out) < records) {
                process.waitFor(2, TimeUnit.MILLISECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor(30, TimeUnit.SECONDS);
        assertThat(lines(out)).isGreaterThanOrEqualTo(records);
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long lines = 0;
        for (byte b : Files.readAllBytes(file)) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static Set<String> complete(Path file) throws IOException {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        return new HashSet<>(ids(text.substring(0, end).lines().toList()));
    }

    private static List<String> ids(List<String> lines) {
        var ids = new ArrayList<String>();
        lines.forEach(line -> ids.add(((Json.Obj) Json.parse(line)).string("recordId")));
        return ids;
    }
}
