package dev.outcrop.cli.terminal;

import dev.outcrop.aws.Environment;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a run of the command stands on: all that it knows of the process it is in.
 *
 * @param env the environment's variables
 * @param stdio the streams
 * @param interrupts where Ctrl-C arrives
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

    /** As the library sees it. */
    public Environment environment() {
        return Environment.of(env, Clock.systemUTC());
    }
}
