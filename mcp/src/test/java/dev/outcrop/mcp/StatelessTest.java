package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The version without sessions, with a server that demands of each request what the specification
 * does, and sends its examples.
 */
@Timeout(60)
class StatelessTest {
    private RawHttpServer server;
    private final CountDownLatch changed = new CountDownLatch(1);
    private volatile boolean hasMoreTools;

    @BeforeEach
    void start() throws IOException {
        server = new RawHttpServer(this::answer);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private void answer(RawHttpServer.Request request, OutputStream out) throws IOException {
        Json.Obj message = request.message();
        String fault = fault(request, message);
        if (fault != null) {
            RawHttpServer.json(out, 400, JsonRpc.error(request.id(), -32020, fault, null));
            return;
        }
        Json.Obj params = message.object("params");
        switch (request.rpc()) {
            case "server/discover" ->
                    complete(
                            request,
                            out,
                            json(
                                    "{'supportedVersions':['2026-07-28'],'capabilities':{'tools':{'listChanged':true}},"
                                            + "'_meta':{'io.modelcontextprotocol/serverInfo':{'name':'ExampleServer','version':'1.0.0'}},"
                                            + "'instructions':'Use it well.','ttlMs':3600000,'cacheScope':'public'}"));
            case "tools/list" -> complete(request, out, tools());
            case "subscriptions/listen" -> {
                hasMoreTools = true;
                RawHttpServer.stream(
                        out,
                        json("{'jsonrpc':'2.0','method':'notifications/subscriptions/acknowledged','params':{}}")
                                .toString(),
                        json("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}")
                                .toString());
            }
            case "tools/call" -> call(request, params, out);
            default ->
                    RawHttpServer.json(
                            out, 404, JsonRpc.error(request.id(), -32601, "unknown", null));
        }
    }

    private static void complete(RawHttpServer.Request request, OutputStream out, Json.Obj result)
            throws IOException {
        RawHttpServer.json(
                out,
                200,
                JsonRpc.result(request.id(), result.with("resultType", Json.of("complete"))));
    }

    private Json.Obj tools() {
        return json(
                "{'tools':[{'name':'execute_sql','description':'Execute SQL','inputSchema':{'type':'object','properties':"
                        + "{'region':{'type':'string','x-mcp-header':'Region'},'query':{'type':'string'}},'required':['region','query']}},"
                        + "{'name':'bad','inputSchema':{'type':'object','properties':{'n':{'type':'number','x-mcp-header':'N'}}}},"
                        + "{'name':'get weather/世界','inputSchema':{'type':'object'}}"
                        + (hasMoreTools
                                ? ",{'name':'another','inputSchema':{'type':'object'}}"
                                : "")
                        + "],'ttlMs':0,'cacheScope':'public'}");
    }

    /** What the specification has a server refuse. */
    private static @Nullable String fault(RawHttpServer.Request request, Json.Obj message) {
        Json.Obj params = message.object("params");
        Json.Obj meta = params.object("_meta");
        var headers = request.headers();
        if (!"2026-07-28".equals(meta.string("io.modelcontextprotocol/protocolVersion"))
                || !"2026-07-28".equals(headers.get("mcp-protocol-version"))) {
            return "no version";
        }
        if (meta.get("io.modelcontextprotocol/clientCapabilities") == null) {
            return "no capabilities";
        }
        if (!request.rpc().equals(headers.get("mcp-method"))) {
            return "Mcp-Method";
        }
        if (headers.get("mcp-session-id") != null) {
            return "there are no sessions";
        }
        if (!String.valueOf(headers.get("accept")).contains("application/json")
                || !String.valueOf(headers.get("accept")).contains("text/event-stream")) {
            return "Accept";
        }
        if (!request.rpc().equals("tools/call")) {
            return null;
        }
        if (!HeaderValues.decoded(String.valueOf(headers.get("mcp-name")))
                .equals(params.string("name"))) {
            return "Mcp-Name";
        }
        String region = params.object("arguments").string("region");
        return region != null && !region.equals(headers.get("mcp-param-region"))
                ? "Mcp-Param-Region"
                : null;
    }

    private static void call(RawHttpServer.Request request, Json.Obj params, OutputStream out)
            throws IOException {
        if ("execute_sql".equals(params.string("name"))) {
            RawHttpServer.stream(
                    out,
                    json("{'jsonrpc':'2.0','method':'notifications/progress','params':{'progress':1,'total':2}}")
                            .with(
                                    "params",
                                    Json.EMPTY
                                            .with(
                                                    "progressToken",
                                                    params.object("_meta")
                                                            .members()
                                                            .getOrDefault(
                                                                    "progressToken", Json.NULL))
                                            .with("progress", Json.of(1))
                                            .with("total", Json.of(2))
                                            .with("message", Json.of("half")))
                            .toString(),
                    JsonRpc.result(
                                    request.id(),
                                    json(
                                            "{'resultType':'complete','content':[{'type':'text','text':'{\\'rows\\':2}'}],'structuredContent':{'rows':2}}"
                                                    .replace("\\'", "\\\"")))
                            .toString());
            return;
        }
        Json.Obj responses = params.object("inputResponses");
        if (responses.isEmpty()) {
            RawHttpServer.json(
                    out,
                    200,
                    JsonRpc.result(
                            request.id(),
                            json(
                                    "{'resultType':'input_required','inputRequests':{'github_login':{'method':'elicitation/create',"
                                            + "'params':{'mode':'form','message':'Please provide your GitHub username','requestedSchema':{'type':'object'}}}},"
                                            + "'requestState':'eyJsb2NhdGlvbiI6Ik5ldyBZb3JrIn0'}")));
            return;
        }
        boolean same = "eyJsb2NhdGlvbiI6Ik5ldyBZb3JrIn0".equals(params.string("requestState"));
        String text =
                same
                        ? responses.object("github_login").object("content").string("name")
                        : "another state";
        complete(
                request,
                out,
                Json.EMPTY.with(
                        "content",
                        Json.array(
                                Json.EMPTY
                                        .with("type", Json.of("text"))
                                        .with("text", Json.of(String.valueOf(text))))));
    }

    @Test
    void theServerSaysWhatItIs() {
        try (McpClient client = Mcp.http(server.uri()).open()) {
            assertThat(client.server().name()).isEqualTo("ExampleServer");
            assertThat(client.server().protocolVersion()).isEqualTo("2026-07-28");
            assertThat(client.server().instructions()).isEqualTo("Use it well.");
        }
    }

    @Test
    void aToolWithAHeaderThatIsNotAllowedIsLeftOut() {
        var warnings = new ArrayList<String>();
        McpListener listener =
                new McpListener() {
                    @Override
                    public void warning(String message) {
                        warnings.add(message);
                    }
                };
        try (McpClient client = Mcp.http(server.uri()).listener(listener).open()) {
            assertThat(client.tools())
                    .extracting(McpTool::name)
                    .startsWith("execute_sql", "get weather/世界");
            assertThat(warnings.getFirst()).contains("the tool bad").contains("x-mcp-header");
        }
    }

    @Test
    void aCallRepeatsItsArgumentsInHeadersAndReportsProgress() {
        var progress = new ArrayList<String>();
        McpListener listener =
                new McpListener() {
                    @Override
                    public void progress(
                            String tool,
                            double done,
                            @Nullable Double total,
                            @Nullable String message) {
                        progress.add(tool + " " + done + " of " + total + " " + message);
                    }
                };
        try (McpClient client = Mcp.http(server.uri()).listener(listener).open()) {
            Content.ToolResult result =
                    client.call("execute_sql", json("{'region':'us-west1','query':'SELECT 1'}"));
            assertThat(result.content()).containsExactly(new Content.JsonValue(json("{'rows':2}")));
            assertThat(progress).containsExactly("execute_sql 1.0 of 2.0 half");
        }
    }

    @Test
    void whatTheServerAsksForIsAnsweredAndTheCallRepeated() {
        try (McpClient client =
                Mcp.http(server.uri())
                        .elicitation(
                                (message, schema, url) ->
                                        Elicitation.Answer.accept(json("{'name':'octocat'}")))
                        .open()) {
            assertThat(client.call("get weather/世界", Json.EMPTY).content())
                    .containsExactly(Content.text("octocat"));
            List<Json> ids = new ArrayList<>();
            server.requests.forEach(request -> ids.add(request.id()));
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsNotOfferedIsAnError() {
        try (McpClient client = Mcp.http(server.uri()).open()) {
            assertThatThrownBy(() -> client.call("get weather/世界", Json.EMPTY))
                    .hasMessageContaining("asked for elicitation/create")
                    .hasMessageContaining("does not offer");
        }
    }

    @Test
    void namesForModelsAreLegalAndDifferent() {
        try (McpClient client = Mcp.http(server.uri()).prefix("my server").open()) {
            assertThat(client.toolbox().names())
                    .contains("my_server_execute_sql", "my_server_get_weather___");
        }
    }

    @Test
    void aChangeOfTheToolsIsReported() throws InterruptedException {
        McpListener listener =
                new McpListener() {
                    @Override
                    public void toolsChanged(List<McpTool> tools) {
                        if (tools.stream().anyMatch(tool -> tool.name().equals("another"))) {
                            changed.countDown();
                        }
                    }
                };
        try (McpClient client = Mcp.http(server.uri()).listener(listener).open()) {
            changed.await();
            assertThat(client.toolbox().names()).contains("another");
        }
    }
}
