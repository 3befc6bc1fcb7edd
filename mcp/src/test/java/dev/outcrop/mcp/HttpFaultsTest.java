package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers over HTTP that break the protocol, with sessions and without. */
@Timeout(60)
@Tag("slow")
class HttpFaultsTest {
    private static final Json.Obj TOOLS =
            Json.EMPTY.with(
                    "tools",
                    Json.array(
                            Json.EMPTY
                                    .with("name", Json.of("do"))
                                    .with(
                                            "inputSchema",
                                            Json.EMPTY.with("type", Json.of("object")))));
    private static final Json.Obj DONE =
            Json.EMPTY.with(
                    "content",
                    Json.array(
                            Json.EMPTY
                                    .with("type", Json.of("text"))
                                    .with("text", Json.of("done"))));

    private interface Call {
        void answer(RawHttpServer.Request request, OutputStream out) throws IOException;
    }

    /** A server without sessions, but for what it does in a call. */
    private static RawHttpServer stateless(Call call) throws IOException {
        return new RawHttpServer(
                (request, out) -> {
                    switch (request.rpc()) {
                        case "server/discover" ->
                                RawHttpServer.json(
                                        out,
                                        200,
                                        JsonRpc.result(
                                                request.id(),
                                                Json.EMPTY
                                                        .with(
                                                                "supportedVersions",
                                                                Json.array(Json.of(Era.STATELESS)))
                                                        .with(
                                                                "capabilities",
                                                                Json.EMPTY.with(
                                                                        "tools", Json.EMPTY))));
                        case "tools/list" ->
                                RawHttpServer.json(out, 200, JsonRpc.result(request.id(), TOOLS));
                        default -> call.answer(request, out);
                    }
                });
    }

    /** A server with sessions. */
    private static RawHttpServer withSessions(Call call) throws IOException {
        var sessions = new AtomicInteger();
        return new RawHttpServer(
                (request, out) -> {
                    switch (request.rpc()) {
                        case "server/discover" ->
                                RawHttpServer.respond(out, 400, "text/plain", "no session");
                        case "initialize" ->
                                RawHttpServer.json(
                                        out,
                                        200,
                                        JsonRpc.result(
                                                request.id(),
                                                Json.EMPTY
                                                        .with(
                                                                "protocolVersion",
                                                                Json.of("2025-11-25"))
                                                        .with(
                                                                "capabilities",
                                                                Json.EMPTY.with(
                                                                        "tools", Json.EMPTY))
                                                        .with("serverInfo", Json.EMPTY)),
                                        "Mcp-Session-Id: s" + sessions.incrementAndGet());
                        case "notifications/initialized" ->
                                RawHttpServer.respond(out, 202, "text/plain", "");
                        case "tools/list" ->
                                RawHttpServer.json(out, 200, JsonRpc.result(request.id(), TOOLS));
                        default -> call.answer(request, out);
                    }
                });
    }

    private static McpBuilder client(RawHttpServer server) {
        return Mcp.http(server.uri()).timeout(Duration.ofSeconds(10)).maxMessageBytes(1 << 20);
    }

    private static void assertFails(Call call, String message) throws IOException {
        try (RawHttpServer server = stateless(call);
                McpClient client = client(server).timeout(Duration.ofSeconds(1)).open()) {
            assertThatThrownBy(() -> client.call("do", Json.EMPTY))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining(message)
                    .message()
                    .doesNotContain("\u001b");
        }
    }

    private static void assertDone(Call call) throws IOException {
        try (RawHttpServer server = stateless(call);
                McpClient client = client(server).open()) {
            assertThat(client.call("do", Json.EMPTY).content())
                    .containsExactly(Content.text("done"));
        }
    }

    @Test
    void garbageIsShown() throws IOException {
        assertFails(
                (request, out) ->
                        RawHttpServer.respond(out, 200, "application/json", "gar\u001bbage"),
                "it sent no JSON-RPC response, but: gar bage");
    }

    @Test
    void aMessageThatIsTooLongIsNotRead() throws IOException {
        String many = "x".repeat(1 << 21);
        assertFails(
                (request, out) ->
                        RawHttpServer.json(
                                out,
                                200,
                                JsonRpc.result(request.id(), Json.EMPTY.with("x", Json.of(many)))),
                "more than 1048576 bytes");
    }

    @Test
    void anEventThatIsTooLongIsNotRead() throws IOException {
        String many = "x".repeat(1 << 21);
        assertFails((request, out) -> RawHttpServer.stream(out, many), "did not answer tools/call");
    }

    @Test
    void noAnswerEndsWithTheTimeLimit() throws IOException {
        assertFails((request, out) -> {}, "it did not answer in time");
    }

    @Test
    void aStreamWithoutTheResponseMayHaveDoneTheWork() throws IOException {
        assertFails(
                (request, out) ->
                        RawHttpServer.stream(
                                out,
                                JsonRpc.notification("notifications/message", Json.EMPTY)
                                        .toString()),
                "the server may have done the work");
    }

    @Test
    void aConnectionThatEndsIsAnError() throws IOException {
        assertFails((request, out) -> out.close(), "did not answer tools/call");
    }

    @Test
    void aBodyThatIsShorterThanItsLengthIsAnError() throws IOException {
        assertFails(
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 X\r\nContent-Length: 1000\r\nContent-Type: application/json\r\n\r\n{"
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    out.close();
                },
                "did not answer tools/call");
    }

