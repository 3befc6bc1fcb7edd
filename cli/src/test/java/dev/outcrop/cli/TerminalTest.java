package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A conversation on a real terminal, or what the system's {@code script} takes for one. */
class TerminalTest {
    @Test
    void chatsAtAPrompt() throws Exception {
        assumeTrue(hasScript(), "no script of util-linux here: the terminal is not tested");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                                "script",
                                "-qec",
                                "\"$TEST_JAVA\" --enable-native-access=ALL-UNNAMED"
                                        + " dev.outcrop.cli.Main chat --local --color=never",
                                "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("TEST_JAVA", java);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TERM", "xterm");
        Process process = builder.start();
        process.getOutputStream()
                .write("How are you?\n/usage\n/quit\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();

        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(screen)
                .contains("/help lists the commands")
                .contains("You said: “How are you?”")
                .contains(" input tokens, ")
                .doesNotContain("WARNING");
        assertThat(process.exitValue()).isZero();
    }

    private static boolean hasScript() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of("script", "--version"))
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && said.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }
}
