package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.RawFrame;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Each fault, as bytes: what is claimed is what is sent. */
@Tag("slow")
class FaultTest {
    private static final Event TEXT = Event.textDelta(0, "Hello");
    private static final Scripted.Steps RIGHT =
            Scripted.events(
                    Event.messageStart(),
                    TEXT,
                    Event.blockStop(0),
                    Event.messageStop("end_turn"),
                    Event.metadata(3, 1));
    private static final byte[] ALL = sentBy(RIGHT);

    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    // Network

    @Test
    void resetsBeforeTheHead() throws IOException {
        local.script(Fault.resetBeforeHead());

        try (var socket = RawHttp.post(local, "")) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void closesBeforeTheHead() throws IOException {
        local.script(Fault.closeBeforeHead());

        assertThat(RawHttp.answer(local).head()).isEmpty();
    }

    @Test
    void sendsNoByteEver() throws Exception {
        var gate = new StallGate();
        local.script(Fault.silence(gate));

        try (var socket = RawHttp.post(local, "")) {
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            assertThat(socket.getInputStream().available()).isZero();
            gate.open();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void stallsAfterSomeFrames() throws Exception {
        var gate = new StallGate();
        local.script(Fault.stalled(RIGHT, 2, gate));

        int twoFrames = sentBy(RIGHT.afterFrames(2)).length;
        try (var socket = RawHttp.post(local, "")) {
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            // The gate was reached, so what comes before it is on its way, and nothing else.
            var sent = new StringBuilder();
            while (RawHttp.parsed(sent.toString()).body().length() < twoFrames) {
                sent.append((char) socket.getInputStream().read());
            }
            gate.open();
            String rest = RawHttp.whole(socket.getInputStream());
            assertThat(RawHttp.parsed(sent + rest).bytes()).isEqualTo(ALL);
        }
    }

    @Test
    void breaksOffAtEveryByte() throws IOException {
        for (int k = 0; k < ALL.length; k += 7) {
            local.script(RIGHT.cutAfterBytes(k, StreamCut.CLOSE));

            RawHttp.Answer answer = RawHttp.answer(local);

            assertThat(answer.bytes()).as("cut after %s", k).hasSize(k);
            assertThat(answer.complete()).isFalse();
        }
    }

    @Test
    void endsInOrderWithoutMessageStop() throws IOException {
        local.script(RIGHT.afterFrames(3, new Step.End()));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.complete()).isTrue();
        assertThat(Frames.events(answer.bytes()))
                .extracting(Event::type)
                .containsExactly("messageStart", "contentBlockDelta", "contentBlockStop");
    }

    @Test
    void interruptsWhatTheEngineSays() throws Exception {
        local.script(
                new Scripted.Interrupted(3, Scripted.steps(new Step.Abort(StreamCut.RESET))),
                new Scripted.Interrupted(
                        3,
                        Scripted.steps(
                                new Step.SendFrame(
                                        Frame.exception("throttlingException", "{}"),
                                        FrameDamage.NONE),
                                new Step.End())));
        String asking = Http.asking("Why?");

        try (var http = new Http(local)) {
            assertThatThrownBy(() -> http.converseStream(asking)).isInstanceOf(IOException.class);
            var messages = Frames.messages(http.converseStream(asking).body());
            assertThat(messages).hasSize(4);
            assertThat(Frames.header(messages.get(1), ":event-type"))
                    .isEqualTo("contentBlockDelta");
            assertThat(Frames.header(messages.get(3), ":exception-type"))
                    .isEqualTo("throttlingException");
        }
    }

    @Test
    void dribblesByteAfterByte() throws IOException {
        local.script(Fault.dribbled(RIGHT));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.chunks()).hasSize(ALL.length).allMatch(chunk -> chunk.length() == 1);
        assertThat(answer.bytes()).isEqualTo(ALL);
    }

    @Test
    void sendsManyFramesInOneWrite() throws IOException {
        local.script(Fault.inOneWrite(RIGHT));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.chunks()).hasSizeLessThanOrEqualTo(1);
        assertThat(answer.bytes()).isEqualTo(ALL);
    }

    @Test
    void closesTheConnectionOnceItIsIdle() throws IOException {
        local.script(Fault.closeWhenIdle(RIGHT));

        try (var socket = RawHttp.post(local, "")) {
            String all = RawHttp.all(socket.getInputStream());

            assertThat(RawHttp.parsed(all).complete()).isTrue();
            assertThat(RawHttp.parsed(all).bytes()).isEqualTo(ALL);
            assertThat(all).doesNotContain("Connection: close");
        }
    }

