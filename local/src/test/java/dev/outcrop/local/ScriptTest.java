package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.eventstream.MessageDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Scripted answers and faults, seen from a socket where a client of HTTP would hide them. */
class ScriptTest {
    private static final Scripted.Steps HELLO =
            Scripted.events(
                    Event.messageStart(),
                    Event.textDelta(0, "Hello"),
                    Event.blockStop(0),
                    Event.messageStop("end_turn"),
                    Event.metadata(3, 1));

    private LocalBedrock local;
    private Http http;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        http = new Http(local);
    }

    @AfterEach
    void stop() {
        http.close();
        local.close();
    }

    @Test
    void answersInTheOrderOfTheScriptAndThenByItself() throws Exception {
        local.script(Scripted.text("One."), Scripted.text("Two."));

        assertThat(http.converse(Http.asking("?")).body()).contains("One.");
        assertThat(http.converse(Http.asking("?")).body()).contains("Two.");
        assertThat(http.converse(Http.asking("?")).body()).contains("local Bedrock");
    }

    @Test
    void streamsAnAnswerOfConverse() throws Exception {
        var answer =
                (Json.Obj)
                        Json.parse(
                                """
                                {"output":{"message":{"role":"assistant","content":[
                                  {"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"c2ln"}}},
                                  {"text":"Let me see."},
                                  {"toolUse":{"toolUseId":"t1","name":"look","input":{"at":[1,2]}}}]}},
                                 "stopReason":"tool_use",
                                 "metrics":{"latencyMs":7},
                                 "usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}
                                """);
        local.script(Scripted.answer(answer), Scripted.answer(answer));

        var whole = (Json.Obj) Json.parse(http.converse(Http.asking("?")).body());
        var events = Frames.events(http.converseStream(Http.asking("?")).body());

        assertThat(whole).isEqualTo(answer);
        assertThat(Frames.text(events)).isEqualTo("Let me see.");
        assertThat(events)
                .anySatisfy(
                        event -> {
                            assertThat(event.type()).isEqualTo("contentBlockStart");
                            assertThat(
                                            event.payload()
                                                    .object("start")
                                                    .object("toolUse")
                                                    .string("name"))
                                    .isEqualTo("look");
                        })
                .anySatisfy(
                        event ->
                                assertThat(
                                                event.payload()
                                                        .object("delta")
                                                        .object("toolUse")
                                                        .string("input"))
                                        .isEqualTo("{\"at\":[1,2]}"));
        assertThat(events.getLast().payload().object("metrics").integer("latencyMs", 0))
                .isEqualTo(7);
    }

    @Test
    void validatesBeforeAnAnswerButNotBeforeSteps() throws Exception {
        local.script(Scripted.text("Never said."), HELLO);

        assertThat(http.converse("{}").statusCode()).isEqualTo(400);
        assertThat(Frames.text(Frames.events(http.converseStream("{}").body()))).isEqualTo("Hello");
    }

    @Test
    void answersWithAnyStatusHeadersAndBody() throws Exception {
        local.script(
                Scripted.raw(
                        502, Map.of("Content-Type", "text/html"), Bytes.of("<h1>Bad Gateway</h1>")),
                Scripted.error("ThrottlingException", "Too many requests"));

        var gateway = http.converse(Http.asking("?"));
        assertThat(gateway.statusCode()).isEqualTo(502);
        assertThat(gateway.body()).isEqualTo("<h1>Bad Gateway</h1>");
        var throttled = http.converse(Http.asking("?"));
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("x-amzn-errortype").orElseThrow())
                .startsWith("ThrottlingException:");
        assertThat(throttled.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void sendsExceptionFrames() throws Exception {
        local.script(
                HELLO.afterFrames(
                        2,
                        new Step.SendFrame(
                                Frame.exception("throttlingException", "{\"message\":\"no\"}"),
                                FrameDamage.NONE)));

        var messages = Frames.messages(http.converseStream("{}").body());

        assertThat(messages).hasSize(3);
        assertThat(Frames.header(messages.getLast(), ":exception-type"))
                .isEqualTo("throttlingException");
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameDamage.class,
            names = {"PRELUDE_CRC", "MESSAGE_CRC"})
    void sendsAWrongChecksum(FrameDamage damage) throws Exception {
        Frame frame = Frame.event(Event.textDelta(0, "Hello"));
        local.script(Scripted.steps(new Step.SendFrame(frame, damage)));

        byte[] sent = http.converseStream("{}").body();

        assertThat(sent).hasSameSizeAs(frame.encoded().toArray());
        assertThatThrownBy(() -> new MessageDecoder(message -> {}).feed(sent))
                .hasMessageContaining("hecksum");
    }

    @Test
    void closesAfterSoManyBytesOfTheBody() throws Exception {
        local.script(HELLO.cutAfterBytes(200, StreamCut.CLOSE));

        try (var socket = post()) {
            byte[] all = socket.getInputStream().readAllBytes();

            assertThat(dechunked(all)).hasSize(200);
            assertThat(new String(all, StandardCharsets.ISO_8859_1)).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void resetsAfterSoManyFrames() throws Exception {
        local.script(HELLO.afterFrames(2, new Step.Abort(StreamCut.RESET)));

        try (var socket = post()) {
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void endsInOrderAfterSoManyFrames() throws Exception {
        local.script(HELLO.afterFrames(2, new Step.End()));

        assertThat(Frames.events(http.converseStream("{}").body())).hasSize(2);
    }

    @Test
    void closesBeforeTheHead() throws Exception {
        local.script(Scripted.steps(new Step.Abort(StreamCut.CLOSE)));

        try (var socket = post()) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void stallsUntilItIsReleased() throws Exception {
        var gate = new StallGate();
        local.script(
                HELLO.afterFrames(
                        1,
                        new Step.Stall(gate),
                        new Step.SendFrame(
                                Frame.event(Event.textDelta(0, "Finally")), FrameDamage.NONE)));

        try (var socket = post()) {
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(IOException.class);
            socket.setSoTimeout(30_000);
            gate.open();
            assertThat(readUntil(socket.getInputStream(), "Finally")).contains("Finally");
        }
    }

    @Test
    void closingLetsAStalledAnswerGo() throws Exception {
        var gate = new StallGate();
        local.script(Scripted.steps(new Step.Stall(gate)));

        try (var socket = post()) {
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            local.close();
            gate.pass();
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
    }

    private Socket post() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), local.port());
        socket.setSoTimeout(30_000);
        String request =
                "POST /model/anthropic.claude-v2/converse-stream HTTP/1.1\r\n"
                        + "Host: localhost\r\nContent-Length: 2\r\n\r\n{}";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readUntil(InputStream in, String wanted) throws IOException {
        var read = new StringBuilder();
        for (int c; read.indexOf(wanted) < 0 && (c = in.read()) >= 0; ) {
            read.append((char) c);
        }
        return read.toString();
    }

    /** The body of a chunked response, as far as it came. */
    private static byte[] dechunked(byte[] response) {
        String all = new String(response, StandardCharsets.ISO_8859_1);
        String rest = all.substring(all.indexOf("\r\n\r\n") + 4);
        var body = new StringBuilder();
        while (!rest.isEmpty()) {
            int size = Integer.parseInt(rest.substring(0, rest.indexOf("\r\n")), 16);
            int start = rest.indexOf("\r\n") + 2;
            int end = Math.min(start + size, rest.length());
            body.append(rest, start, end);
            rest = rest.substring(Math.min(end + 2, rest.length()));
        }
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
