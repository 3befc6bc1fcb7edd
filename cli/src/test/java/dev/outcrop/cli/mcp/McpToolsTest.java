package dev.outcrop.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tools of MCP servers in questions and conversations, without a terminal. */
@Timeout(120)
@Tag("slow")
class McpToolsTest {
    private static final String MODEL = "us.anthropic.claude-opus-5";

    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private Result ask(String server, String... more) {
        var args = new ArrayList<>(List.of("ask", "-n", "-m", MODEL, "--mcp", server));
        args.addAll(List.of(more));
        args.add("What is the weather?");
        return cli.run(args.toArray(String[]::new));
    }

    private String sent() {
        return local.requests().getLast().body().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--allow-tool=*", "--allow=weather", "--approve=auto"})
    void aToolThatIsAllowedRuns(String allowed) throws Exception {
        Result result = ask(ShellServer.of(home, ShellServer.SUNNY), allowed);

        assertThat(result.code()).isZero();
        assertThat(sent()).contains("Weather of a city").contains("{\"text\":\"sunny\"}");
        assertThat(result.err()).contains("tool weather({").contains("result: sunny");
    }

    @Test
    void withoutATerminalAToolIsRefused() throws Exception {
        String server = ShellServer.of(home, "touch '" + home.resolve("called") + "'");

        Result result = ask(server, "--tools-required");

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("the tool weather was refused. To run it: --allow");
        assertThat(home.resolve("called")).doesNotExist();
    }

    /** The build sets keys and tokens for all tests; the command must not pass them on. */
    private static final String TELLS =
            "names=$(env | cut -d= -f1 | tr '\\n' ' '); echo '{\"jsonrpc\":\"2.0\",\"id\":'$id',"
                    + "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"'$names'\"}]}}'";

    @Test
    void credentialsAreNotPassedToServers() throws Exception {
        assertThat(System.getenv()).containsKey("AWS_BEARER_TOKEN_BEDROCK");

        ask(ShellServer.of(home, TELLS), "--allow=*");

        assertThat(sent()).contains("PATH").doesNotContain("AWS_");
    }

    @Test
    void variablesThatAreNamedArePassedToServers() throws Exception {
        ask(ShellServer.of(home, TELLS), "--allow=*", "--mcp-env", "AWS_SESSION_TOKEN");

        assertThat(sent())
                .contains("AWS_SESSION_TOKEN")
                .doesNotContain("AWS_BEARER_TOKEN_BEDROCK", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void aVariableWithItsValueIsRefused() throws Exception {
        Result result = ask(ShellServer.of(home, TELLS), "--mcp-env", "TOKEN=secret");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("The value of --mcp-env is not the name of an environment variable")
                .doesNotContain("secret");
    }

    @Test
    void theServersOfAFileGetTheVariablesThatItNames() throws Exception {
        ShellServer.of(home, TELLS);
        Path file =
                Files.writeString(
                        home.resolve("mcp.json"),
                        """
                        {"mcpServers": {"a": {"command": "sh", "args": ["server with blanks.sh"],
                          "cwd": "${HOME}", "env": {"GIVEN": "${AWS_REGION}"},
                          "inheritEnv": ["AWS_SESSION_*"]}}}""");

        cli.run("ask", "-n", "-m", MODEL, "--mcp-config", file.toString(), "--allow=*", "Weather?");

        assertThat(sent())
                .contains("AWS_SESSION_TOKEN", "GIVEN")
                .doesNotContain("AWS_BEARER_TOKEN_BEDROCK", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void theServersOfAFileAreUsedInAConversation() throws Exception {
        ShellServer.of(home, ShellServer.SUNNY);
        Path file =
                Files.writeString(
                        home.resolve("mcp.json"),
                        """
                        {"mcpServers": {"a": {"command": "sh", "args": ["server with blanks.sh"],
                          "cwd": "${HOME}"}}}""");

        Result result =
                cli.stdin("What is the weather?\n/tools\n")
                        .run(
                                "chat",
                                "-m",
                                MODEL,
                                "--mcp-config",
                                file.toString(),
                                "--allow",
                                "wea*");

        assertThat(result.code()).isZero();
        assertThat(sent()).contains("{\"text\":\"sunny\"}");
        assertThat(result.err()).contains("weather");
    }

    @Test
    void toolsOfTwoServersWithOneNameBothExist() throws Exception {
        String server = ShellServer.of(home, ShellServer.SUNNY);

        Result result = ask(server, "--mcp", server, "--dry-run");

        assertThat(result.code()).isZero();
        Json.Obj body = (Json.Obj) Json.parse(result.out());
        assertThat(body.object("toolConfig").array("tools")).hasSize(2);
        assertThat(result.out()).contains("stub_1_weather").contains("stub_2_weather");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void aToolOfAFileMustHaveAnotherName() throws Exception {
        Path tool =
                Files.writeString(
                        home.resolve("weather.json"),
                        """
                        {"name": "weather", "description": "d", "command": ["true"],
                         "input_schema": {"type": "object"}}""");

        Result result = ask(ShellServer.of(home, ShellServer.SUNNY), "--tool", tool.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Two tools have the name weather.");
        assertThat(local.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tail -f /dev/null| in time",
                "echo lost >&2; exit 7| exit code 7; it said: lost",
                "printf '{\"jsonrpc\":\"2.0\",\"id\":'$id',\"resu'; exit 0| exit code 0",
                "while :; do echo garbage; done| writes text that is no message",
                "head -c 17000000 /dev/zero ^ tr '\\0' x| a message of more than 16777216 bytes",
                "exec 1>&-; tail -f /dev/null| it closed its output",
            })
    void aCallThatFailsIsAnErrorForTheModel(String call, String why) throws Exception {
        String server = ShellServer.of(home, call.replace('^', '|'));

        Result result = ask(server, "--allow=*", "--timeout=3s");

        assertThat(result.code()).isZero();
        assertThat(sent()).contains("\"status\":\"error\"").contains(why);
        assertThat(result.err()).contains("tool failed: ").contains(why);
    }

    @Test
    void aServerThatCannotBeUsedCostsNothing() {
        Result result = ask("sh -c 'echo no key >&2; exit 1'");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("exit code 1; it said: no key")
                .contains("it got the environment variables ")
                .contains("pass others with --mcp-env NAME")
                .contains("Hint: run its command in a terminal");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void theServerAndItsChildrenEndWithTheCommand() throws Exception {
        Path pids = home.resolve("pids");
        String script = "tail -f /dev/null & echo $$ $! > '" + pids + "'; " + ShellServer.SUNNY;

        ask(ShellServer.of(home, script), "--allow=*");

        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            // A process that was ended has no command any more until its parent takes notice.
            var process = ProcessHandle.of(Long.parseLong(pid));
            while (process.flatMap(it -> it.info().command()).isPresent()) {
                Thread.onSpinWait();
            }
        }
    }
}
