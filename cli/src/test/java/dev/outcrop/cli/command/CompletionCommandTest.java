package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.cli.Cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class CompletionCommandTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "outcrop mod;models",
                "outcrop ask --js;--json",
                "outcrop log --ma;",
                "outcrop ask -m global.amazon.nova-2;global.amazon.nova-2-lite-v1:0",
                "outcrop ask -m fa;fast",
                "outcrop --no-lo;"
            })
    void bashCompletes(String typed, String expected) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
        new Cli(home).run("aliases", "set", "fast", "amazon.nova-lite-v1:0");
        String script = new Cli(home).run("completion", "bash").out();
        Path file = Files.writeString(home.resolve("outcrop.bash"), script);
        String run =
                "set -u; COMP_WORDBREAKS=' '; . "
                        + file
                        + "; COMP_WORDS=("
                        + typed
                        + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _outcrop;"
                        + " echo \"${COMPREPLY[*]-}\"";
        Process bash = new ProcessBuilder("/bin/bash", "-c", run).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.strip()).isEqualTo(expected == null ? "" : expected);
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void theOtherShellsHaveTheSameWords() {
        assertThat(new Cli(home).run("completion", "zsh").out())
                .startsWith("#compdef outcrop\n")
                .contains("--ndjson");
        assertThat(new Cli(home).run("completion", "fish").out())
                .contains("-l ndjson -d 'Print the events")
                .contains("-a 'ai21");
        assertThat(new Cli(home).run("completion", "csh").code()).isEqualTo(2);
    }
}
