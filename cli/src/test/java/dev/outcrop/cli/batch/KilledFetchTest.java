package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Main;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Fetches the output of a job in processes that are killed. */
@Tag("slow")
class KilledFetchTest {
    private static final int RECORDS = 1_000;

    /** 200 were run by hand. */
    private static final int KILLS = Integer.getInteger("outcrop.kills", 3);

    @Test
    void aKilledFetchLosesNothingAndAddsNothingTwice(@TempDir Path home) throws Exception {
        try (var flow = new JobFlow(home, RECORDS)) {
            assertThat(flow.submit().code()).isZero();
            flow.end();
            Path folder = home.resolve("out.jsonl.jobs");
            String list = Files.readString(folder.resolve("jobs.json"));
            Path ids =
                    folder.resolve(
                            list.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1")
                                    + ".ids.jsonl");
            byte[] known = Files.readAllBytes(ids);
            flow.fetch();
            long size = Files.size(flow.out);
            var random = new SplittableRandom(5);
            int within = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Files.delete(flow.out);
                Files.writeString(folder.resolve("jobs.json"), list);
                Files.write(ids, known);
                kill(flow, random.nextLong(size));
                Set<String> durable = complete(flow.out);
                within += durable.size() < RECORDS && !durable.isEmpty() ? 1 : 0;

                Cli.Result rest = flow.fetch();

                assertThat(rest.code()).as(rest.err()).isZero();
                assertThat(flow.ids())
                        .as("kill %d", kill)
                        .hasSize(RECORDS)
                        .doesNotHaveDuplicates()
                        .containsAll(durable);
            }
            assertThat(within).isGreaterThan(KILLS / 10);
        }
    }

    /** Kills a fetch when the file of answers has so many bytes. */
    private static void kill(JobFlow flow, long bytes) throws Exception {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "batch",
                        "fetch",
                        flow.out.toString());
        builder.environment().putAll(flow.cli().env());
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            while (process.isAlive() && size(flow.out) < bytes) {
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor(30, TimeUnit.SECONDS);
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : -1;
    }

    private static Set<String> complete(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Set.of();
        }
        String text = Files.readString(file);
        var ids = new HashSet<String>();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .forEach(line -> ids.add(line.replaceFirst(".*\"recordId\":\"([^\"]+)\".*", "$1")));
        return ids;
    }
}
