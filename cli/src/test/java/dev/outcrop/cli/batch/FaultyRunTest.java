package dev.outcrop.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Commands;
import dev.outcrop.cli.terminal.Interrupts;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs against a service that fails, and runs that are stopped. */
class FaultyRunTest {
    private static final int RECORDS = 600;

    @TempDir Path home;
    private Path in;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        in = home.resolve("in.jsonl");
        out = home.resolve("out.jsonl");
        Files.write(
                in,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> "{\"recordId\":\"" + i + "\",\"prompt\":\"Say " + i + "\"}")
                        .toList());
    }

    private List<String> ids() throws IOException {
        var ids = new ArrayList<String>();
        for (String line : Files.readAllLines(out)) {
            ids.add(((Json.Obj) Json.parse(line)).string("recordId"));
        }
        return ids;
    }

    /** One attempt for each call: five in a hundred are throttled, one fails, one breaks off. */
    @Test
    void onlyInjectedFailuresAreFailuresAndResumingEndsThem() throws IOException {
        Scripted throttled = Scripted.error("ThrottlingException", "Slow down.");
        var faults =
                Faults.rate(
                        0.07,
                        throttled,
                        throttled,
                        throttled,
                        throttled,
                        throttled,
                        Scripted.error("InternalServerException", "broken"),
                        Scripted.error("InternalServerException", "half of it")
                                .cutAfterBytes(20, StreamCut.RESET));
        try (LocalBedrock local = LocalBedrock.builder().faults(faults).start()) {
            String[] first = {"batch", "run", in.toString(), "--out", out.toString()};
            String[] again = {"batch", "run", in.toString(), "--out", out.toString(), "--resume"};

            Cli.Result run = Cli.of(home, local).run(first);
            int failed = RECORDS - ids().size();
            assertThat(failed).isBetween(1, 30);
            assertThat(run.err()).contains("failed    " + failed).doesNotContain("Throttled");
            int runs = 1;
            while (Cli.of(home, local).run(again).code() != 0) {
                runs++;
                assertThat(runs).isLessThan(10);
            }
        }
        assertThat(ids()).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    @Test
    void aStoppedRunKeepsWhatIsDoneAndContinues() throws IOException {
        try (LocalBedrock local = LocalBedrock.builder().pace(Duration.ofMillis(1)).start()) {
            var err = new ByteArrayOutputStream();
            var interrupts = new Interrupts();
            var answers = new AtomicInteger();
            var stdout =
                    Cli.printer(
                            new ByteArrayOutputStream() {
                                @Override
                                public synchronized void write(byte[] bytes, int from, int length) {
                                    if (answers.incrementAndGet() == 20) {
                                        interrupts.shutDown();
                                    }
                                    super.write(bytes, from, length);
                                }
                            });
            var stage =
                    new ProcessContext(
                            Cli.of(home, local).env(),
                            Stdio.of(InputStream.nullInputStream(), stdout, Cli.printer(err)),
                            interrupts,
                            Duration.ZERO);

            int code = Commands.run(new String[] {"batch", "run", in.toString()}, stage);

            assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(130);
            assertThat(answers.get()).isBetween(20, RECORDS - 1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("done ");
        }
    }
}
