package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.cli.Cli.Result;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What {@code -f} may name, and what it does not take: it takes text, and nothing else. */
class AttachedFilesTest {
    @TempDir Path home;
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private Result attach(Path file) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> Cli.of(home, local).run("ask", "-f", file.toString(), "What is it?"));
    }

    private void assertRefused(Path file, String reason) {
        Result result = attach(file);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(reason).containsPattern("Hint: |Try: ");
        assertThat(local.requests()).isEmpty();
    }

    private Path keys() throws IOException {
        Path folder = Files.createDirectories(home.resolve(".aws"));
        return Files.writeString(folder.resolve("credentials"), "[default]\n");
    }

    @Test
    void keysAreRefusedByWhateverPath() throws Exception {
        keys();
        Path work = Files.createDirectories(home.resolve("a/b"));

        assertRefused(work.resolve("../../.aws/credentials"), "where AWS credentials are stored");
    }

    @Test
    void keysAreRefusedBehindALink() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("notes.txt"), keys());

        assertRefused(link, "where AWS credentials are stored");
    }

    @Test
    void aLinkToAnythingElseIsFollowed() throws Exception {
        Path text = Files.writeString(home.resolve("text"), "from a file");

        attach(Files.createSymbolicLink(home.resolve("link"), text));

        assertThat(Cli.lastQuestion(local)).endsWith("from a file");
    }

    @Test
    void aDeviceThatNeverEndsIsReadToABound() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "no /dev/zero here");

        assertRefused(zeros, "larger than 25 MB");
    }

    @Test
    void aPipeIsReadToABound() throws Exception {
        Path pipe = pipe();
        Thread writer = Thread.ofVirtual().start(() -> writeForEver(pipe));

        assertRefused(pipe, "larger than 25 MB");

        assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
    }

    private Path pipe() throws Exception {
        Path pipe = home.resolve("pipe");
        try {
            Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
            assumeTrue(made.waitFor() == 0, "no pipe can be made here");
        } catch (IOException e) {
            assumeTrue(false, "no mkfifo here");
        }
        return pipe;
    }

    private static void writeForEver(Path pipe) {
        byte[] piece = "x".repeat(1 << 16).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(pipe)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            // nobody reads any more
        }
    }

    @Test
    void aDocumentIsNoTextHoweverMuchIsPackedInIt() throws Exception {
        Path bomb = home.resolve("bomb.docx");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }

        assertRefused(bomb, "is not valid UTF-8 text");
    }
}
