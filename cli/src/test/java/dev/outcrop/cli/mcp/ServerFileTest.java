package dev.outcrop.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.cli.terminal.UsageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ServerFileTest {
    @TempDir Path home;

    private List<ServerSpec> read(String json) throws Exception {
        Path file = Files.writeString(home.resolve("mcp.json"), json);
        return ServerFile.read(file.toString(), Map.of("KEY", "k$1", "EMPTY", ""));
    }

    @Test
    void readsCommandsAndAddresses() throws Exception {
        assertThat(
                        read(
                                """
                                {"mcpServers": {
                                  "files": {"command": "npx", "args": ["-y", "x y", 3],
                                    "env": {"TOKEN": "${KEY}", "N": 1}, "cwd": "/tmp",
                                    "inheritEnv": ["A", "AWS_*"]},
                                  "web": {"type": "http", "url": "https://h/${env:KEY2:-mcp}",
                                    "headers": {"Authorization": "Bearer ${KEY}"}},
                                  "off": {"command": "x", "disabled": true}}}"""))
                .containsExactly(
                        new ServerSpec(
                                "files",
                                true,
                                List.of("npx", "-y", "x y", "3"),
                                Map.of("TOKEN", "k$1", "N", "1"),
                                List.of("A", "AWS_*"),
                                Path.of("/tmp"),
                                null,
                                Map.of()),
                        ServerSpec.at(
                                "web",
                                true,
                                URI.create("https://h/mcp"),
                                Map.of("Authorization", "Bearer k$1")));
    }

    @Test
    void readsTheNamesOfOtherPrograms() throws Exception {
        assertThat(read("{\"servers\": {\"a\": {\"httpUrl\": \"http://h/mcp\"}}}"))
                .extracting(ServerSpec::uri)
                .containsExactly(URI.create("http://h/mcp"));
        assertThat(read("{\"mcpServers\": {\"a\": {\"serverUrl\": \"http://h/${EMPTY:-x}\"}}}"))
                .extracting(ServerSpec::uri)
                .containsExactly(URI.create("http://h/x"));
    }

    @Test
    void aTextOfItHasNoSecrets() throws Exception {
        assertThat(
                        read("{\"servers\":{\"a\":{\"command\":\"x\",\"env\":{\"K\":\"${KEY}\"}}}}")
                                .toString())
                .doesNotContain("k$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[1]; it is not an object",
                "{; Cannot use",
                "{\"x\": 1}; it has no object mcpServers",
                "{\"mcpServers\": {\"a\": 1}}; a is not an object",
                "{\"mcpServers\": {\"a\": {}}}; a must have either command or url",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"url\": \"y\"}}}; either command or url",
                "{\"mcpServers\": {\"a\": {\"command\": [\"x\"]}}}; a.command must be a text",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": \"y\"}}}; a.args must be",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": [1]}}}; a.env must be",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": [[]]}}}; a.args must contain",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"inheritEnv\": \"A\"}}}; a.inheritEnv must be",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"inheritEnv\": [\"A=B\"]}}}; not the name",
                "{\"mcpServers\": {\"a\": {\"command\": \"${NO}\"}}}; needs the variable NO",
                "{\"mcpServers\": {\"a\": {\"command\": \"${input:key}\"}}}; contains ${input:key}",
                "{\"mcpServers\": {\"a\": {\"type\": \"sse\", \"url\": \"x\"}}}; replaced by http",
                "{\"mcpServers\": {\"a\": {\"url\": \"http://[\"}}}; is not valid",
            })
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> ServerFile.read("nowhere.json", Map.of()))
                .hasMessage("Cannot use nowhere.json: it does not exist.");
    }
}
