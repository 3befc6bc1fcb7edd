package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
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
import java.util.regex.Pattern;

/**
 * The shell script at the root of the checkout and that of the packages, which shell scripts test.
 */
@Tag("slow")
class LauncherTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void findsAJdkBuildsOnceAndStarts() throws Exception {
        passes("launcher.sh", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox ash", "mksh"})
    void survivesClosedStreamsFullDisksAndMissingLocales(String shell) throws Exception {
        passes("streams.sh", installed(shell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox ash", "mksh"})
    void startsFromAPackageAndMakesItsArchiveOnce(String shell) throws Exception {
        assumeTrue(isInstalled("bash"), "no bash here");

        passes("packaged.sh", "packages/launcher", installed(shell));
    }

    private static List<String> installed(String shell) {
        List<String> words = List.of(shell.split(" "));
        assumeTrue(isInstalled(words.get(0)), "no " + words.get(0) + " here");
        return words;
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
        passes(script, "../outcrop", arguments);
    }

    private static void passes(String script, String tested, List<String> arguments)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL), "no shell here: the launcher is not tested");
        var command = new ArrayList<String>();
        command.add(SHELL.toString());
        command.add(Path.of("src/test/sh", script).toAbsolutePath().toString());
        command.add(Path.of(tested).toAbsolutePath().normalize().toString());
        command.addAll(arguments);

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    /**
     * Windows is not at hand. Of its script, this much can be told: each jump has its place, quotes
     * are even, nothing is in a block, where variables would be expanded too early.
     */
    @Test
    void theScriptForWindowsIsWellFormed() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("packages", "outcrop.cmd"));
        String text = String.join("\n", lines);

        var jump = Pattern.compile("goto (\\w+)").matcher(text);
        while (jump.find()) {
            assertThat(lines).contains(":" + jump.group(1));
        }
        assertThat(lines)
                .allMatch(line -> line.chars().filter(it -> it == '"').count() % 2 == 0)
                .allMatch(line -> line.chars().allMatch(it -> it < 128))
                .noneMatch(line -> line.endsWith("("));
        assertThat(text).contains("-jar \"%~dp0..\\lib\\outcrop-cli.jar\" %*\n");
        var flag = Pattern.compile("-X\\S+").matcher(text);
        String launcher = Files.readString(Path.of("../outcrop"));
        while (flag.find()) {
            assertThat(launcher).contains(flag.group());
        }
        assertThat(lines.getLast()).isEqualTo("exit /b 1");
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
