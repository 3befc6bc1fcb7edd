package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class ArgumentsTest {
    @TempDir Path folder;

    @Test
    void bytesThatAreNotTextInTheLocalesEncodingAreRefused() throws IOException {
        byte[] latin = "java\0ask\0größe\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> require("gr\ufffd\ufffde", latin, StandardCharsets.UTF_8))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("An argument is not valid UTF-8");
    }

    @Test
    void whatAsciiCannotSayIsRefused() throws IOException {
        byte[] utf8 = "java\0ask\0größe\0".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> require("gr\ufffd\ufffde", utf8, StandardCharsets.US_ASCII))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aReplacementCharacterThatWasTypedIsText() throws IOException {
        byte[] utf8 = "java\0ask\0what is \ufffd\0".getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> require("what is \ufffd", utf8, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    @Test
    void aSystemWithoutSuchAFileIsTrusted() {
        assertThatCode(
                        () ->
                                Arguments.requireText(
                                        new String[] {"\ufffd"},
                                        folder.resolve("missing"),
                                        StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    private void require(String argument, byte[] given, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("cmdline"), given);
        Arguments.requireText(new String[] {"ask", argument}, file, charset);
    }
}
