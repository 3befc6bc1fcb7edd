package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers over HTTP that want to use up the client or the person in front of it. */
@Timeout(60)
class HostileHttpServerTest {
    private static McpBuilder client(RawHttpServer server) {
        return Mcp.http(server.uri()).timeout(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s\u00e9", "a b", "a\u0001", "a\u007f"})
    void aSessionIdThatCannotBeAHeaderIsRefused(String id) throws IOException {
        try (RawHttpServer server =
                new RawHttpServer(
                        (request, out) -> {
                            if (request.rpc().equals("initialize")) {
                                RawHttpServer.json(
                                        out,
                                        200,
                                        JsonRpc.result(
                                                request.id(),
                                                Json.EMPTY.with(
                                                        "protocolVersion", Json.of("2025-11-25"))),
                                        "Mcp-Session-Id: " + id);
                            } else {
                                RawHttpServer.respond(out, 400, "text/plain", "no session");
                            }
                        })) {
            McpBuilder client = client(server);
            assertThatThrownBy(client::open).isInstanceOf(McpException.class);
            assertThat(server.requests)
                    .noneMatch(request -> request.headers().containsKey("mcp-session-id"));
        }
    }

    @Test
    void aServerAsksFewQuestionsAtOnce() throws IOException {
        Json.Obj requests = Json.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            requests =
                    requests.with(
                            "q" + i,
                            Json.EMPTY
                                    .with("method", Json.of("elicitation/create"))
                                    .with("params", Json.EMPTY));
        }
        Json.Obj asks =
                Json.EMPTY
                        .with("resultType", Json.of("input_required"))
                        .with("inputRequests", requests);
        Json.Obj found =
                Json.EMPTY
                        .with("supportedVersions", Json.array(Json.of(Era.STATELESS)))
                        .with("capabilities", Json.EMPTY);
        var asked = new AtomicInteger();
        try (RawHttpServer server =
                        new RawHttpServer(
                                (request, out) -> {
                                    boolean first = request.rpc().equals("server/discover");
                                    RawHttpServer.json(
                                            out,
                                            200,
                                            JsonRpc.result(request.id(), first ? found : asks));
                                });
                McpClient client =
                        client(server)
                                .elicitation(
                                        (message, schema, url) -> {
                                            asked.incrementAndGet();
                                            return Elicitation.Answer.DECLINE;
                                        })
                                .open()) {
            assertThatThrownBy(() -> client.request("resources/read", Json.EMPTY))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("more than 16 questions at once");
            assertThat(asked).hasValue(0);
        }
    }
}