    @Test
    void theResponseOfAnotherRequestIsAnError() throws IOException {
        assertFails(
                (request, out) -> RawHttpServer.json(out, 200, JsonRpc.result(Json.of(99), DONE)),
                "the response of another request");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        assertFails(
                (request, out) ->
                        RawHttpServer.respond(
                                out, 307, "text/plain", "", "Location: http://127.0.0.1:1/x"),
                "it redirects to http://127.0.0.1:1/x, which is not followed");
    }

    @Test
    void anErrorPageIsShown() throws IOException {
        assertFails(
                (request, out) -> RawHttpServer.respond(out, 503, "text/html", "<h1>down</h1>"),
                "HTTP status 503: <h1>down</h1>");
    }

    @Test
    void aServerThatWantsATokenSaysSo() throws IOException {
        assertFails(
                (request, out) ->
                        RawHttpServer.respond(
                                out, 401, "text/plain", "", "WWW-Authenticate: Bearer"),
                "it requires an access token");
    }

    @Test
    void eventsBeforeTheResponseAndUnknownOnesAreNoProblem() throws IOException {
        assertDone(
                (request, out) ->
                        RawHttpServer.stream(
                                out,
                                "garbage",
                                "",
                                JsonRpc.notification("notifications/unknown", Json.EMPTY)
                                        .toString(),
                                JsonRpc.result(Json.of(12345), Json.EMPTY).toString(),
                                JsonRpc.result(request.id(), DONE).toString(),
                                JsonRpc.result(request.id(), Json.EMPTY).toString()));
    }

    @Test
    void anotherTokenIsAskedForOnceAfterARefusal() throws IOException {
        var challenges = new ArrayList<String>();
        try (RawHttpServer server =
                        stateless(
                                (request, out) -> {
                                    if ("Bearer new"
                                            .equals(request.headers().get("authorization"))) {
                                        RawHttpServer.json(
                                                out, 200, JsonRpc.result(request.id(), DONE));
                                    } else {
                                        RawHttpServer.respond(
                                                out,
                                                401,
                                                "text/plain",
                                                "",
                                                "WWW-Authenticate: Bearer error=\"expired\"");
                                    }
                                });
                McpClient client =
                        client(server)
                                .authorization(
                                        (uri, challenge) -> {
                                            if (challenge == null) {
                                                return "old";
                                            }
                                            challenges.add(challenge);
                                            return "new";
                                        })
                                .open()) {
            assertThat(client.call("do", Json.EMPTY).isError()).isFalse();
            assertThat(challenges).containsExactly("Bearer error=\"expired\"");
        }
    }

    @Test
    void aRefusedTokenIsNotShown() throws IOException {
        try (RawHttpServer server =
                new RawHttpServer(
                        (request, out) -> RawHttpServer.respond(out, 401, "text/plain", "no"))) {
            McpBuilder client =
                    client(server).authorization(Authorization.bearer("secret-token-1"));
            assertThatThrownBy(client::open)
                    .hasMessageContaining("it refused the access token")
                    .message()
                    .doesNotContain("secret");
            assertThat(client.toString() + Authorization.bearer("secret-token-1"))
                    .doesNotContain("secret");
        }
    }

    @Test
    void aLostSessionIsOpenedAgainAndTheCallRepeated() throws IOException {
        try (RawHttpServer server =
                        withSessions(
                                (request, out) -> {
                                    if ("s2".equals(request.headers().get("mcp-session-id"))) {
                                        RawHttpServer.json(
                                                out, 200, JsonRpc.result(request.id(), DONE));
                                    } else {
                                        RawHttpServer.respond(out, 404, "text/plain", "gone");
                                    }
                                });
                McpClient client = client(server).open()) {
            assertThat(client.call("do", Json.EMPTY).content())
                    .containsExactly(Content.text("done"));
            assertThat(server.requests.stream().filter(r -> r.rpc().equals("initialize")))
                    .hasSize(2);
        }
    }

    @Test
    void aSessionThatIsLostAgainAndAgainIsAnError() throws IOException {
        try (RawHttpServer server =
                        withSessions(
                                (request, out) ->
                                        RawHttpServer.respond(out, 404, "text/plain", "gone"));
                McpClient client = client(server).open()) {
            for (int i = 0; i < 8; i++) {
                assertThatThrownBy(() -> client.call("do", Json.EMPTY))
                        .hasMessageContaining("HTTP status 404: gone");
            }
        }
    }

    @Test
    void requestsOfASessionCarryItsIdAndVersion() throws IOException {
        try (RawHttpServer server =
                withSessions(
                        (request, out) ->
                                RawHttpServer.json(out, 200, JsonRpc.result(request.id(), DONE)))) {
            client(server).open().close();
            List<RawHttpServer.Request> requests = server.requests;
            assertThat(requests)
                    .extracting(r -> r.method() + " " + r.rpc())
                    .containsExactly(
                            "POST server/discover",
                            "POST initialize",
                            "POST notifications/initialized",
                            "POST tools/list",
                            "DELETE null");
            assertThat(requests.subList(2, 5))
                    .allSatisfy(
                            request ->
                                    assertThat(request.headers())
                                            .containsEntry("mcp-session-id", "s1")
                                            .containsEntry("mcp-protocol-version", "2025-11-25"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/mcp", "example.com", "http:///x"})
    void anAddressThatIsNotHttpIsRefused(String address) {
        assertThatThrownBy(() -> Mcp.http(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
