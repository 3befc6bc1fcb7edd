package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Our server over HTTP, with the JDK's client. */
@Timeout(60)
class McpHttpServerTest {
    private static final String META =
            "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28','io.modelcontextprotocol/clientCapabilities':{}}";
    private McpHttpServer server;
    private HttpClient http;

    @BeforeEach
    void start() {
        server = ToolServer.server().http(0).allowOrigins("https://example.com").start();
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.uri())
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String call(String method, String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}";
    }

    private static long code(HttpResponse<String> response) {
        return ((Json.Obj) Json.parse(response.body())).object("error").integer("code", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, 200",
        "http://localhost:3000, 200",
        "https://evil.example, 403",
        "https://localhost.evil.example, 403",
        "null, 403",
        "'not an origin', 403",
    })
    void pagesOfOtherOriginsAreRefused(String origin, int status) throws Exception {
        HttpResponse<String> response =
                post(
                        call("server/discover", META),
                        "Origin",
                        origin,
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "server/discover");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"localhost:80, 200", "evil.example, 403", "127.0.0.1.evil.example:1, 403"})
    void otherHostNamesAreRefused(String host, int status) throws Exception {
        // The JDK's client sets this header itself.
        byte[] body = call("server/discover", META).replace('\'', '"').getBytes(UTF_8);
        String head =
                "POST /mcp HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: server/discover\r\n"
                        + "Content-Length: "
                        + body.length
                        + "\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void headersMustBeThoseOfTheMessage() throws Exception {
        String body = call("tools/call", META + ",'name':'add','arguments':{'a':1,'b':2}");
        String[] right = {
            "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "add"
        };
        assertThat(post(body, right).body()).contains("\"sum\":3");
        assertThat(
                        post(
                                        body,
                                        "MCP-Protocol-Version",
                                        "2026-07-28",
                                        "Mcp-Name",
                                        "=?base64?YWRk?=",
                                        "Mcp-Method",
                                        "tools/call")
                                .body())
                .contains("\"sum\":3");
        for (int i = 1; i < right.length; i += 2) {
            String[] wrong = right.clone();
            wrong[i] = "other";
            HttpResponse<String> response = post(body, wrong);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(code(response)).isEqualTo(-32020);
        }
        assertThat(code(post(body))).isEqualTo(-32020);
    }

    @Test
    void anUnknownVersionIsAnsweredWithThoseThatAreKnown() throws Exception {
        HttpResponse<String> response =
                post(
                        call("tools/list", META.replace("2026-07-28", "2031-01-01")),
                        "MCP-Protocol-Version",
                        "2031-01-01",
                        "Mcp-Method",
                        "tools/list");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(code(response)).isEqualTo(-32022);
        assertThat(response.body()).contains("2026-07-28");
    }

    @Test
    void anUnknownMethodIsNotFound() throws Exception {
        HttpResponse<String> response =
                post(
                        call("no/such", META),
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "no/such");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(code(response)).isEqualTo(-32601);
    }

    @Test
    void aSessionIsNeededUntilItIsOver() throws Exception {
        assertThat(post(call("tools/list", "")).statusCode()).isEqualTo(400);
        assertThat(post(call("tools/list", ""), "Mcp-Session-Id", "x").statusCode()).isEqualTo(404);
        HttpResponse<String> opened =
                post(call("initialize", "'protocolVersion':'2025-06-18','capabilities':{}"));
        assertThat(opened.body()).contains("\"protocolVersion\":\"2025-06-18\"");
        String id = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(post(call("tools/list", ""), "Mcp-Session-Id", id).body()).contains("\"add\"");
        var delete =
                HttpRequest.newBuilder(server.uri()).DELETE().header("Mcp-Session-Id", id).build();
        assertThat(http.send(delete, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(post(call("tools/list", ""), "Mcp-Session-Id", id).statusCode()).isEqualTo(404);
    }

    @Test
    void otherTextIsNoMessage() throws Exception {
        assertThat(code(post("garbage"))).isEqualTo(-32700);
        assertThat(code(post("[]"))).isEqualTo(-32700);
        assertThat(code(post("[".repeat(100_000)))).isEqualTo(-32700);
        var get = HttpRequest.newBuilder(server.uri()).GET().build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        URI other = server.uri().resolve("/mcp/other");
        var elsewhere = HttpRequest.newBuilder(other).GET().build();
        assertThat(http.send(elsewhere, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenIsRequiredWhereOneIsSet() throws Exception {
        try (McpHttpServer guarded = ToolServer.server().http(0).bearer("right-token").start()) {
            assertThatThrownBy(() -> Mcp.http(guarded.uri()).open())
                    .hasMessageContaining("requires an access token");
            assertThatThrownBy(
                            () ->
                                    Mcp.http(guarded.uri())
                                            .authorization(Authorization.bearer("wrong"))
                                            .open())
                    .hasMessageContaining("refused the access token");
            try (McpClient client =
                    Mcp.http(guarded.uri())
                            .authorization(Authorization.bearer("right-token"))
                            .open()) {
                assertThat(client.tools()).hasSize(2);
            }
        }
    }

    @Test
    void otherMachinesNeedAToken() {
        assertThatThrownBy(() -> ToolServer.server().http(0).host("0.0.0.0").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set an access token");
    }
}
