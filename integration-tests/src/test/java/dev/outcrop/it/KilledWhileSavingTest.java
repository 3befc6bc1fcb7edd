package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Whenever a process is killed while it saves a chat, the old file is there or the new one. */
class KilledWhileSavingTest {
    private static final int KILLS = 4;

    @TempDir private Path folder;

    @Test
    void theOldOrTheNewFileIsThere() throws Exception {
        var random = new Random(7);
        Path file = folder.resolve("chat.json");
        int unfinished = 0;
        try (var bedrock = Bedrock.builder().region("us-east-1").apiKey("k").build()) {
            for (int i = 0; i < KILLS; i++) {
                killAfter(random.nextInt(20), random.nextInt(3_000_000), file);

                List<Turn> turns = bedrock.load(file).open().turns();
                assertThat(turns).isIn(Saving.turns(true), Saving.turns(false));
                try (var files = Files.list(folder)) {
                    unfinished += (int) files.count() - 1;
                }
            }
        }
        // What was being written may be left beside the file; not more than one for each kill.
        assertThat(unfinished).isLessThanOrEqualTo(KILLS * (KILLS + 1) / 2);
    }

    private static void killAfter(int saves, long nanos, Path file) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes,
                                Saving.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i <= saves; i++) {
                assertThat(lines.readLine()).isEqualTo(String.valueOf(i));
            }
            for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
                Thread.onSpinWait(); // anywhere within the next save
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
