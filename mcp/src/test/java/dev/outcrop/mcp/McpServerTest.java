package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Our server over streams, with messages as text. */
@Timeout(60)
class McpServerTest {
    private static List<String> served(McpServer server, String... lines) throws IOException {
        var out = new ByteArrayOutputStream();
        String in = String.join("\n", lines).replace('\'', '"') + "\n";
        server.serve(new ByteArrayInputStream(in.getBytes(UTF_8)), out, Duration.ofSeconds(30));
        return out.toString(UTF_8).lines().toList();
    }

    private static String request(int id, String method, String params) {
        return "{'jsonrpc':'2.0','id':"
                + id
                + ",'method':'"
                + method
                + "','params':{"
                + params
                + "}}";
    }

    @Test
    void aLineThatIsNoMessageIsAnswered() throws IOException {
        assertThat(served(ToolServer.server(), "garbage", "", "[1]"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("-32700"));
    }

    @Test
    void aNewerVersionThanKnownIsAnsweredWithTheNewestKnown() throws IOException {
        assertThat(
                        served(
                                ToolServer.server(),
                                request(1, "initialize", "'protocolVersion':'2030-01-01'")))
                .singleElement()
                .asString()
                .contains("\"protocolVersion\":\"2025-11-25\"");
    }

    @Test
    void resultsOfAllKindsAreSent() throws IOException {
        Tool all =
                Tool.of(
                        "all",
                        "Returns everything",
                        JsonSchema.parse("{\"type\":\"object\"}"),
                        (Json.Obj input) ->
                                List.of(
                                        Content.text("text"),
                                        new Content.Image("png", Source.bytes(new byte[] {1, 2})),
                                        new Content.Audio("wav", Source.bytes(new byte[] {3})),
                                        new Content.Document(
                                                "pdf", "A file", Source.bytes(new byte[] {4}))));
        var answer =
                (Json.Obj)
                        Json.parse(
                                served(Mcp.serve(all), request(1, "tools/call", "'name':'all'"))
                                        .getFirst());
        assertThat(answer.object("result").array("content"))
                .hasToString(
                        "[{'type':'text','text':'text'}, {'type':'image','data':'AQI=','mimeType':'image/png'}, {'type':'audio','data':'Aw==','mimeType':'audio/wav'}, {'type':'resource','resource':{'uri':'document:A_file','mimeType':'application/pdf','blob':'BA=='}}]"
                                .replace('\'', '"'));
    }

    @Test
    void aCancelledCallIsInterruptedAndNotAnswered() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Tool slow =
                Tool.of(
                        "slow",
                        "Waits",
                        JsonSchema.parse("{\"type\":\"object\"}"),
                        (Json.Obj input) -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                            return "never";
                        });
        var toServer = new PipedOutputStream();
        var in = new PipedInputStream(toServer);
        var fromServer = new PipedInputStream();
        var out = new PipedOutputStream(fromServer);
        Thread serving =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                Mcp.serve(slow).serve(in, out);
                                out.close();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        toServer.write(
                (request(7, "tools/call", "'name':'slow'") + "\n")
                        .replace('\'', '"')
                        .getBytes(UTF_8));
        toServer.flush();
        started.await();
        toServer.write(
                ("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}\n"
                                + request(8, "ping", "")
                                + "\n")
                        .replace('\'', '"')
                        .getBytes(UTF_8));
        toServer.flush();
        interrupted.await();
        var answers = new BufferedReader(new InputStreamReader(fromServer, UTF_8));
        assertThat(answers.readLine()).contains("\"id\":8");
        toServer.close();
        serving.join();
        assertThat(answers.readLine()).isNull();
    }

    @Test
    void theEndOfTheInputEndsCallsThatAreRunning() throws IOException {
        Tool slow =
                Tool.of(
                        "slow",
                        "Waits",
                        JsonSchema.parse("{\"type\":\"object\"}"),
                        (Json.Obj input) -> {
                            new CountDownLatch(1).await();
                            return "never";
                        });
        var out = new ByteArrayOutputStream();
        String call = request(1, "tools/call", "'name':'slow'").replace('\'', '"') + "\n";
        Mcp.serve(slow)
                .serve(new ByteArrayInputStream(call.getBytes(UTF_8)), out, Duration.ofMillis(1));
        assertThat(out.size()).isZero();
    }
}
