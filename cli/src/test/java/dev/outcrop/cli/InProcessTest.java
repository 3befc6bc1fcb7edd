package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli.Result;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.local.LocalBedrock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The emulator of {@code --local}, which has no port, answers as one that has a port. */
@Tag("slow")
class InProcessTest {
    /** Ids of answers and requests, and times. */
    private static final String DIFFERS =
            "[0-9A-Z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\"[a-z_]*(ms|Ms)\": ?\\d+"
                    + "|\"(created|ended|time|at)\": ?\"[^\"]*\"|\\d+\\.\\d+ s";

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask hi",
                "ask --no-stream hi",
                "ask --usage Tell me three jokes about statisticians",
                "ask --json hi",
                "ask --ndjson hi",
                "ask -x Write hello world in Python",
                "ask --schema name,age:int Anna is 7",
                "ask --max-tokens 3 hi",
                "ask --temperature 3 hi",
                "ask --model no-such-model hi",
                "ask --model .. hi",
                "ask --model amazon.nova-lite-v1:0 --region eu-west-1 hi",
                "ask --system Be brief. --usage hi",
                "ask --dry-run hi",
                "models",
                "models --all --region eu-west-1",
            })
    void printsTheSame(String line) {
        assertSame("", line.split(" "));
    }

    @Test
    void printsTheSameForFilesAndPipedText() throws IOException {
        Path text = Files.writeString(home.resolve("a.txt"), "A line of text.\n".repeat(200_000));
        Path image =
                Files.write(
                        home.resolve("a.png"),
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});

        assertSame("", "ask", "--usage", "-f", text.toString(), "How long is it?");
        assertSame("", "ask", "-a", image.toString(), "What is it?");
        assertSame("Piped. ".repeat(100_000), "ask", "--usage", "Summarize.");
        assertSame("hi\nTell me a joke\n/usage\n", "chat");
        assertSame("{\"prompt\":\"a\"}\n", "batch", "run", "-");
    }

    @Test
    void usesToolsInTheSameWay() throws IOException {
        Path tool =
                Files.writeString(
                        home.resolve("weather.json"),
                        """
            {"name": "weather", "description": "Weather of a city",
             "input_schema": {"type": "object", "required": ["city"],
               "properties": {"city": {"type": "string"}}},
             "command": ["cat"]}\
            """);

        assertSame(
                "",
                "ask",
                "--tool",
                tool.toString(),
                "--allow",
                "weather",
                "What is the weather in Berlin?");
    }

    @Test
    void ctrlCEndsTheAnswer() {
        String question = "Say it again. ".repeat(100_000);
        var out = new ByteArrayOutputStream();
        var noStdin = InputStream.nullInputStream();
        var interrupting = new InterruptingOutput(out);
        var stdio =
                new Stdio(
                        noStdin,
                        Cli.printer(interrupting),
                        Cli.printer(OutputStream.nullOutputStream()),
                        false,
                        false,
                        false);
        ProcessContext stage = ProcessContext.of(new Cli(home).env(), stdio);
        interrupting.stage = stage;

        assertThat(Commands.run(new String[] {"ask", "--local", question}, stage)).isEqualTo(130);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("This is the")
                .doesNotContain("On AWS")
                .doesNotEndWith("\n");
    }

    /** Presses Ctrl-C once three words are printed. */
    private static final class InterruptingOutput extends FilterOutputStream {
        private final ByteArrayOutputStream printed;
        private @Nullable ProcessContext stage;

        InterruptingOutput(ByteArrayOutputStream out) {
            super(out);
            printed = out;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            if (stage != null && printed.toString(StandardCharsets.UTF_8).contains("is the")) {
                stage.interrupts().shutDown();
            }
        }
    }

    private void assertSame(String stdin, String... args) {
        Result inProcess = new Cli(home).stdin(stdin).run(with("--local", args));
        Result overSockets;
        try (LocalBedrock local = LocalBedrock.start()) {
            String url = local.endpoint().toString();
            Cli cli = Cli.of(home, local).env("AWS_ENDPOINT_URL_BEDROCK", url);
            overSockets = cli.stdin(stdin).run(args);
        }
        assertThat(comparable(inProcess)).isEqualTo(comparable(overSockets));
    }

    private static String[] with(String option, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add(args[0].equals("batch") ? 2 : 1, option);
        return all.toArray(String[]::new);
    }

    private static Result comparable(Result result) {
        return new Result(
                result.code(),
                result.out().replaceAll(DIFFERS, "…"),
                result.err().replaceAll(DIFFERS, "…").replace(" --local", ""));
    }
}
