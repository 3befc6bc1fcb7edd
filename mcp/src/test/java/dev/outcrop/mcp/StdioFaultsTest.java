package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Servers that break the protocol become errors that say so; no wait is longer than its limit. */
@Timeout(60)
@Tag("slow")
class StdioFaultsTest {
    private static McpBuilder server(String fault) {
        return Mcp.stdio(StubServer.command(fault))
                .patience(Duration.ofMillis(100))
                .startTimeout(Duration.ofSeconds(20))
                .maxMessageBytes(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "writes garbage first",
                "uses a wrong id first",
                "answers twice",
                "answers the last request again",
                "floods with notifications",
                "floods with requests",
                "sends content of unknown types",
                "prints a banner",
                "lists tools that cannot be used",
            })
    void whatCanBeIgnoredIsIgnored(String fault) {
        try (McpClient client = server(fault).open()) {
            assertThat(client.tools()).extracting(McpTool::name).containsExactly("do");
            Content.ToolResult result = client.call("do", Json.EMPTY);
            assertThat(result.isError()).isFalse();
            assertThat(result.content()).endsWith(Content.text("done"));
            assertThat(client.call("do", Json.EMPTY).isError()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "never answers a call, did not answer tools/call in time",
        "exits in a call, it ended with exit code 7; it said: out of luck",
        "closes its output in a call, it closed its output",
        "stops in the middle of a line, it ended with exit code 0",
        "sends a message that is too long, it sent a message of more than 1048576 bytes",
        "writes garbage for ever, it writes text that is no message to its standard output",
        "refuses the call, the disk is [2J full",
        "sends neither result nor error, did not answer tools/call in time",
        "sends an unknown kind of result, a result of an unknown type: maybe",
        "makes progress for ever, did not answer tools/call in time",
    })
    void aCallThatFailsSaysWhy(String fault, String message) {
        McpBuilder server = server(fault);
        if (message.contains("in time")) {
            server.timeout(Duration.ofMillis(500)).totalTimeout(Duration.ofSeconds(1));
        }
        try (McpClient client = server.open()) {
            assertThatThrownBy(() -> client.call("do", Json.EMPTY))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining(message.strip())
                    .message()
                    .doesNotContain("\u001b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exits at once, it ended with exit code 3; it said: the configuration is missing",
        "says nothing, did not answer",
        "knows no version, Unsupported protocol version",
        "wants another version, wants protocol version 1999-01-01",
        "lists for ever, on more than 100 pages",
    })
    void aServerThatCannotBeUsedIsNotOpened(String fault, String message) {
        McpBuilder server = server(fault);
        if (message.contains("did not answer")) {
            server.startTimeout(Duration.ofSeconds(1));
        }
        assertThatThrownBy(server::open)
                .isInstanceOf(McpException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void aResultThatIsNoObjectIsAnEmptyResult() {
        try (McpClient client = server("sends a result that is no object").open()) {
            assertThat(client.call("do", Json.EMPTY).content()).isEmpty();
        }
    }

    @Test
    void aCommandThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Mcp.stdio("no-such-command-here", "x").open())
                .isInstanceOf(McpException.class)
                .hasMessageContaining("Is no-such-command-here installed and in PATH?");
    }

    @Test
    void aServerThatEndedIsStartedAgain() {
        try (McpClient client = server("exits in a call").open()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.call("do", Json.EMPTY))
                        .hasMessageContaining("exit code 7");
            }
            assertThat(client.refresh()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"works", "ignores the end", "never answers a call"})
    void theProcessAndItsChildrenEndWithTheClient(String fault, @TempDir Path dir)
            throws Exception {
        Path file = dir.resolve("processes");
        McpClient client =
                Mcp.stdio(StubServer.command(fault, file.toString()))
                        .patience(Duration.ofMillis(100))
                        .startTimeout(Duration.ofSeconds(20))
                        .open();
        String[] pids = Files.readString(file).split(" ", -1);
        client.close();
        for (String pid : pids) {
            assertThat(ProcessHandle.of(Long.parseLong(pid)).map(h -> h.onExit().join().isAlive()))
                    .isNotEqualTo(java.util.Optional.of(true));
        }
        assertThatThrownBy(() -> client.call("do", Json.EMPTY)).hasMessageContaining("closed");
    }

    @Test
    void textsOfTheServerContainNoControlCharacters() {
        try (McpClient client = server("works").open()) {
            assertThat(client.tools().getFirst().description()).isEqualTo("does [31m it");
        }
    }
}
