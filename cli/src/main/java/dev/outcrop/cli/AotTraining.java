package dev.outcrop.cli;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The training run for the launcher's AOT cache, which stores the classes that every run loads:
 * with successful and failing runs, because a class that was loaded but never used is omitted,
 * together with all classes that refer to it. Calls only the local emulator.
 */
final class AotTraining {
    private static final String HEARD = "hi\n/usage\n";

    private static final List<List<String>> RUNS =
            List.of(
                    List.of("--version"),
                    List.of("help"),
                    List.of("modles"),
                    List.of("ask", "--no-such-option"),
                    List.of("ask", "--temperature", "warm", "hi"),
                    List.of("ask", "hi"),
                    List.of("ask", "--local", "--model", "no-such-model", "hi"),
                    List.of("ask", "--local", "--no-stream", "--max-tokens", "3", "hi"),
                    List.of("ask", "--local", "--usage", "Tell me three jokes about statisticians"),
                    List.of("ask", "--local", "--json", "hi"),
                    List.of("config"),
                    List.of("chat", "--local"));

    private AotTraining() {}

    /** Runs all of them; their output is discarded. */
    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory("outcrop");
        try {
            run(Stdio.ofProcess(), environment(home));
        } finally {
            delete(home);
        }
    }

    /** Without an account, and without the person's configuration and history. */
    private static Map<String, String> environment(Path home) {
        return Map.of(
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_REGION",
                "us-east-1",
                "HOME",
                home.toString());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void run(Stdio process, Map<String, String> env) {
        Main.run(
                new String[] {"help", "exit-codes"},
                env,
                process.in(),
                process.out(),
                process.err());
        for (List<String> run : RUNS) {
            InputStream in = new ByteArrayInputStream(HEARD.getBytes(StandardCharsets.UTF_8));
            // As on a terminal, where the answer is sanitized; a question needs no terminal.
            var stdio = new Stdio(in, process.out(), process.err(), false, true, true);
            Commands.run(run.toArray(String[]::new), ProcessContext.of(env, stdio));
        }
    }
}