    @Test
    void answersWhileTheBodyIsStillBeingSent() throws IOException {
        local.script(Fault.early(Scripted.error("ThrottlingException", "not now")));

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            String head =
                    "POST /model/anthropic.claude-v2/converse HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Length: 20000000\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            byte[] first = socket.getInputStream().readNBytes(12);
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 429");
        }
    }

    @ParameterizedTest
    @CsvSource({"RESET_STREAM, 2", "REFUSE_STREAM, 7"})
    void resetsAStreamOfHttp2(StreamCut cut, int code) throws IOException {
        local.script(Scripted.steps(new Step.Abort(cut)));

        RawHttp2.Received last = RawHttp2.post(local).getLast();

        assertThat(last.type()).isEqualTo(RawHttp2.RST_STREAM);
        assertThat(last.number(0)).isEqualTo(code);
    }

    @Test
    void resetsAStreamOfHttp2InItsMiddle() throws IOException {
        local.script(RIGHT.afterFrames(2, new Step.Abort(StreamCut.RESET_STREAM)));

        List<RawHttp2.Received> frames = RawHttp2.post(local);

        assertThat(frames.stream().filter(frame -> frame.type() == RawHttp2.DATA)).hasSize(2);
        assertThat(frames.getLast().type()).isEqualTo(RawHttp2.RST_STREAM);
    }

    @Test
    void goesAwayBeforeTheRequestWasSeen() throws IOException {
        local.script(Fault.goAway());

        List<RawHttp2.Received> frames = RawHttp2.post(local);

        assertThat(frames)
                .anySatisfy(
                        frame -> {
                            assertThat(frame.type()).isEqualTo(RawHttp2.GO_AWAY);
                            assertThat(frame.number(0)).isZero();
                        })
                .noneMatch(frame -> frame.type() == RawHttp2.DATA);
    }

    @Test
    void goesAwayButFinishes() throws IOException {
        local.script(Fault.goAwayAndFinish(RIGHT));

        List<RawHttp2.Received> frames = RawHttp2.post(local);

        assertThat(frames)
                .anySatisfy(
                        frame -> {
                            assertThat(frame.type()).isEqualTo(RawHttp2.GO_AWAY);
                            assertThat(frame.number(0)).isPositive();
                        });
        assertThat(frames.getLast().endsTheStream()).isTrue();
    }

    // HTTP

    @Test
    void redirects() throws IOException {
        local.script(Fault.redirect(307, "http://elsewhere.example/"));

        assertThat(RawHttp.answer(local).head())
                .startsWith("HTTP/1.1 307")
                .contains("Location: http://elsewhere.example/\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 413, 502, 504})
    void answersInHtml(int status) throws IOException {
        local.script(Fault.html(status));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.head()).startsWith("HTTP/1.1 " + status).contains("text/html");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void saysAWrongContentType() throws IOException {
        local.script(Fault.ofContentType(RIGHT, "text/html"));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.head()).contains("Content-Type: text/html\r\n");
        assertThat(answer.bytes()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource({"1, 70000", "10000, 1"})
    void sendsHugeHeads(int count, int length) throws IOException {
        local.script(Fault.manyHeaders(count, length));

        String head = RawHttp.answer(local).head();

        assertThat(head.split("x-filler-", -1)).hasSize(count + 1);
        assertThat(head.length()).isGreaterThan(count * (length + 12));
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 3",
        "x-amz-retry-after, 1500",
        "x-amz-retry-after, -1",
        "x-amz-retry-after, invalid"
    })
    void saysWhenToComeBack(String header, String value) throws IOException {
        local.script(Fault.retryAfter(header, value));

        assertThat(RawHttp.answer(local).head())
                .startsWith("HTTP/1.1 429")
                .contains(header + ": " + value + "\r\n");
    }

    @Test
    void saysWhatStatusTheModelHad() throws IOException {
        local.script(Fault.modelError(503));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.head()).startsWith("HTTP/1.1 424");
        assertThat(Json.parse(answer.body()).toString()).contains("\"originalStatusCode\":503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"Message\":\"m\"}", "{\"__type\":\"x#ThrottlingException\"}"})
    void sendsErrorsOfOtherShapes(String body) throws IOException {
        local.script(Scripted.raw(429, Map.of("x-amzn-errortype", "X"), Bytes.of(body)));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.head()).startsWith("HTTP/1.1 429").contains("x-amzn-errortype: X");
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void promisesMoreThanItSends() throws IOException {
        local.script(
                Scripted.steps(
                        new Step.Head(200, Map.of("Content-Length", "100")),
                        new Step.SendBytes(Bytes.of("{\"half\":")),
                        new Step.Abort(StreamCut.CLOSE)));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.head()).contains("Content-Length: 100");
        assertThat(answer.body()).isEqualTo("{\"half\":");
    }

    // Frames

    @ParameterizedTest
    @CsvSource({
        "PRELUDE_CRC, 8",
        "MESSAGE_CRC, -4",
    })
    void sendsAWrongChecksum(FrameDamage damage, int at) throws IOException {
        Frame frame = Frame.event(TEXT);
        local.script(Fault.frame(RIGHT, 1, frame.encoded(damage)));

        ByteBuffer right = ByteBuffer.wrap(frame.encoded().toArray());
        ByteBuffer wrong = ByteBuffer.wrap(frameAfterTheFirst());

        assertThat(wrong.remaining()).isEqualTo(right.remaining());
        int place = at < 0 ? right.remaining() + at : at;
        assertThat(wrong.getInt(place)).isNotEqualTo(right.getInt(place));
        if (damage == FrameDamage.MESSAGE_CRC) {
            assertThat(wrong.getInt(8)).isEqualTo(right.getInt(8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 25_000_000, Integer.MIN_VALUE, -1})
    void sendsImpossibleTotalLengths(int length) throws IOException {
        RawFrame frame = RawFrame.of(Bytes.NONE, Bytes.of("{}")).sayingTotalLength(length);
        local.script(Fault.frame(RIGHT, 1, frame.encoded()));

        ByteBuffer sent = ByteBuffer.wrap(frameAfterTheFirst());

        assertThat(sent.getInt(0)).isEqualTo(length);
        assertThat(sent.getInt(8)).isEqualTo(crc(sent.array(), 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 200_000, -1})
    void sendsHeadersBeyondTheFrame(int length) throws IOException {
        RawFrame frame = RawFrame.of(Bytes.NONE, Bytes.of("{}")).sayingHeadersLength(length);
        local.script(Fault.frame(RIGHT, 1, frame.encoded()));

        ByteBuffer sent = ByteBuffer.wrap(frameAfterTheFirst());

        assertThat(sent.getInt(4)).isEqualTo(length);
        assertThat(sent.getInt(sent.capacity() - 4)).isEqualTo(crc(sent.array(), 18 - 4));
    }

    @Test
    void sendsAnUnknownTypeOfHeader() throws IOException {
        Bytes header = RawFrame.header(":x", 10, Bytes.of("?"));
        local.script(Fault.frame(RIGHT, 1, RawFrame.of(header, Bytes.of("{}")).encoded()));

        assertThat(headersOf(frameAfterTheFirst(), new byte[] {2, ':', 'x', 10, '?'}.length))
                .isEqualTo(new byte[] {2, ':', 'x', 10, '?'});
    }

    @Test
    void sendsHeadersWithoutANameOrBeyondTheirEnd() throws IOException {
        Bytes nameless = RawFrame.header("", "v");
        Bytes tooLong = Bytes.of((byte) 1, (byte) 'n', (byte) 7, (byte) 0x7F, (byte) 0xFF);
        local.script(
                Fault.frame(RIGHT, 1, RawFrame.of(nameless, Bytes.NONE).encoded()),
                Fault.frame(RIGHT, 1, RawFrame.of(tooLong, Bytes.NONE).encoded()));

        assertThat(headersOf(frameAfterTheFirst(), new byte[] {0, 7, 0, 1, 'v'}.length))
                .isEqualTo(new byte[] {0, 7, 0, 1, 'v'});
        assertThat(headersOf(frameAfterTheFirst(), tooLong.toArray().length))
                .isEqualTo(tooLong.toArray());
    }

    @Test
    void sendsHeadersThatAreNoText() throws IOException {
        Bytes value = Bytes.of((byte) 0, (byte) 2, (byte) 0xC3, (byte) 0x28);
        Bytes header = RawFrame.header(":event-type", RawFrame.STRING, value);
        local.script(Fault.frame(RIGHT, 1, RawFrame.of(header, Bytes.NONE).encoded()));

        assertThat(frameAfterTheFirst()).containsSequence((byte) 0xC3, (byte) 0x28);
    }

    @Test
    void sendsAHeaderTwice() throws IOException {
        local.script(Fault.frame(RIGHT, 1, Fault.withDuplicateHeader(TEXT)));

        assertThat(new String(frameAfterTheFirst(), StandardCharsets.ISO_8859_1))
                .containsSubsequence(":event-type", ":event-type");
    }

    @Test
    void leavesOutTheMessageType() throws IOException {
        local.script(Fault.frame(RIGHT, 1, Fault.withoutMessageType(TEXT)));

        var message = Frames.messages(frameAfterTheFirst()).getFirst();

        assertThat(message.getHeaders()).containsOnlyKeys(":event-type");
    }

    @Test
    void wrapsThePayloadTwice() throws IOException {
        local.script(Fault.frame(RIGHT, 1, Fault.doubleWrapped(TEXT)));

        Event event = Frames.events(frameAfterTheFirst()).getFirst();

        assertThat(event.type()).isEqualTo("contentBlockDelta");
        assertThat(event.payload().object("contentBlockDelta")).isEqualTo(TEXT.payload());
    }

    @ParameterizedTest
    @CsvSource({
        "InternalServerException, 0, internalServerException",
        "ModelStreamErrorException, 0, modelStreamErrorException",
        "ValidationException, 2, validationException",
        "ThrottlingException, 2, throttlingException",
        "ServiceUnavailableException, 3, serviceUnavailableException",
        "ModelTimeoutException, 3, modelTimeoutException",
        "NobodyKnowsException, 1, nobodyKnowsException"
    })
    void throwsAtAnyFrame(String type, int frames, String onTheWire) throws IOException {
        local.script(Fault.exception(RIGHT, frames, type));

        RawHttp.Answer answer = RawHttp.answer(local);
        var messages = Frames.messages(answer.bytes());

        assertThat(answer.head()).startsWith("HTTP/1.1 200");
        assertThat(answer.complete()).isTrue();
        assertThat(messages).hasSize(frames + 1);
        assertThat(Frames.header(messages.getLast(), ":message-type")).isEqualTo("exception");
        assertThat(Frames.header(messages.getLast(), ":exception-type")).isEqualTo(onTheWire);
    }

    @Test
    void sendsAnErrorThatNoModelKnows() throws IOException {
        local.script(Fault.error(RIGHT, 1));

        var message = Frames.messages(frameAfterTheFirst()).getFirst();

        assertThat(Frames.header(message, ":message-type")).isEqualTo("error");
        assertThat(Frames.header(message, ":error-code")).isEqualTo("Scripted");
        assertThat(message.getPayload()).isEmpty();
    }

    @Test
    void sendsAnUnknownEvent() throws IOException {
        local.script(Fault.frame(RIGHT, 1, Frame.event("somethingNew", "{\"a\":1}").encoded()));

        assertThat(Frames.events(frameAfterTheFirst()).getFirst().type()).isEqualTo("somethingNew");
    }

    @Test
    void sendsGarbageAfterTheLastFrame() throws IOException {
        local.script(Fault.garbageAfter(RIGHT, Bytes.of("garbage")));

        RawHttp.Answer answer = RawHttp.answer(local);

        assertThat(answer.body()).endsWith("garbage");
        assertThat(answer.bytes()).hasSize(ALL.length + 7);
    }

    /** The body without the first frame, which is right. */
    private byte[] frameAfterTheFirst() throws IOException {
        byte[] body = RawHttp.answer(local).bytes();
        int first = ByteBuffer.wrap(body).getInt();
        return Arrays.copyOfRange(body, first, body.length);
    }

    private static byte[] headersOf(byte[] frame, int length) {
        return Arrays.copyOfRange(frame, 12, 12 + length);
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] sentBy(Scripted.Steps steps) {
        ByteBuffer all = ByteBuffer.allocate(10_000);
        for (Step step : steps.steps()) {
            if (step instanceof Step.SendFrame(Frame frame, FrameDamage damage)) {
                all.put(frame.encoded(damage).toArray());
            }
        }
        return Arrays.copyOf(all.array(), all.position());
    }
}
