package dev.outcrop.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.mcp.Mcp;
import dev.outcrop.mcp.McpHttpServer;
import dev.outcrop.message.Content;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** {@code outcrop mcp list} and {@code outcrop mcp call}. */
@Timeout(120)
@Tag("slow")
class McpCommandTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir Path home;

    private String server() throws Exception {
        return ShellServer.of(home, ShellServer.SUNNY);
    }

    private Result mcp(String... words) {
        return new Cli(home).run(words);
    }

    @Test
    void listsToolsWithTheirArguments() throws Exception {
        assertThat(mcp("mcp", "list", server()))
                .isEqualTo(
                        new Result(
                                0,
                                """
                                weather
                                  Weather of a city [2J
                                    city=STRING  its name
                                    [days=INTEGER]

                                """,
                                "stub 1.2, protocol 2025-11-25, tools: 1\n"));
    }

    @Test
    void listsToolsAsJson() throws Exception {
        Result result = mcp("mcp", "list", server(), "--json");

        Json.Obj json = (Json.Obj) Json.parse(result.out());
        assertThat(json.string("protocol")).isEqualTo("2025-11-25");
        Json.Obj tool = (Json.Obj) json.array("tools").getFirst();
        assertThat(tool.string("name")).isEqualTo("weather");
        assertThat(tool.object("input_schema").object("properties").members()).containsKey("city");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void listsTheServersOfAFile() throws Exception {
        Path script = Path.of(server().substring(4).replace("'", ""));
        Path file =
                Files.writeString(
                        home.resolve("mcp.json"),
                        """
                        {"mcpServers": {"one": {"command": "sh", "args": ["SCRIPT"]},
                          "two": {"command": "sh", "args": ["SCRIPT"]}}}"""
                                .replace("SCRIPT", script.toString()));

        Result all = mcp("mcp", "list", "--mcp-config", file.toString());
        assertThat(all.out())
                .contains("== one (stub 1.2, protocol 2025-11-25, tools: 1)")
                .contains("== two (");
        assertThat(mcp("mcp", "list", "two", "--mcp-config", file.toString()).out())
                .startsWith("weather\n");
        assertThat(
                        mcp("mcp", "list", "--json", "--mcp-config", file.toString())
                                .out()
                                .lines()
                                .map(line -> ((Json.Obj) Json.parse(line)).string("server")))
                .containsExactly("one", "two");
    }

    @Test
    void theTypesOfArgumentsComeFromTheSchema() throws Exception {
        String echo =
                "printf '%s' \"$line\" > '" + home.resolve("call") + "'; " + ShellServer.SUNNY;
        String server = ShellServer.of(home, echo);

        assertThat(mcp("mcp", "call", server, "weather", "city=7", "days=3"))
                .isEqualTo(new Result(0, "sunny\n", ""));
        assertThat(Files.readString(home.resolve("call")))
                .contains("\"arguments\":{\"city\":\"7\",\"days\":3}");

        mcp("mcp", "call", server, "weather", "{\"city\": \"Oslo = x\"}");
        assertThat(Files.readString(home.resolve("call")))
                .contains("\"arguments\":{\"city\":\"Oslo = x\"}");

        new Cli(home).stdin("{\"city\": \"Bergen\"}").run("mcp", "call", server, "weather", "-");
        assertThat(Files.readString(home.resolve("call")))
                .contains("\"arguments\":{\"city\":\"Bergen\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "days=3; lacks city",
                "city=x days=many; /days",
                "Oslo; is not NAME=VALUE",
                "{\"city\":1}; /city",
                "{\"city\"; are not valid",
            })
    void argumentsThatDoNotFitAreNotSent(String given, String message) throws Exception {
        String server = ShellServer.of(home, "touch '" + home.resolve("called") + "'");
        String[] words = ("mcp call SERVER weather " + given).split(" ");
        words[2] = server;

        Result result = mcp(words);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(message)
                .contains("outcrop mcp call SERVER weather city=… days=…");
        assertThat(home.resolve("called")).doesNotExist();
    }

    @Test
    void aMisspelledToolIsCorrected() throws Exception {
        Result result = mcp("mcp", "call", server(), "wether", "city=Oslo");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Did you mean weather?").contains("outcrop mcp list 'sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mcp", "mcp list", "mcp lst x", "mcp call", "mcp call x", "mcp serve x"})
    void wordsThatAreMissingAreNamed(String words) {
        Result result = mcp(words.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains("Try:  outcrop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no-such-command x| Is no-such-command installed and in PATH?",
                "sh -c 'echo broken >&2; exit 3'| exit code 3; it said: broken",
                "sh -c 'exec tail -f /dev/null'| did not answer",
                "cat| refused initialize",
                "http://127.0.0.1:1/mcp| did not answer initialize",
            })
    void aServerThatCannotBeUsedIsAnErrorWithARemedy(String server, String message) {
        Result result = mcp("mcp", "list", server, "--timeout", "1s");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: The MCP server").contains("Hint: ");
        assertThat(result.err()).contains(message);
    }

    @Test
    void anErrorOfTheToolIsAnErrorOfTheCommand() throws Exception {
        String failing = ShellServer.SUNNY.replace("\"content\"", "\"isError\":true,\"content\"");
        Result result = mcp("mcp", "call", ShellServer.of(home, failing), "weather", "city=Oslo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: The tool weather failed: sunny");
    }

    @Test
    void aServerOverHttpNeedsItsToken() {
        Tool picture =
                Tool.of(
                        "picture",
                        "Draws",
                        () -> List.of(Content.text("Here:"), Content.image(PNG)));
        try (McpHttpServer server = Mcp.serve(picture).http(0).bearer("t0ken").start()) {
            String uri = server.uri().toString();

            Result refused = mcp("mcp", "list", uri);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("access token").doesNotContain("(…)");

            assertThat(mcp("mcp", "call", uri, "picture", "--token", "t0ken"))
                    .isEqualTo(
                            new Result(0, "Here:\n[image png, 9 bytes; --json prints it]\n", ""));
            Cli withVariable = new Cli(home).env("OUTCROP_MCP_TOKEN", "t0ken");
            assertThat(withVariable.run("mcp", "call", uri, "picture", "--json").out())
                    .contains(Base64.getEncoder().encodeToString(PNG));
        }
    }
}
