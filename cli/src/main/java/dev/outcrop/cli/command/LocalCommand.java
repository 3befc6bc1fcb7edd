package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.LocalEngines;
import dev.outcrop.cli.bedrock.LocalKey;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.LocalBedrock;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code outcrop local}: a local Bedrock emulator for any AWS SDK. */
@Command(
        name = "local",
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
    private static final int LAST_PORT = 65_535;

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on. Default: any free port.")
    int port;

    @Option(
            names = "--engine",
            paramLabel = "[MODELS=]ENGINE",
            description = "Engine that answers. Default: rehearsal. Can be repeated.")
    List<String> engines = new ArrayList<>();

    @Option(
            names = "--tools",
            paramLabel = "WHEN",
            description = {
                "When rehearsal calls tools. Default: always.",
                "always: the first question calls the tool that matches best",
                "named: a question calls the tools that it names",
                "never: only if the request forces a call"
            })
    String tools = "always";

    @Option(
            names = "--buckets",
            paramLabel = "DIR",
            description = {
                "Folder in place of S3 for batch jobs and asynchronous invocations:",
                "s3://BUCKET/KEY is DIR/BUCKET/KEY. Default: they are refused."
            })
    @Nullable Path buckets;

    @Option(
            names = "--regional",
            description = "Refuse models that Bedrock does not have in the client's region.")
    boolean regional;

    @Option(
            names = "--record-from",
            paramLabel = "URL",
            description = "Endpoint to record. Default: the one of AWS_REGION.")
    @Nullable String recordFrom;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = {
                "Secret that clients must sign with or send as an API key.",
                "With record, a key is generated unless it is set here or in OUTCROP_LOCAL_KEY."
            })
    @Nullable String key;

    @Option(
            names = "--no-key",
            description =
                    "Answer every client that reaches the port, with your"
                            + " credentials if requests are recorded.")
    boolean noKey;

    public LocalCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException("Invalid port: " + port + ".", "--port 8474");
        }
        Stdio stdio = stage.stdio();
        LocalKey required =
                LocalKey.of(
                        key, noKey, LocalEngines.record(engines), stage.env(), new SecureRandom());
        try (var open = new LocalEngines(stage, recordFrom, LocalEngines.toolCalling(tools));
                LocalBedrock local = start(open, required)) {
            stdio.out().print(lines(local.endpoint(), required));
            stdio.out().flush();
            if (required.isRequired()) {
                stdio.err().println("Requests must be signed with this key.");
            }
            stdio.err()
                    .println(
                            "The local Bedrock emulator listens on "
                                    + local.endpoint()
                                    + ". Ctrl-C stops it.");
            return stage.interrupts().during(LocalCommand::untilInterrupted).number();
        }
    }

    /** AWS's SDKs use different names for the region. */
    private static String lines(URI endpoint, LocalKey key) {
        // A session token or an API key of another account would be sent in addition to the key.
        String others =
                key.isRequired() ? "unset AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK\n" : "";
        return others
                + """
               export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=%1$s
               export AWS_ENDPOINT_URL_BEDROCK=%1$s
               export AWS_ACCESS_KEY_ID=%2$s
               export AWS_SECRET_ACCESS_KEY=%3$s
               export AWS_REGION=us-east-1
               export AWS_DEFAULT_REGION=us-east-1
               # For clients of OpenAI's API: OPENAI_BASE_URL=%1$s/openai/v1 OPENAI_API_KEY=%3$s
               """
                        .formatted(endpoint, LocalKey.ID, key.shown());
    }

    private LocalBedrock start(LocalEngines open, LocalKey required) {
        LocalBedrock.Builder builder = LocalBedrock.builder().port(port);
        if (regional) {
            builder.regional();
        }
        if (buckets != null) {
            if (!Files.isDirectory(buckets)) {
                throw new UsageException("Not a folder: " + buckets + ".", "mkdir -p " + buckets);
            }
            builder.buckets(buckets);
        }
        required.addTo(builder);
        open.addTo(builder, engines);
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new UsageException(
                    "Cannot listen on port " + port + ": it is in use or not permitted.",
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
