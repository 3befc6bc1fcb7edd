package dev.outcrop.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

@Timeout(60)
class ChatFileTest {
    private static final ChatFile CHAT =
            new ChatFile("m", List.of(), List.of(Turn.of(Message.user("Hello."))));

    private static final String BEGIN =
            "{\"outcropChat\":1,\"modelId\":\"m\","
                    + "\"system\":{\"role\":\"system\",\"content\":[]}";

    @TempDir private Path folder;

    private void refuses(Path file, String why) throws IOException {
        List<String> before = names();
        assertThatThrownBy(() -> ChatFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " is not a saved chat")
                .hasMessageContaining(why)
                .hasMessageNotContaining("class ")
                .hasMessageNotContaining("cast");
        assertThat(names()).isEqualTo(before);
    }

    private void cannotWrite(Path file, String why) throws IOException {
        List<String> before = names();
        assertThatThrownBy(() -> CHAT.write(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + file)
                .hasMessageContaining(why);
        assertThat(names()).as("nothing is left behind").isEqualTo(before);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("chat.json"), text);
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        String text = CHAT.json().toString();
        Path file = folder.resolve("chat.json");

        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            Files.write(file, ("\uFEFF" + text).getBytes(Charset.forName(charset)));
            refuses(file, "not JSON at offset 0");
        }
        Files.write(file, text.replace("Hello", "Gr\u00fc\u00dfe").getBytes(ISO_8859_1));
        refuses(file, "not UTF-8");
        Files.write(file, ("\uFEFF" + text).getBytes(UTF_8));
        assertThat(ChatFile.read(file)).isEqualTo(CHAT);
    }

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("chat.json");
        CHAT.write(file);

        assertThat(ChatFile.read(file)).isEqualTo(CHAT);
    }

    @Test
    void bytesThatAreNotBase64AreRefusedWithTheirPlace() throws IOException {
        refuses(
                file(
                        BEGIN
                                + ",\"turns\":[{\"message\":{\"role\":\"user\",\"content\":[{\"image\":"
                                + "{\"format\":\"png\",\"source\":{\"bytes\":\"!\"}}}]}}]}"),
                "invalid Base64: character at position 0 (at /turns/0/message/content/0)");
    }

    @Test
    void anInterruptedThreadWritesAndReadsAllOfItAndStaysInterrupted() throws IOException {
        Path file = file("an older one");
        Thread.currentThread().interrupt();
        CHAT.write(file);
        boolean afterWriting = Thread.interrupted();
        Thread.currentThread().interrupt();
        ChatFile read = ChatFile.read(file);
        boolean afterReading = Thread.interrupted();

        assertThat(read).isEqualTo(CHAT);
        assertThat(afterWriting).isTrue();
        assertThat(afterReading).isTrue();
        assertThat(names()).containsExactly(folder.toString(), file.toString());
    }

    @Test
    void anInterruptAtAnyMomentDoesNotKeepAFileFromBeingWritten() throws Exception {
        Path file = folder.resolve("chat.json");
        var large =
                new ChatFile(
                        "m", List.of(), List.of(Turn.of(Message.user("word ".repeat(1 << 18)))));
        var writing = new AtomicBoolean(true);
        Thread writer = Thread.currentThread();
        Thread interrupter =
                new Thread(
                        () -> {
                            while (writing.get()) {
                                writer.interrupt();
                                Thread.onSpinWait();
                            }
                        });
        interrupter.start();
        try {
            for (int i = 0; i < 20; i++) {
                large.write(file);
                assertThat(ChatFile.read(file)).isEqualTo(large);
            }
        } finally {
            writing.set(false);
            while (interrupter.isAlive()) {
                Thread.onSpinWait();
            }
            boolean cleared = Thread.interrupted();
            assertThat(cleared).isTrue();
        }
    }

    @Test
    void aThreadThatWasNotInterruptedIsNotAfterwards() {
        CHAT.write(folder.resolve("chat.json"));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|an object",
                "7|an object",
                "'\"chat\"'|an object",
                "null|an object",
                "{}|has no outcropChat version",
                "{\"outcropChat\":\"1\"}|has no outcropChat version",
                "{\"outcropChat\":1,\"modelId\":7}|has no outcropChat version",
                "{\"outcropChat\":1e99,\"modelId\":\"m\"}|has no outcropChat version",
            })
    void refusesWhatIsNoChat(String text, String why) throws IOException {
        refuses(file(text), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|/turns",
                ",\"turns\":null|/turns",
                ",\"turns\":{}|/turns",
                ",\"turns\":\"x\"|/turns",
                ",\"turns\":[7]|/turns/0",
                ",\"turns\":[{\"message\":{\"role\":\"user\",\"content\":[]}},null]|/turns/1",
                ",\"turns\":[{}]|/turns/0/message",
                ",\"turns\":[{\"message\":[]}]|/turns/0/message",
                ",\"turns\":[{\"message\":{\"role\":\"user\"}}]|/turns/0/message",
                ",\"turns\":[{\"message\":{\"role\":7,\"content\":[]}}]|/turns/0/message",
                ",\"turns\":[{\"message\":{\"role\":\"user\",\"content\":[7]}}]|/turns/0/message",
            })
    void refusesTurnsThatAreNone(String turns, String where) throws IOException {
        refuses(file(BEGIN + (turns == null ? "" : turns) + "}"), "at " + where);
    }

    @ParameterizedTest
    @CsvSource({"stopReason", "partial", "modelId", "usage", "more"})
    void refusesAnEndingOfAnotherType(String member) throws IOException {
        String turn = "{\"message\":{\"role\":\"user\",\"content\":[]},\"" + member + "\":7}";

        refuses(file(BEGIN + ",\"turns\":[" + turn + "]}"), "at /turns/0/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "{\"role\":\"system\"}", "\"Be kind.\""})
    void refusesASystemPromptThatIsNone(String system) throws IOException {
        String begin = "{\"outcropChat\":1,\"modelId\":\"m\",\"turns\":[]";

        refuses(file(begin + ",\"system\":" + system + "}"), "at /system");
        refuses(file(begin + "}"), "at /system");
    }

    @Test
    void readsAByteOrderMarkAndRefusesBytesThatAreNoText() throws IOException {
        String text = CHAT.json().toString();
        assertThat(ChatFile.read(file("\uFEFF" + text))).isEqualTo(CHAT);

        byte[] broken = text.getBytes(StandardCharsets.UTF_8);
        broken[text.indexOf("Hello")] = (byte) 0xff;
        refuses(Files.write(folder.resolve("chat.json"), broken), "not JSON");
    }

    @Test
    void saysWhatKeepsAFileFromBeingRead() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> ChatFile.read(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + missing)
                .hasMessageContaining("does not exist");
        refuses(folder, "a directory");
        refuses(Path.of("/"), "a directory");
    }

    @Test
    void doesNotReadWhatIsTooLarge() throws IOException {
        Path file = folder.resolve("large.json");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(3L << 30);
        }

        refuses(file, "larger than");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neitherReadsNorReplacesADevice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/full"));

        for (Path device : List.of(pipe, link, Path.of("/dev/zero"), Path.of("/dev/null"))) {
            refuses(device, "not a regular file");
            cannotWrite(device, "not a regular file");
        }
    }

    @Test
    void saysWhatKeepsAFileFromBeingWritten() throws IOException {
        cannotWrite(folder, "a directory");
        cannotWrite(Path.of("/"), "a directory");
        cannotWrite(Path.of(""), "a directory");
        cannotWrite(folder.resolve("no/such/chat.json"), "there is no directory");
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        cannotWrite(plain.resolve("chat.json"), "there is no directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatItIsNotAllowed() throws IOException {
        Path file = file("x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(folder)).as("everything is allowed to root").isFalse();
        try {
            cannotWrite(file, "not allowed");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void writesTheFileThatALinkLeadsTo() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = Files.writeString(elsewhere.resolve("chat.json"), "old");
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/chat.json"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("link2"), link);

        CHAT.write(linkToLink);

        assertThat(link).isSymbolicLink();
        assertThat(linkToLink).isSymbolicLink();
        assertThat(target).isRegularFile();
        assertThat(ChatFile.read(target)).isEqualTo(ChatFile.read(linkToLink)).isEqualTo(CHAT);
        assertThat(names()).hasSize(5);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void makesTheFileThatALinkLeadsToAndRefusesLinksWithoutEnd() throws IOException {
        Path dangling = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("new.json"));
        CHAT.write(dangling);
        assertThat(dangling).isSymbolicLink();
        assertThat(ChatFile.read(folder.resolve("new.json"))).isEqualTo(CHAT);

        Path nowhere = Files.createSymbolicLink(folder.resolve("b"), folder.resolve("no/chat"));
        cannotWrite(nowhere, "there is no directory");

        Path one = folder.resolve("c");
        Path two = Files.createSymbolicLink(folder.resolve("d"), one);
        Files.createSymbolicLink(one, two);
        cannotWrite(one, "too many levels of symbolic links");
        assertThatThrownBy(() -> ChatFile.read(one))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + one);
    }

    @Test
    void leavesADirectoryNamedByALinkAlone() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        cannotWrite(link, "a directory");
    }
}
