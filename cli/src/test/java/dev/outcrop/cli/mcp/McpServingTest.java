package dev.outcrop.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.cli.Commands;
import dev.outcrop.cli.Screen;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.mcp.Authorization;
import dev.outcrop.mcp.Mcp;
import dev.outcrop.mcp.McpClient;
import dev.outcrop.message.Content;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code outcrop mcp serve}. */
@Timeout(120)
class McpServingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String MODEL = "amazon.nova-lite-v1:0";

    @TempDir Path home;
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}\n"
                .formatted(id, method, params);
    }

    @Test
    void onlyMessagesAreOnStdout() throws Exception {
        local.script(Scripted.text("42"));
        Path tool =
                Files.writeString(
                        home.resolve("echo.json"),
                        """
                        {"name": "echo", "description": "Repeats", "command": ["cat"],
                         "input_schema": {"type": "object"}}""");
        String requests =
                request(1, "tools/list", "{}")
                        + request(
                                2,
                                "tools/call",
                                "{\"name\":\"ask\",\"arguments\":{\"question\":\"6 times 7?\"}}");

        Result result =
                Cli.of(home, local)
                        .stdin(requests)
                        .run(
                                "mcp",
                                "serve",
                                "-m",
                                MODEL,
                                "-s",
                                "Be brief.",
                                "--tool",
                                tool.toString(),
                                "--max-tokens",
                                "99");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        List<Json> messages = result.out().lines().map(Json::parse).toList();
        assertThat(messages).hasSize(2);
        assertThat(result.out()).contains("\"name\":\"echo\"").contains("42");
        assertThat(local.requests().getLast().body().toString())
                .contains("6 times 7?")
                .contains("Be brief.")
                .contains("\"maxTokens\":99");
    }

    @Test
    void aClientOverHttpContinuesAConversation() throws Exception {
        local.script(Scripted.text("Oslo."), Scripted.text("Bergen."));
        var out = new Screen();
        var err = new Screen();
        var stdio =
                new Stdio(
                        InputStream.nullInputStream(),
                        Cli.printer(out),
                        Cli.printer(err),
                        false,
                        false,
                        false);
        ProcessContext stage = ProcessContext.of(Cli.of(home, local).env(), stdio);
        String[] words = {"mcp", "serve", "--http", "0", "--token", "t0ken", "-m", MODEL};
        var code = CompletableFuture.supplyAsync(() -> Commands.run(words, stage));

        assertThat(err.await("Ctrl-C stops it.\n", LONG)).isTrue();
        String uri = out.text().strip();
        try (McpClient client = Mcp.http(uri).authorization(Authorization.bearer("t0ken")).open()) {
            Json.Obj first =
                    value(client.call("ask", Json.EMPTY.with("question", Json.of("Capital?"))));
            assertThat(first.string("answer")).isEqualTo("Oslo.");
            Json.Obj next =
                    Json.EMPTY
                            .with("question", Json.of("And before?"))
                            .with("conversation", Json.of(first.string("conversation")));
            assertThat(value(client.call("ask", next)).string("answer")).isEqualTo("Bergen.");
        }
        assertThat(local.requests().getLast().body().toString())
                .contains("Capital?")
                .contains("Oslo.")
                .contains("And before?");
        assertThat(new Cli(home).run("mcp", "list", uri).code()).isEqualTo(1);

        stage.interrupts().shutDown();
        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
    }

    private static Json.Obj value(Content.ToolResult result) {
        for (Content block : result.content()) {
            if (block instanceof Content.JsonValue value) {
                return (Json.Obj) value.json();
            }
        }
        return (Json.Obj) Json.parse(Content.text(result.content()));
    }

    @Test
    void otherMachinesNeedAToken() {
        Result result = Cli.of(home, local).run("mcp", "serve", "--http", "0", "--host", "0.0.0.0");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("so set an access token.").contains("--token TOKEN");
    }

    @Test
    void aPortThatCannotBeUsedIsNamed() {
        String port = String.valueOf(local.port());

        assertThat(Cli.of(home, local).run("mcp", "serve", "--http", port).err())
                .contains("Cannot listen on 127.0.0.1:" + port);
        assertThat(Cli.of(home, local).run("mcp", "serve", "--http", "70000").err())
                .contains("--http must be from 0 to 65535");
    }
}
