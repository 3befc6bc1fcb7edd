package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.terminal.Interrupts;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When a question reads stdin, and how long it waits. */
@Timeout(60)
class StdinTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final String NOT_READ = "was not read. Use -n to skip it, or - as the prompt";

    @TempDir Path home;
    private final Screen out = new Screen();
    private final Screen err = new Screen();
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void anOpenPipeWithoutDataDoesNotHoldAQuestion() throws Exception {
        try (var silent = new SilentInput()) {
            assertThat(run(silent, SHORT, "ask", "Hi")).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("Hi");
        assertThat(err.text()).startsWith("note: no data on stdin within").contains(NOT_READ);
    }

    @Test
    void anOpenPipeDoesNotHoldAQuestionInAFile() throws Exception {
        Path file = Files.writeString(home.resolve("notes.txt"), "from a file");
        try (var silent = new SilentInput()) {
            assertThat(run(silent, SHORT, "ask", "-f", file.toString())).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("from a file");
    }

    @Test
    void dataThatArrivesInTimeIsReadToItsEnd() throws Exception {
        try (var writer = new PipedOutputStream();
                var in = new PipedInputStream(writer)) {
            var code = CompletableFuture.supplyAsync(() -> run(in, LONG, "ask", "Hi"));
            writer.write("first ".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            writer.write("last".getBytes(StandardCharsets.UTF_8));
            writer.close();
            assertThat(code.get(50, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("first last\n\nHi");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void onceDataHasArrivedTheRestIsAwaitedBeyondTheGrace() throws Exception {
        try (var writer = new PipedOutputStream();
                var in = new PipedInputStream(writer)) {
            writer.write("first ".getBytes(StandardCharsets.UTF_8));
            var code = CompletableFuture.supplyAsync(() -> run(in, Duration.ZERO, "ask", "Hi"));
            while (in.available() > 0) {
                Thread.onSpinWait();
            }
            writer.write("last".getBytes(StandardCharsets.UTF_8));
            writer.close();
            assertThat(code.get(50, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("first last\n\nHi");
    }

    @Test
    void aPipeAtItsEndIsReadWithoutAWait() {
        assertThat(run(InputStream.nullInputStream(), LONG, "ask", "Hi")).isZero();
        assertThat(Cli.lastQuestion(local)).isEqualTo("Hi");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void aFileIsReadHoweverShortTheGrace() throws Exception {
        Path file = Files.writeString(home.resolve("piped.txt"), "from a file");
        try (InputStream in = new FileInputStream(file.toFile())) {
            assertThat(run(in, Duration.ZERO, "ask", "Hi")).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("from a file\n\nHi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "--no-stdin"})
    void anOptionLeavesStdinAlone(String option) throws Exception {
        try (var silent = new SilentInput()) {
            assertThat(run(silent, LONG, "ask", option, "Hi")).isZero();
            assertThat(silent.touched).isFalse();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("Hi");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void aDashWaitsForStdin() throws Exception {
        try (var writer = new PipedOutputStream();
                var in = new PipedInputStream(writer)) {
            var code =
                    CompletableFuture.supplyAsync(() -> run(in, Duration.ZERO, "ask", "Hi", "-"));
            writer.write("late".getBytes(StandardCharsets.UTF_8));
            writer.close();
            assertThat(code.get(50, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("late\n\nHi");
    }

    @Test
    void aDashAloneIsTheWholeOfStdin() {
        assertThat(new Cli(home).stdin("").run("ask", "-").code()).isEqualTo(2);
        assertThat(Cli.of(home, local).stdin("a").run("ask", "-").code()).isZero();
        assertThat(Cli.lastQuestion(local)).isEqualTo("a");
    }

    @Test
    void aDashAndItsOppositeAreRefused() {
        assertThat(new Cli(home).run("ask", "-n", "-")).extracting(Cli.Result::code).isEqualTo(2);
    }

    @Test
    void withoutAPromptStdinIsAwaited() throws Exception {
        try (var writer = new PipedOutputStream();
                var in = new PipedInputStream(writer)) {
            var code = CompletableFuture.supplyAsync(() -> run(in, Duration.ZERO, "ask", " "));
            writer.write("late".getBytes(StandardCharsets.UTF_8));
            writer.close();
            assertThat(code.get(50, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("late");
    }

    /** As the tool nohup leaves it. */
    @Test
    void aStdinThatIsOpenForWritingOnlyIsNoInput() throws Exception {
        Path file = home.resolve("nohup.out");
        try (var writing = new FileOutputStream(file.toFile());
                var in = new FileInputStream(writing.getFD())) {
            assertThat(run(in, LONG, "ask", "Hi")).isZero();
            assertThat(run(in, LONG, "ask")).isEqualTo(2);
        }
        assertThat(Cli.lastQuestion(local)).isEqualTo("Hi");
        assertThat(err.text()).startsWith("error: Cannot read stdin: ");
    }

    @Test
    void aStdinThatFailsIsAnError() {
        assertThat(run(new FailingInput(), LONG, "ask", "Hi")).isEqualTo(2);
        assertThat(err.text()).startsWith("error: Cannot read stdin: Is a directory");
        assertThat(local.requests()).isEmpty();
    }

    private int run(InputStream in, Duration grace, String... args) {
        Stdio stdio = Stdio.of(in, Cli.printer(out), Cli.printer(err));
        return Commands.run(
                args,
                new ProcessContext(Cli.of(home, local).env(), stdio, new Interrupts(), grace));
    }

    /** A pipe whose writer neither writes nor closes. */
    private static final class SilentInput extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean touched;

        @Override
        public int read() throws IOException {
            touched = true;
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static final class FailingInput extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Is a directory");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}
