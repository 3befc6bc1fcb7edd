package dev.outcrop.cli;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The training run for the launcher's AOT cache, which stores the classes that every run loads:
 * with successful and failing runs, because a class that was loaded but never used is omitted,
 * together with all classes that refer to it. Calls only the local emulator.
 */
final class AotTraining {
    private static final String HEARD = "hi\n/usage\n";

    private static final Map<String, String> NO_ACCOUNT =
            Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_REGION", "us-east-1");

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
                    List.of("chat", "--local"));

    private AotTraining() {}

    /** Runs all of them; their output is discarded. */
    public static void main(String[] args) {
        Stdio process = Stdio.ofProcess();
        Main.run(
                new String[] {"help", "exit-codes"},
                NO_ACCOUNT,
                process.in(),
                process.out(),
                process.err());
        for (List<String> run : RUNS) {
            InputStream in = new ByteArrayInputStream(HEARD.getBytes(StandardCharsets.UTF_8));
            // As on a terminal, where the answer is sanitized; a question needs no terminal.
            var stdio = new Stdio(in, process.out(), process.err(), false, true, true);
            Commands.run(run.toArray(String[]::new), ProcessContext.of(NO_ACCOUNT, stdio));
        }
    }
}
