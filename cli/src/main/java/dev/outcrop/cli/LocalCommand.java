package dev.outcrop.cli;

import dev.outcrop.local.LocalBedrock;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code outcrop local}: a Bedrock for any AWS SDK on this machine. */
@Command(
        name = "local",
        description = {
            "Run a Bedrock on this machine until Ctrl-C.",
            "Prints the variables that lead any AWS SDK to it. No model runs there: answers are made"
                    + " up by rule."
        })
final class LocalCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    private final Stage stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; any free one unless given.")
    int port;

    LocalCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException(port + " is not a port.", "--port 8474");
        }
        Stdio stdio = stage.stdio();
        try (LocalBedrock local = start()) {
            stdio.out()
                    .print(
                            """
                            export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=%s
                            export AWS_ACCESS_KEY_ID=local
                            export AWS_SECRET_ACCESS_KEY=local
                            export AWS_REGION=us-east-1
                            """
                                    .formatted(local.endpoint()));
            stdio.out().flush();
            stdio.err()
                    .println(
                            "A local Bedrock listens on " + local.endpoint() + ". Ctrl-C ends it.");
            return stage.interrupts().during(LocalCommand::untilInterrupted).number();
        }
    }

    private LocalBedrock start() {
        try {
            return LocalBedrock.builder().port(port).start();
        } catch (UncheckedIOException e) {
            throw new UsageException(
                    "Port " + port + " cannot be used: it is taken, or not allowed.",
                    "outcrop local  for any free port");
        }
    }

    private static ExitCode untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }
}
