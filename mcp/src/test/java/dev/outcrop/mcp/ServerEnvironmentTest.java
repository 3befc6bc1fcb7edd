package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The variables that a server's process sees, as it tells them itself. */
@Timeout(60)
class ServerEnvironmentTest {
    private static final Map<String, String> PROCESS =
            Map.of(
                    "PATH", String.valueOf(System.getenv("PATH")),
                    "HOME", "/home/me",
                    "LC_CTYPE", "C.UTF-8",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_BEARER_TOKEN_BEDROCK", "secret",
                    "TEST_TOKEN", "t",
                    "TEST_OTHER", "o");

    private static McpBuilder server(String fault) {
        return Mcp.stdio(StubServer.command(fault))
                .patience(Duration.ofMillis(100))
                .startTimeout(Duration.ofSeconds(20));
    }

    private static Map<String, Json> seen(McpBuilder server) {
        try (McpClient client = server.open()) {
            var result = (Content.JsonValue) client.call("do", Json.EMPTY).content().getFirst();
            return ((Json.Obj) result.json()).members();
        }
    }

    @Test
    void credentialsOfThisProcessAreNotPassed() {
        // The build sets AWS_SECRET_ACCESS_KEY and AWS_BEARER_TOKEN_BEDROCK for all tests.
        assertThat(System.getenv()).containsKey("AWS_BEARER_TOKEN_BEDROCK");

        Set<String> names = seen(server("tells its environment")).keySet();

        assertThat(names).contains("PATH").noneMatch(name -> name.startsWith("AWS_"));
        assertThat(System.getenv().keySet()).containsAll(names);
    }

    @Test
    void variablesThatAreNamedArePassed() {
        McpBuilder server =
                server("tells its environment")
                        .processEnvironment(PROCESS)
                        .inheritEnvironment("TEST_TOKEN", "TEST_MISSING")
                        .environment("TEST_GIVEN", "g")
                        .environment("HOME", "/elsewhere");

        assertThat(seen(server))
                .containsOnlyKeys("PATH", "HOME", "LC_CTYPE", "TEST_TOKEN", "TEST_GIVEN")
                .containsEntry("TEST_TOKEN", Json.of("t"))
                .containsEntry("TEST_GIVEN", Json.of("g"));
    }

    @Test
    void allVariablesCanBePassed() {
        var given = new HashMap<>(PROCESS);
        given.put("TEST_FUNCTION", "() { :; }");

        assertThat(
                        seen(
                                server("tells its environment")
                                        .processEnvironment(given)
                                        .inheritEnvironment("*")))
                .containsOnlyKeys(PROCESS.keySet());
    }

    @Test
    void aServerThatEndsAtOnceIsReportedWithTheNamesThatItGot() {
        McpBuilder server = server("exits at once").processEnvironment(PROCESS);

        assertThatThrownBy(server::open)
                .isInstanceOf(McpException.class)
                .hasMessageContaining("it said: the configuration is missing")
                .hasMessageContaining("it got the environment variables HOME, LC_CTYPE, PATH; ")
                .hasMessageContaining("inheritEnvironment(…)")
                .message()
                .doesNotContain("/home/me");
    }

    @Test
    void aServerThatEndsLaterIsReportedWithoutThem() {
        try (McpClient client = server("exits in a call").processEnvironment(PROCESS).open()) {
            assertThatThrownBy(() -> client.call("do", Json.EMPTY))
                    .hasMessageContaining("out of luck")
                    .message()
                    .doesNotContain("HOME");
        }
    }

    @Test
    void whatIsNoNameIsRefused() {
        McpBuilder server = Mcp.stdio("x");

        assertThatThrownBy(() -> server.inheritEnvironment("TOKEN=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
