package dev.outcrop.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.internal.transport.Allocation;
import dev.outcrop.internal.transport.Frames;
import dev.outcrop.internal.transport.Pieces;
import dev.outcrop.internal.transport.RightStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

class EventStreamReaderTest {
    private static final byte[] START = Frames.event("messageStart", "{\"role\":\"assistant\"}");
    private static final byte[] DELTA =
            Frames.event(
                    "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\"}}");

    @Test
    void readsAnEvent() throws Exception {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "000000760000005296d5fade0b3a6576656e742d7479706507000c6d6573736167"
                                        + "6553746172740d3a636f6e74656e742d747970650700106170706c69"
                                        + "636174696f6e2f6a736f6e0d3a6d6573736167652d74797065070005"
                                        + "6576656e747b22726f6c65223a22617373697374616e74227d6fa8c5"
                                        + "99");
        EventStreamReader reader = reader(bytes);

        EventFrame frame = next(reader);

        assertThat(frame.messageType()).isEqualTo("event");
        assertThat(frame.eventType()).isEqualTo("messageStart");
        assertThat(frame.contentType()).isEqualTo("application/json");
        assertThat(frame.exceptionType()).isNull();
        assertThat(payload(frame)).isEqualTo("{\"role\":\"assistant\"}");
        assertThat(reader.offset()).isEqualTo(bytes.length);
        assertThat(reader.next()).isNull();
        assertThat(bytes).isEqualTo(START);
    }

    @Test
    void readsAnException() throws Exception {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "000000b0000000614f5086b30f3a657863657074696f6e2d747970650700137468"
                                        + "726f74746c696e67457863657074696f6e0d3a636f6e74656e742d74"
                                        + "7970650700106170706c69636174696f6e2f6a736f6e0d3a6d657373"
                                        + "6167652d74797065070009657863657074696f6e7b226d6573736167"
                                        + "65223a22546f6f206d616e7920746f6b656e732c20706c6561736520"
                                        + "77616974206265666f726520747279696e6720616761696e2e227df7"
                                        + "0ae57f");

        EventFrame frame = next(reader(bytes));

        assertThat(frame.messageType()).isEqualTo("exception");
        assertThat(frame.exceptionType()).isEqualTo("throttlingException");
        assertThat(frame.eventType()).isNull();
        assertThat(payload(frame)).startsWith("{\"message\":\"Too many tokens");
        assertThat(bytes).isEqualTo(Frames.exception("throttlingException", payload(frame)));
    }

    @Test
    void readsAnError() throws Exception {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "000000750000006569c825010b3a6572726f722d636f646507000d496e7465726e"
                                        + "616c4572726f720e3a6572726f722d6d657373616765070021416e20"
                                        + "696e7465726e616c20736572766572206572726f72206f6363757272"
                                        + "65640d3a6d6573736167652d747970650700056572726f72b014c750");

        EventFrame frame = next(reader(bytes));

        assertThat(frame.messageType()).isEqualTo("error");
        assertThat(frame.errorCode()).isEqualTo("InternalError");
        assertThat(frame.errorMessage()).isEqualTo("An internal server error occurred");
        assertThat(frame.payloadLength()).isZero();
    }

    @Test
    void readsAnEventOfAnUnknownType() throws Exception {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "0000006800000051d00c82870b3a6576656e742d7479706507000b667574757265"
                                        + "4576656e740d3a636f6e74656e742d747970650700106170706c6963"
                                        + "6174696f6e2f6a736f6e0d3a6d6573736167652d7479706507000565"
                                        + "76656e747b2278223a317dcc8165a3");

        EventFrame frame = next(reader(bytes));

        assertThat(frame.messageType()).isEqualTo("event");
        assertThat(frame.eventType()).isEqualTo("futureEvent");
        assertThat(payload(frame)).isEqualTo("{\"x\":1}");
    }

    @Test
    void readsManyFramesOfOneReadInOrder() throws Exception {
        byte[][] frames = new byte[100][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = Frames.event("contentBlockDelta", Integer.toString(i));
        }
        EventStreamReader reader = reader(Frames.stream(frames));

        long length = 0;
        for (int i = 0; i < frames.length; i++) {
            EventFrame frame = next(reader);
            assertThat(frame.position()).isEqualTo(length);
            assertThat(payload(frame)).isEqualTo(Integer.toString(i));
            length += frames[i].length;
            assertThat(reader.offset()).isEqualTo(length);
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    void anEmptyStreamEndsAtOnce() throws Exception {
        EventStreamReader reader = reader();

        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.offset()).isZero();
    }

    @Test
    void readsAFrameWithoutPayload() throws Exception {
        assertThat(next(reader(Frames.event("ping", ""))).payloadLength()).isZero();
    }

    @Test
    void readsHeadersOfAllTypes() throws Exception {
        byte[] bytes =
                Frames.frame()
                        .header("yes", true)
                        .header("no", false)
                        .header("byte", (byte) -49)
                        .header("short", (short) 42)
                        .header("int", 40972)
                        .header("long", 42424242L)
                        .header("bytes", "I'm a little teapot!".getBytes(UTF_8))
                        .header("empty", "")
                        .header("time", Instant.ofEpochMilli(8675309))
                        .header("id", new UUID(1, 2))
                        .header("größe", "Straße 東京 🗼")
                        .header(":message-type", "event")
                        .bytes();

        EventFrame frame = next(reader(bytes));

        assertThat(frame.headers().count()).isEqualTo(12);
        assertThat(frame.messageType()).isEqualTo("event");
        assertThat(frame.header("größe")).isEqualTo("Straße 東京 🗼");
        assertThat(frame.header("empty")).isEmpty();
        assertThat(frame.header("int")).as("no string").isNull();
        assertThat(frame.header("absent")).isNull();
    }

    @Test
    void readsTheLongestNameAndValue() throws Exception {
        String name = "n".repeat(255);
        String value = "v".repeat(65_535);

        EventFrame frame = next(reader(Frames.frame().header(name, value).bytes()));

        assertThat(frame.header(name)).isEqualTo(value);
    }

    @Test
    void reads1024HeadersAndRefusesMore() throws Exception {
        Frames most = Frames.frame();
        Frames tooMany = Frames.frame();
        for (int i = 0; i < 1_024; i++) {
            most.header("h" + i, i);
            tooMany.header("h" + i, i);
        }
        tooMany.header("one more", true);

        assertThat(next(reader(most.bytes())).headers().count()).isEqualTo(1_024);
        assertBroken(tooMany.bytes(), "at most 1024 headers in a frame");
    }

    @Test
    void refusesAWrongChecksumOfThePrelude() {
        byte[] wrong = Frames.frame().payload("{}").wrongPreludeChecksum().bytes();

        assertBroken(wrong, "byte 8: expected the checksum of the prelude to be 0x");
    }

    @Test
    void refusesAWrongChecksumOfAFrameAndNeverGoesOn() throws Exception {
        byte[] wrong = Frames.frame().payload("{}").wrongChecksum().bytes();
        EventStreamReader reader = reader(START, wrong, DELTA);
        next(reader);

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(reader::next)
                    .withMessageContaining(
                            "byte " + (START.length + 14) + ": expected the checksum of the frame");
        }
    }

    @Test
    void refusesEachFlippedBit() {
        for (int bit = 0; bit < 8 * START.length; bit++) {
            byte[] flipped = START.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatExceptionOfType(ProtocolException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> reader(flipped, DELTA).next())
                    .withMessageContaining("checksum");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, Integer.MIN_VALUE, -1, EventStreamReader.DEFAULT_MAX_FRAME + 1})
    void refusesAnImpossibleLength(int length) {
        byte[] frame = Frames.frame().payload("{}").saysLength(length).bytes();

        assertBroken(
                frame,
                "byte 0: expected a frame of 16 to 25296912 bytes, found one of "
                        + Integer.toUnsignedString(length));
    }

    @Test
    void refusesAFrameBeyondTheLimitThatWasAskedFor() throws Exception {
        assertThat(new EventStreamReader(Pieces.whole(START), START.length).next()).isNotNull();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(
                        () -> new EventStreamReader(Pieces.whole(START), START.length - 1).next());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventStreamReader(InputStream.nullInputStream(), 15));
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "100, 2", "-2147483648, 2", "-1, 2"})
    void refusesHeadersLongerThanTheFrame(int headersLength, int most) {
        byte[] frame = Frames.frame().payload("{}").saysHeadersLength(headersLength).bytes();

        assertBroken(
                frame,
                "byte 4: expected headers of at most "
                        + most
                        + " bytes in a frame of 18, found "
                        + Integer.toUnsignedString(headersLength));
    }

    @Test
    void refusesHeadersBeyond128KiB() {
        byte[] frame =
                Frames.frame()
                        .payload(new byte[200_000])
                        .saysHeadersLength((128 << 10) + 1)
                        .bytes();

        assertBroken(frame, "expected headers of at most 131072 bytes");
    }

    @Test
    void takesNoMemoryForBytesThatHaveNotArrived() {
        byte[] promise = Frames.frame().saysLength(24 << 20).bytes();
        EventStreamReader reader = reader(promise);

        long before = Allocation.soFar();
        assertThatExceptionOfType(StreamTruncatedException.class).isThrownBy(reader::next);
        assertThat(Allocation.soFar() - before).isLessThan(1 << 20);
    }

    @Test
    void readsALargeFrameBetweenSmallOnes() throws Exception {
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        byte[] middle = Frames.frame().payload(large).bytes();
        byte[] stream = Frames.stream(START, middle, DELTA, DELTA, DELTA, DELTA);
        var reader =
                new EventStreamReader(Pieces.of(300, stream), EventStreamReader.DEFAULT_MAX_FRAME);

        assertThat(next(reader).eventType()).isEqualTo("messageStart");
        assertThat(payload(next(reader))).isEqualTo("x".repeat(large.length));
        assertThat(payload(next(reader))).contains("delta");
        assertThat(payload(next(reader))).contains("delta");
        assertThat(payload(next(reader))).contains("delta");
        assertThat(next(reader).buffer()).as("small again").hasSize(1 << 10);
        assertThat(reader.next()).isNull();
    }

    @Test
    void readsTheLargestFrame() throws Exception {
        byte[] payload = new byte[EventStreamReader.DEFAULT_MAX_FRAME - 16];

        EventFrame frame = next(reader(Frames.frame().payload(payload).bytes()));

        assertThat(frame.payloadLength()).isEqualTo(payload.length);
        assertThat(frame.buffer()).hasSize(EventStreamReader.DEFAULT_MAX_FRAME);
    }

    @Test
    void refusesAnEmptyHeaderName() {
        assertBroken(Frames.frame().header("", true).bytes(), "byte 12: expected a header name");
    }

    @Test
    void refusesAHeaderNameThatDoesNotEnd() {
        assertBroken(
                Frames.frame().header("a", true).rawHeaders(5, 'a', 'b').bytes(),
                "byte 15: expected a header name within the 2 bytes left, found one of 5");
        assertBroken(
                Frames.frame().rawHeaders(1, 'a').bytes(),
                "byte 12: expected a header name within");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 127, 128, 255})
    void refusesAnUnknownHeaderType(int type) {
        assertBroken(
                Frames.frame().rawHeaders(1, 'a', type, 0, 0).bytes(),
                "byte 14: expected a header type from 0 to 9, found " + type);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 1", "4, 3", "5, 7", "6, 0", "6, 1", "7, 0", "7, 1", "8, 7", "9, 15"})
    void refusesAHeaderValueThatDoesNotEnd(int type, int bytesLeft) {
        int[] header = Arrays.copyOf(new int[] {1, 'a', type}, 3 + bytesLeft);

        assertBroken(
                Frames.frame().rawHeaders(header).payload("0123456789abcdef").bytes(),
                "byte 14: expected a header value that ends with the headers, " + bytesLeft);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void refusesAHeaderValueThatEndsInThePayload(int type) {
        assertBroken(
                Frames.frame().rawHeaders(1, 'a', type, 0, 3, 'x', 'y').payload("z").bytes(),
                "byte 14: expected a header value that ends with the headers");
    }

    @Test
    void refusesADuplicateHeader() {
        assertBroken(
                Frames.frame().header("a", 1).header("b", 2).header("a", "x").bytes(),
                "byte 26: expected each header once");
        assertBroken(
                Frames.frame()
                        .header(":event-type", "metadata")
                        .header(":event-type", "metadata")
                        .bytes(),
                "byte 35: expected each header once");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertBroken(
                Frames.frame().rawHeaders(1, 0xFF, 0).bytes(),
                "byte 13: expected a header name in UTF-8");
        assertBroken(
                Frames.frame().rawHeaders(1, 'a', 7, 0, 3, 'b', 0xC3, 0x28).bytes(),
                "byte 17: expected a header value in UTF-8");
    }

    @Test
    void takesAnyBytesWhereNoTextIsMeant() throws Exception {
        EventFrame frame =
                next(reader(Frames.frame().rawHeaders(1, 'a', 6, 0, 2, 0xC3, 0x28).bytes()));

        assertThat(frame.headers().valueLength(0)).isEqualTo(2);
    }

    @Test
    void placesAreThoseOfTheStreamNotOfTheFrame() throws Exception {
        EventStreamReader reader = reader(START, DELTA, Frames.frame().header("", 1).bytes());
        next(reader);
        next(reader);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(reader::next)
                .withMessageContaining("byte " + (START.length + DELTA.length + 12) + ":");
    }

    @Test
    void refusesAMessageTypeThatIsMissingOrUnknown() throws Exception {
        for (byte[] frame :
                new byte[][] {
                    Frames.frame().header(":event-type", "chunk").bytes(),
                    Frames.frame().header(":message-type", 1).bytes(),
                    Frames.frame().header(":message-type", "Event").bytes(),
                    Frames.frame().header(":message-type", "").bytes()
                }) {
            EventStreamReader reader = reader(START, frame);
            next(reader);
            EventFrame odd = next(reader);

            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(odd::messageType)
                    .withMessageContaining("frame at byte " + START.length)
                    .withMessageContaining("event, exception or error");
        }
    }

    @Test
    void tellsHowMuchOfWhichPartHadArrived() {
        byte[] frame = Frames.frame().header("a", "bc").payload("12345").bytes();
        String[] expected = {
            "prelude 1 of 12",
            "headers 0 of 7",
            "headers 6 of 7",
            "payload 0 of 5",
            "payload 4 of 5",
            "checksum 0 of 4",
            "checksum 3 of 4"
        };
        int[] cuts = {1, 12, 18, 19, 23, 24, 27};

        for (int i = 0; i < cuts.length; i++) {
            byte[] cut = Arrays.copyOf(frame, cuts[i]);
            assertThatExceptionOfType(StreamTruncatedException.class)
                    .isThrownBy(() -> reader(cut).next())
                    .withMessageContaining("ended at byte " + cut.length + ",")
                    .withMessageContaining(expected[i] + " bytes");
        }
    }

    @Test
    void aStreamCutAnywhereIsTruncatedUnlessItIsCutBetweenFrames() throws Exception {
        byte[] stream = Frames.stream(START, DELTA, DELTA, Frames.event("messageStop", ""));
        var whole = new RightStream(stream);
        for (int k = 0; k <= stream.length; k++) {
            whole.assertCutAt(k);
        }
    }

    @Test
    void frameAfterFrameCostsNoMemory() throws Exception {
        byte[][] frames = new byte[1_000][];
        Arrays.fill(frames, DELTA);
        byte[] stream = Frames.stream(frames);
        countDeltas(stream); // loads what is loaded once

        EventStreamReader reader = reader(stream);
        next(reader);
        long before = Allocation.soFar();
        int events = countDeltas(reader);
        long perEvent = (Allocation.soFar() - before) / events;

        assertThat(events).isEqualTo(999);
        assertThat(perEvent).isLessThan(2);
    }

    @Test
    void whatTheStreamThrowsPassesUnchangedAndReadingMayGoOn() throws Exception {
        var timeout = new SocketTimeoutException("Read timed out");
        var stream =
                new FilterInputStream(Pieces.splitAt(20, DELTA)) {
                    private int reads;

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        if (++reads == 2) {
                            throw timeout;
                        }
                        return super.read(to, offset, length);
                    }
                };
        var reader = new EventStreamReader(stream, EventStreamReader.DEFAULT_MAX_FRAME);

        assertThatExceptionOfType(IOException.class).isThrownBy(reader::next).isSameAs(timeout);
        assertThat(next(reader).eventType()).isEqualTo("contentBlockDelta");
    }

    @Test
    void aStreamThatReturnsNothingIsNotAskedForever() {
        var idle =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) {
                        return 0;
                    }
                };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new EventStreamReader(idle, 100).next())
                .withMessageContaining("no bytes");
    }

    @Test
    void messagesNeverQuoteTheStream() {
        byte[] secret = "secret-secret-secret-secret".getBytes(UTF_8);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader(secret).next())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    private static int countDeltas(byte[] stream) throws IOException {
        return countDeltas(reader(stream));
    }

    private static int countDeltas(EventStreamReader reader) throws IOException {
        int count = 0;
        for (EventFrame frame; (frame = reader.next()) != null; ) {
            if (frame.messageType().equals("event")
                    && "contentBlockDelta".equals(frame.eventType())
                    && "application/json".equals(frame.contentType())) {
                count++;
            }
        }
        return count;
    }

    private static void assertBroken(byte[] stream, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader(stream).next())
                .withMessageStartingWith("The event stream is broken at byte ")
                .withMessageContaining(message);
    }

    private static EventStreamReader reader(byte[]... frames) {
        return new EventStreamReader(
                Pieces.whole(Frames.stream(frames)), EventStreamReader.DEFAULT_MAX_FRAME);
    }

    private static EventFrame next(EventStreamReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static String payload(EventFrame frame) {
        return new String(frame.buffer(), frame.payloadOffset(), frame.payloadLength(), UTF_8);
    }
}
