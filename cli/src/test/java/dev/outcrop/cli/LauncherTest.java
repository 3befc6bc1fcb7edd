package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The shell script at the root of the checkout, which shell scripts test. */
class LauncherTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void findsAJdkBuildsOnceAndStarts() throws Exception {
        passes("launcher.sh", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox ash", "mksh"})
    void survivesClosedStreamsFullDisksAndMissingLocales(String shell) throws Exception {
        List<String> words = List.of(shell.split(" "));
        assumeTrue(isInstalled(words.get(0)), "no " + words.get(0) + " here");

        passes("streams.sh", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox ash", "mksh"})
    void firstRunsAtOnceBuildOnce(String shell) throws Exception {
        var words = new ArrayList<>(List.of(shell.split(" ")));
        assumeTrue(isInstalled(words.get(0)), "no " + words.get(0) + " here");
        words.addFirst("1"); // rounds

        passes("lock.sh", words);
    }

    private static void passes(String script, List<String> arguments)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL), "no shell here: the launcher is not tested");
        var command = new ArrayList<String>();
        command.add(SHELL.toString());
        command.add(Path.of("src/test/sh", script).toAbsolutePath().toString());
        command.add(Path.of("../outcrop").toAbsolutePath().normalize().toString());
        command.addAll(arguments);

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
