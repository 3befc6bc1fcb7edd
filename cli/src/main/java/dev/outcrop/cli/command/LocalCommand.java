package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.LocalEngines;
import dev.outcrop.cli.bedrock.LocalKey;
import dev.outcrop.cli.local.LocalOptions;
import dev.outcrop.cli.local.LocalSetup;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.recording.RecordedScript;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code outcrop local}: a local Bedrock emulator for any AWS SDK. */
@Command(
        name = "local",
        customSynopsis = "outcrop local [--config=FILE.json] [OPTION]...",
        sortOptions = false,
        description = {
            "Run a local Bedrock emulator until Ctrl-C.",
            "Prints environment variables that point AWS SDKs at it. Answers"
                    + " are canned unless you choose another engine."
        },
        footer = {
            "",
            "Engines:",
            "  rehearsal           canned answers; supports tools, schemas and streams",
            "  script:FILE.json    answers from a file, one for each request:",
            "    {\"answers\": [{\"text\": \"Hi\"}, {\"error\": \"ThrottlingException\"}]}",
            "  record:DIR          forwards to Bedrock with your credentials and records",
            "  replay:DIR          replays the recordings in DIR",
            "  upstream:URL        forwards to an OpenAI-compatible server: Ollama, vLLM,",
            "                      llama.cpp, LM Studio; URL#MODEL selects a model",
            "MODELS= in front limits an engine to these models; * matches anything:",
            "  outcrop local --engine '*nova*=replay:nova' \\",
            "      --engine upstream:http://localhost:11434/v1"
        })
public final class LocalCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--print-script",
            paramLabel = "DIR",
            description = "Print the recordings in a folder as a script for the engine script.")
    @Nullable String recordings;

    public LocalCommand(ProcessContext stage) {
        this.stage = stage;
    }

    /**
     * Returns the command.
     *
     * @param hasOptions whether it needs an option for each setting
     */
    public static CommandLine line(ProcessContext stage, boolean hasOptions) {
        var line = new CommandLine(new LocalCommand(stage));
        if (hasOptions) {
            LocalOptions.addTo(line.getCommandSpec());
        }
        return line;
    }

    @Override
    public Integer call() {
        if (recordings != null) {
            return printScript(recordings).number();
        }
        var setup =
                new LocalSetup(
                        LocalOptions.values(spec.commandLine().getParseResult()), stage.env());
        Stdio stdio = stage.stdio();
        boolean records = LocalEngines.record(setup.engines());
        LocalKey required = setup.key(records, new SecureRandom());
        try (var open = new LocalEngines(stage, setup.recordFrom(), setup::rehearsal);
                LocalBedrock local = start(setup, open, required, records)) {
            stdio.out().print(lines(local.endpoint(), setup, required));
            stdio.out().flush();
            if (required.isRequired()) {
                stdio.err().println("Requests must be signed with this key.");
            } else if (setup.hasCredentials()) {
                stdio.err().println("Requests must be signed with the configured credentials.");
            } else if (setup.isForOthers()) {
                stdio.err()
                        .println(
                                "warning: Every client that reaches "
                                        + setup.address()
                                        + " is answered. Require a key with --key.");
            }
            for (String name : setup.allowedHosts()) {
                stdio.err().println("Also reached as http://" + name + ":" + local.port() + ".");
            }
            stdio.err()
                    .println(
                            "The local Bedrock emulator listens on "
                                    + local.endpoint()
                                    + ". Ctrl-C stops it.");
            return stage.interrupts().during(LocalCommand::untilInterrupted).number();
        }
    }

    private ExitCode printScript(String folder) {
        RecordedScript script = LocalEngines.scriptOf(folder);
        stage.stdio().out().print(script.text());
        stage.stdio().out().flush();
        script.leftOut().forEach(one -> stage.stdio().err().println("Left out: " + one));
        return ExitCode.OK;
    }

    /** AWS's SDKs use different names for the region. */
    private static String lines(URI endpoint, LocalSetup setup, LocalKey key) {
        // A session token or an API key of another account would be sent in addition to the key.
        String others =
                key.isRequired() ? "unset AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK\n" : "";
        String urls =
                """
                export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=%1$s
                export AWS_ENDPOINT_URL_BEDROCK=%1$s
                export AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=%1$s
                export AWS_ENDPOINT_URL_STS=%1$s
                """
                        .formatted(endpoint);
        String s3 = setup.hasBuckets() ? "export AWS_ENDPOINT_URL_S3=" + endpoint + "\n" : "";
        String keys =
                """
                export AWS_ACCESS_KEY_ID=%s
                export AWS_SECRET_ACCESS_KEY=%s
                """
                        .formatted(LocalKey.ID, key.shown());
        String regions =
                """
                export AWS_REGION=us-east-1
                export AWS_DEFAULT_REGION=us-east-1
                """;
        boolean hasKey = key.isRequired() || !setup.hasCredentials();
        String openAi = "# For clients of OpenAI's API: OPENAI_BASE_URL=" + endpoint + "/openai/v1";
        return others
                + urls
                + s3
                + (hasKey ? keys : "")
                + regions
                + openAi
                + (hasKey ? " OPENAI_API_KEY=" + key.shown() : "")
                + "\n";
    }

    private LocalBedrock start(
            LocalSetup setup, LocalEngines open, LocalKey required, boolean records) {
        LocalBedrock.Builder builder = setup.builder(required, records);
        open.addTo(builder, setup.engines());
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new UsageException(
                    "Cannot listen on "
                            + setup.address()
                            + ": it is in use, not permitted, or not an address of this machine.",
                    "outcrop local  to use any free port");
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
