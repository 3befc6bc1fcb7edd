package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command as a process of its own, without the launcher. */
@Timeout(120)
@Tag("slow")
class ProcessStreamsTest {
    private static final Path SHELL = Path.of("/bin/sh");

    private record Ended(int code, String said) {}

    /** The JVM's own classes have the number of a stdin that is closed. */
    @Test
    void aClosedStdinIsEmpty() throws Exception {
        assertThat(run("chat --local <&-")).isEqualTo(new Ended(0, ""));
    }

    @Test
    void aFullDiskIsAnError() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");

        Ended ended = run("--version 2>&1 >/dev/full");

        assertThat(ended.code()).isEqualTo(74);
        assertThat(ended.said()).startsWith("error: Cannot write to stdout: ");
    }

    @Test
    void anArgumentThatTheLocaleCannotSayIsNotSent() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "no /proc here");

        Ended ended = run("ask -n --local 'gr\\366\\337e' 2>&1");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).startsWith("error: An argument is not valid US-ASCII");
    }

    private static Ended run(String arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL), "no shell here: the process is not tested");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command =
                "exec \"$TEST_JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                        + " dev.outcrop.cli.Main "
                        + arguments;
        var builder =
                new ProcessBuilder(SHELL.toString(), "-c", "eval \"$(printf \"$0\")\"", command);
        builder.environment().put("TEST_JAVA", java);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("LC_ALL", "C");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
