package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** Tools that are programs, without a terminal. */
class ToolCallsTest {
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

    private String tool(String script) throws Exception {
        String json =
                Json.parse(
                                """
                                {"name": "weather", "description": "Weather of a city",
                                 "input_schema": {"type": "object",
                                   "properties": {"city": {"type": "string"}},
                                   "required": ["city"]},
                                 "command": ["sh", "-c", "SCRIPT"]}""")
                        .toString()
                        .replace("SCRIPT", script);
        return Files.writeString(home.resolve("weather.json"), json).toString();
    }

    private Result ask(String script, String... more) throws Exception {
        var args = new java.util.ArrayList<>(java.util.List.of("ask", "-n", "-m", MODEL));
        args.addAll(java.util.List.of("--tool", tool(script)));
        args.addAll(java.util.List.of(more));
        args.add("What is the weather?");
        return cli.run(args.toArray(String[]::new));
    }

    private String results() {
        return local.requests().getLast().body().toString();
    }

    @Test
    void runsAProgramThatIsAllowed() throws Exception {
        Result result = ask("cat; echo in the folder: $(ls)", "--allow", "wea*");

        assertThat(result.code()).isZero();
        assertThat(results()).contains("in the folder: weather.json").contains("\\\"city\\\"");
        assertThat(result.err()).contains("tool weather({").contains("result: ");
        assertThat(result.out()).doesNotContain("tool weather(");
    }

    @Test
    void aProgramGetsNoCredentials() throws Exception {
        assertThat(System.getenv()).containsKey("AWS_BEARER_TOKEN_BEDROCK");

        ask("env | cut -d= -f1", "--allow", "weather");

        assertThat(results()).contains("PATH").doesNotContain("AWS_");
    }

    @Test
    void aProgramGetsTheVariablesThatItsFileNames() throws Exception {
        ask("env | cut -d= -f1\"], \"inheritEnv\": [\"AWS_SESSION_*", "--allow", "weather");

        assertThat(results())
                .contains("AWS_SESSION_TOKEN")
                .doesNotContain("AWS_BEARER_TOKEN_BEDROCK", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void tellsTheModelThatNobodyAllowsIt() throws Exception {
        Result result = ask("echo sunny");

        assertThat(result.code()).isZero();
        assertThat(results()).contains("\"status\":\"error\"").doesNotContain("sunny");
        assertThat(result.err()).contains("note: the tool weather was refused. To run it: --allow");
    }

    @Test
    void failsIfTheToolIsRequired() throws Exception {
        assertThat(ask("echo sunny", "--tools-required").code()).isEqualTo(7);
    }

    @Test
    void aProgramThatFailsIsAnErrorForTheModel() throws Exception {
        ask("echo broken >&2; exit 3", "--approve=auto");

        assertThat(results()).contains("exit code 3: broken").contains("\"status\":\"error\"");
    }

    @Test
    void callsAreInTheJson() throws Exception {
        Json.Obj json = (Json.Obj) Json.parse(ask("echo sunny", "--approve=auto", "--json").out());

        Json.Obj call = (Json.Obj) json.array("tool_calls").getFirst();
        assertThat(call.string("name")).isEqualTo("weather");
        assertThat(call.string("status")).isEqualTo("success");
        assertThat(call.string("result")).isEqualTo("sunny");
    }

    @Test
    void stopsAtTheLimitOfTurns() throws Exception {
        Result result = ask("echo sunny", "--approve=auto", "--max-turns=1");

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).contains("--max-turns");
        assertThat(local.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "{",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"description\":\"d\",\"input_schema\":{},\"command\":[\"x\"]}",
                "{\"name\":\"x\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\"},"
                        + "\"command\":\"x\"}"
            })
    void refusesAFileThatIsNoTool(String json) throws Exception {
        String file = Files.writeString(home.resolve("x.json"), json).toString();

        Result result = cli.run("ask", "--tool", file, "Hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains("is not a tool");
        assertThat(local.requests()).isEmpty();
    }
}
