package dev.outcrop.cli.terminal;

import dev.outcrop.aws.Environment;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The parts of the process that a run of the command uses.
 *
 * @param env the environment's variables
 * @param stdio the streams
 * @param interrupts handles Ctrl-C
 * @param stdinGrace how long a question that needs no stdin waits for data there
 */
public record ProcessContext(
        Map<String, String> env, Stdio stdio, Interrupts interrupts, Duration stdinGrace) {
    public ProcessContext {
        env = Map.copyOf(env);
    }

    public static ProcessContext of(Map<String, String> env, Stdio stdio) {
        return new ProcessContext(env, stdio, new Interrupts(), PipedText.GRACE);
    }

    public static ProcessContext ofProcess() {
        return of(System.getenv(), Stdio.ofProcess());
    }

    /** Returns the environment for the library. */
    public Environment environment() {
        return Environment.of(env, Clock.systemUTC());
    }
}
