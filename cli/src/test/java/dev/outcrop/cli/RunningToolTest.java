package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a terminal shows while a tool runs. */
@Tag("slow")
@Timeout(240)
class RunningToolTest {
    private static final String MODEL = " -m us.anthropic.claude-opus-5 --tool ";

    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;
    private Path tool;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                PseudoTerminal.isPossible(),
                "no script of util-linux here: the terminal is not tested");
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
        tool = tool("until [ -e gate ]; do sleep 0.1; done; echo sunny");
    }

    @AfterEach
    void stop() {
        if (local != null) {
            local.close();
        }
    }

    private Path tool(String program) throws Exception {
        return Files.writeString(
                home.resolve("weather.json"),
                """
                {"name": "weather", "description": "Weather of a city",
                 "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
                 "command": ["sh", "-c", "%s"]}\
                """
                        .formatted(program));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --no-stream"})
    void itsNameAndTimeAreShownUntilItEnds(String form) throws Exception {
        String arguments = "ask -n --approve auto" + form + MODEL + tool + " 'The weather?'";
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            terminal.await("running weather … 1 s");
            terminal.await("\rrunning weather … 2 s\033[K");
            Files.createFile(home.resolve("gate"));
            assertThat(terminal.end()).isZero();

            assertThat(rows(terminal)).contains("sunny").doesNotContain("running", "waiting");
        }
    }

    @Test
    void nothingIsShownWhileAPersonIsAsked() throws Exception {
        String arguments = "ask -n --no-stream" + MODEL + tool + " 'The weather?'";
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            terminal.await("or why not: ");
            terminal.type("y\n");
            terminal.await("running weather … ");
            Files.createFile(home.resolve("gate"));
            assertThat(terminal.end()).isZero();

            assertThat(rows(terminal)).contains("or why not: y\n").doesNotContain("running");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask -n --ndjson", "ask -n --json"})
    void formsForProgramsHaveNoNote(String command) throws Exception {
        tool = tool("sleep 1.5; echo sunny");
        String arguments = command + " --approve auto" + MODEL + tool + " 'The weather?'";
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            assertThat(terminal.end()).isZero();

            assertThat(terminal.shown()).contains("sunny").doesNotContain("running");
        }
    }

    @Test
    void aPipeHasNoNote() throws Exception {
        tool = tool("sleep 1.5; echo sunny");

        Cli.Result result =
                cli.run(
                        "ask",
                        "--approve",
                        "auto",
                        "-m",
                        "us.anthropic.claude-opus-5",
                        "--tool",
                        tool.toString(),
                        "The weather?");

        assertThat(result.err()).contains("result: sunny").doesNotContain("running");
    }

    private static String rows(PseudoTerminal terminal) {
        return String.join("\n", new TerminalEmulator(60).print(terminal.shown()).rows());
    }
}
