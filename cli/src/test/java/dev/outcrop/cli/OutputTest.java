package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.StandardStream;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

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
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Output that cannot be written: a full disk, a closed stream, a reader that has gone. */
@Timeout(60)
class OutputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path home;
    private final Screen screen = new Screen();
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "help",
                "ask --help",
                "models",
                "doctor",
                "local",
                "ask Hi",
                "ask --no-stream Hi",
                "chat"
            })
    void aFullDiskIsAnErrorOfEachCommand(String command) throws Exception {
        try (OutputStream full = full()) {
            assertThat(run(command, out(full), err(screen))).isEqualTo(74);
        }
        assertThat(screen.text()).startsWith("error: Cannot write to stdout: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--version", "help", "models", "doctor", "local", "ask Hi", "chat --help"})
    void aReaderThatHasGoneEndsEachCommand(String command) throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        try (OutputStream gone = Channels.newOutputStream(pipe.sink())) {
            assertThat(run(command, out(gone), err(screen))).isEqualTo(141);
        }
        assertThat(screen.text()).isEmpty();
    }

    @Test
    void aStdoutThatIsNotOpenForWritingIsAnError() throws Exception {
        Path file = Files.writeString(home.resolve("classes"), "");
        try (var reading = new FileInputStream(file.toFile());
                var out = new FileOutputStream(reading.getFD())) {
            assertThat(run("help", out(out), err(screen))).isEqualTo(74);
        }
    }

    @Test
    void nothingIsLostWhereNothingIsPrinted() throws Exception {
        try (OutputStream full = full()) {
            assertThat(run("modles", out(full), err(screen))).isEqualTo(2);
        }
    }

    @Test
    void aFullDiskUnderTheNotesIsAnErrorAfterTheWholeAnswer() throws Exception {
        local.script(Scripted.text("Hello."));
        try (OutputStream full = full()) {
            assertThat(run("ask -u Hi", out(screen), err(full))).isEqualTo(74);
        }
        assertThat(screen.text()).isEqualTo("Hello.\n");
    }

    @Test
    void aFullDiskUnderAnErrorKeepsTheCodeOfTheError() throws Exception {
        local.script(Scripted.error("ThrottlingException", "Slow down."));
        try (OutputStream full = full()) {
            assertThat(run("ask Hi", out(screen), err(full))).isEqualTo(5);
            assertThat(run("modles", out(screen), err(full))).isEqualTo(2);
        }
    }

    @Test
    void aFullDiskUnderBothIsAnError() throws Exception {
        try (OutputStream full = full()) {
            assertThat(run("help", out(full), err(full))).isEqualTo(74);
        }
    }

    @Test
    void aStderrThatIsClosedIsNoError() throws Exception {
        local.script(Scripted.text("Hello."));
        Path file = Files.writeString(home.resolve("classes"), "");
        try (var reading = new FileInputStream(file.toFile());
                var closed = new FileOutputStream(reading.getFD())) {
            assertThat(run("ask -u Hi", out(screen), err(closed))).isZero();
        }
        assertThat(screen.text()).isEqualTo("Hello.\n");
    }

    @Test
    void aDiskThatFillsUpEndsTheAnswer() {
        local.script(Scripted.text("Half an"), Scripted.text("answer"));
        var out = new ShortDisk();

        assertThat(run("chat", out(out), err(screen))).isEqualTo(74);
        assertThat(local.requests()).hasSize(1);
    }

    private int run(String command, StandardStream out, StandardStream err) {
        Cli cli = Cli.of(home, local).stdin("Hi\nHi\n");
        cli.env("AWS_ENDPOINT_URL_BEDROCK", local.endpoint().toString());
        var stdio = Stdio.of(cli.in(), out, err);
        return Commands.run(
                List.of(command.split(" ")).toArray(String[]::new),
                ProcessContext.of(cli.env(), stdio));
    }

    private static StandardStream out(OutputStream target) {
        return StandardStream.out(target, StandardCharsets.UTF_8);
    }

    private static StandardStream err(OutputStream target) {
        return StandardStream.err(target, StandardCharsets.UTF_8);
    }

    private static OutputStream full() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full here: a full disk is not tested");
        return new FileOutputStream(FULL.toFile());
    }

    /** Has room for the first write alone. */
    private static final class ShortDisk extends OutputStream {
        private boolean full;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            full = true;
        }
    }
}
