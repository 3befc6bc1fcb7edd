package dev.outcrop.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A history, or a home, that cannot be used: answers come all the same. */
class DamagedHistoryTest {
    @TempDir Path home;

    private Path file() throws Exception {
        Path file = home.resolve(".local/share/outcrop/history.db");
        Files.createDirectories(file.getParent());
        return file;
    }

    @Test
    void aFileThatIsNoHistoryCanBeMovedAway() throws Exception {
        Path file = file();
        Files.writeString(file, "This was never a database. ".repeat(1_000));

        Cli.Result ask = new Cli(home).run("ask", "--local", "hi");
        Cli.Result log = new Cli(home).run("log");

        assertThat(ask.code()).isZero();
        assertThat(log.code()).isEqualTo(1);
        assertThat(log.err())
                .isEqualTo(
                        """
                        error: The history is damaged.
                          It is the file %1$s.
                          Try:  mv %1$s %1$s.damaged
                        """
                                .formatted(file));
        assertThat(new Cli(home).run("ask", "--local", "-c", "hi").err()).isEqualTo(log.err());

        Files.move(file, file.resolveSibling("history.db.damaged"));
        assertThat(new Cli(home).run("log").out()).hasLineCount(1);
    }

    @Test
    void soCanAHistoryThatWasOverwritten() throws Exception {
        new Cli(home).run("ask", "--local", "hi");
        assertThat(new Cli(home).run("log").out()).hasLineCount(1);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap("nonsense".repeat(8_000).getBytes(StandardCharsets.US_ASCII)),
                    4_096);
        }

        Cli.Result log = new Cli(home).run("log");

        assertThat(log.code()).isEqualTo(1);
        assertThat(log.err()).startsWith("error: The history is damaged.");
    }

    @Test
    void aHomeThatIsNoFolderIsNoError() {
        Cli cli = new Cli(home).env("HOME", "/dev/null");

        Cli.Result ask = cli.run("ask", "--local", "hi");

        assertThat(ask.code()).isZero();
        assertThat(ask.err())
                .startsWith("warning: the conversation is not stored in /dev/null/")
                .hasLineCount(1);
    }
}
