package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The servers and clients of others, from npm: {@code mcp/npm/run} installs them. */
@Timeout(120)
@EnabledIf(value = "isInstalled", disabledReason = "mcp/npm/run was not run")
class NpmTest {
    private static final Path NPM = Path.of("npm").toAbsolutePath();
    private static final String EVERYTHING =
            NPM.resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js")
                    .toString();
    private static final String SERVER = NPM.resolve("server.js").toString();

    static boolean isInstalled() {
        return Files.exists(NPM.resolve("node_modules/.of"));
    }

    @Test
    void toolsOfTheReferenceServerWork() {
        var logs = new ArrayList<String>();
        McpListener listener =
                new McpListener() {
                    @Override
                    public void progress(
                            String tool,
                            double done,
                            @Nullable Double total,
                            @Nullable String message) {
                        logs.add(tool + " " + done);
                    }
                };
        try (McpClient client =
                Mcp.stdio("node", EVERYTHING, "stdio")
                        .listener(listener)
                        .elicitation((message, schema, url) -> Elicitation.Answer.DECLINE)
                        .sampling(
                                request ->
                                        Json.EMPTY
                                                .with("role", Json.of("assistant"))
                                                .with(
                                                        "content",
                                                        Json.EMPTY
                                                                .with("type", Json.of("text"))
                                                                .with("text", Json.of("sampled")))
                                                .with("model", Json.of("m")))
                        .open()) {
            assertThat(client.server().protocolVersion()).isEqualTo("2025-11-25");
            Toolbox tools = client.toolbox();
            assertThat(tools.names()).contains("echo", "get-sum", "get-tiny-image");
            assertThat(client.call("echo", Json.EMPTY.with("message", Json.of("hi"))).content())
                    .containsExactly(Content.text("Echo: hi"));
            assertThat(client.call("get-tiny-image", Json.EMPTY).content())
                    .anyMatch(Content.Image.class::isInstance);
            assertThat(
                            client.call(
                                            "get-structured-content",
                                            Json.EMPTY.with("location", Json.of("Chicago")))
                                    .content())
                    .singleElement()
                    .isInstanceOf(Content.JsonValue.class);
            client.call(
                    "trigger-long-running-operation",
                    Json.EMPTY.with("duration", Json.of(1)).with("steps", Json.of(4)));
            assertThat(logs).contains("trigger-long-running-operation 4.0");
            assertThat(
                            client.call(
                                            "trigger-sampling-request",
                                            Json.EMPTY
                                                    .with("prompt", Json.of("x"))
                                                    .with("maxTokens", Json.of(10)))
                                    .content()
                                    .toString())
                    .contains("sampled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "2025-11-25", ""})
    void aServerOfTheSdkWorksOverStdio(String version) {
        McpBuilder server = Mcp.stdio("node", SERVER);
        if (!version.isEmpty()) {
            server.protocolVersion(version);
        }
        try (McpClient client =
                server.elicitation(
                                (message, schema, url) ->
                                        Elicitation.Answer.accept(
                                                Json.EMPTY.with("confirm", Json.of(true))))
                        .open()) {
            assertUsable(client, version.isEmpty() ? "2026-07-28" : version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "2025-11-25", ""})
    void aServerOfTheSdkWorksOverHttp(String version) throws IOException {
        Process process = new ProcessBuilder("node", SERVER, "http").start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            McpBuilder server = Mcp.http(out.readLine());
            if (!version.isEmpty()) {
                server.protocolVersion(version);
            }
            try (McpClient client =
                    server.elicitation(
                                    (message, schema, url) ->
                                            Elicitation.Answer.accept(
                                                    Json.EMPTY.with("confirm", Json.of(true))))
                            .open()) {
                assertUsable(client, version.isEmpty() ? "2026-07-28" : version);
            }
        } finally {
            process.destroy();
        }
    }

    private static void assertUsable(McpClient client, String version) {
        assertThat(client.server().protocolVersion()).isEqualTo(version);
        assertThat(client.server().instructions()).isEqualTo("Add numbers.");
        assertThat(client.tools()).extracting(McpTool::name).contains("add", "fail", "deploy");
        assertThat(client.tools().getFirst().annotations().readOnly()).isTrue();
        assertThat(client.call("add", ToolServer.TWO_AND_THREE).content())
                .containsExactly(new Content.JsonValue(Json.EMPTY.with("sum", Json.of(5))));
        Content.ToolResult failed = client.call("fail", Json.EMPTY);
        assertThat(failed.isError()).isTrue();
        assertThat(failed.content().toString()).contains("the tool broke");
        assertThatThrownBy(() -> client.call("nothing", Json.EMPTY))
                .hasMessageContaining("no tool nothing; it has add");
        if (version.equals("2026-07-28")) {
            assertThat(client.call("deploy", Json.EMPTY.with("env", Json.of("test"))).content())
                    .containsExactly(Content.text("deployed to test"));
        }
    }

    @ParameterizedTest
    @CsvSource({"legacy, stdio", "modern, stdio", "legacy, http", "modern, http"})
    void theClientOfTheSdkCanUseOurServer(String era, String transport) throws Exception {
        try (McpHttpServer http = ToolServer.server().http(0).bearer("a-token").start()) {
            var command =
                    new ArrayList<>(List.of("node", NPM.resolve("client.js").toString(), era));
            command.addAll(
                    transport.equals("http")
                            ? List.of(http.uri().toString())
                            : ToolServer.command());
            var builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("TOKEN", "a-token");
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).isZero();
            var seen = (Json.Obj) Json.parse(printed);
            assertThat(seen.object("server").string("name")).isEqualTo("tool-server");
            assertThat(seen.array("tools")).containsExactly(Json.of("add"), Json.of("fail"));
            Json.Obj results = seen.object("results");
            assertThat(results.object("add {\"a\":2,\"b\":3}").object("structuredContent"))
                    .isEqualTo(Json.EMPTY.with("sum", Json.of(5)));
            assertThat(results.object("add {\"a\":\"two\",\"b\":3}").toString())
                    .contains("\"isError\":true")
                    .contains("not valid");
            assertThat(results.object("fail {}").toString()).contains("the tool broke");
            assertThat(seen.get("unknown")).isEqualTo(Json.of(-32602));
        }
    }
}
