package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shell script at the root of the checkout, which a shell script tests. */
class LauncherTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void findsAJdkBuildsOnceAndStarts() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "no shell here: the launcher is not tested");

        Process process =
                new ProcessBuilder(
                                SHELL.toString(),
                                Path.of("src/test/sh/launcher.sh").toAbsolutePath().toString(),
                                Path.of("../outcrop").toAbsolutePath().normalize().toString())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }
}
