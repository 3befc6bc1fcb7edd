package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventStreamReader;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Hostile bytes cost bounded memory and raise only what the reader says it raises. */
class EventStreamFuzzTest {
    private static final int MUTATIONS = 200_000;
    private static final int CLASSES_LOADED = 1_000;
    private static final int LONGEST = 3_000;

    @Test
    void survivesMutatedStreams() throws Exception {
        List<byte[]> streams = streams();
        int[] ends = new int[3];
        for (long seed = 0; seed < MUTATIONS; seed++) {
            var random = new Random(seed);
            byte[] mutated = mutate(streams.get(random.nextInt(streams.size())), random);
            long before = Allocation.soFar();
            try {
                ends[read(mutated, 1 + random.nextInt(LONGEST))]++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
            long allocated = Allocation.soFar() - before;
            if (seed >= CLASSES_LOADED && allocated > 32_000 + 4L * mutated.length) {
                throw new AssertionError("seed " + seed + " allocated " + allocated + " bytes");
            }
        }
        assertThat(ends).as("clean, broken and truncated ends").doesNotContain(0);
    }

    /** Reads to the end, as a caller would; says which of three ends it was. */
    private static int read(byte[] stream, int pieces) throws IOException {
        var reader =
                new EventStreamReader(
                        Pieces.of(pieces, stream), EventStreamReader.DEFAULT_MAX_FRAME);
        try {
            long offset = 0;
            for (EventFrame frame; (frame = reader.next()) != null; offset = reader.offset()) {
                if (reader.offset() < offset + 16 || reader.offset() > stream.length) {
                    throw new AssertionError("a frame of no length at byte " + offset);
                }
                frame.messageType();
                frame.eventType();
                frame.exceptionType();
                frame.errorCode();
                frame.header("x");
                if (frame.payloadLength() < 0
                        || frame.payloadOffset() + frame.payloadLength() > frame.buffer().length) {
                    throw new AssertionError("a payload outside the buffer at byte " + offset);
                }
            }
            return 0;
        } catch (ProtocolException e) {
            return 1;
        } catch (StreamTruncatedException e) {
            return 2;
        }
    }

    private static byte[] mutate(byte[] stream, Random random) {
        byte[] bytes = stream;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = mutateOnce(bytes, random);
        }
        if (random.nextInt(4) > 0) {
            mendAllChecksums(bytes); // or hardly anything would get past them
        }
        return bytes;
    }

    private static byte[] mutateOnce(byte[] bytes, Random random) {
        if (bytes.length < 20) {
            return bytes.clone();
        }
        byte[] copy = bytes.clone();
        int at = random.nextInt(bytes.length - 8);
        int headersAt = random.nextInt(Math.min(120, bytes.length));
        switch (random.nextInt(9)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[headersAt] ^= (byte) (1 << random.nextInt(8));
            case 2 -> copy[headersAt] = (byte) random.nextInt();
            case 3 -> ByteBuffer.wrap(copy).putInt(random.nextInt(2) * 4, random.nextInt());
            case 4 -> ByteBuffer.wrap(copy).putInt(random.nextInt(2) * 4, random.nextInt(400));
            case 5 -> {
                return Arrays.copyOf(copy, at);
            }
            case 6 -> {
                int length = random.nextInt(bytes.length - at);
                return Frames.stream(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, at + length, bytes.length));
            }
            case 7 -> {
                byte[] more = new byte[random.nextInt(300)];
                random.nextBytes(more);
                return Frames.stream(
                        Arrays.copyOf(bytes, at),
                        more,
                        Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(40), bytes.length - Math.max(from, at));
                System.arraycopy(bytes, from, copy, at, length);
            }
        }
        return copy;
    }

    private static void mendAllChecksums(byte[] bytes) {
        for (int at = 0; at + 16 <= bytes.length; ) {
            int length = ByteBuffer.wrap(bytes).getInt(at);
            if (length < 16 || length > bytes.length - at) {
                Frames.mendChecksums(bytes, at, bytes.length);
                return;
            }
            Frames.mendChecksums(bytes, at, at + length);
            at += length;
        }
    }

    /** The beginnings of recorded streams, or streams of our own. */
    private static List<byte[]> streams() {
        var streams = new ArrayList<byte[]>();
        streams.add(
                Frames.stream(
                        Frames.event("messageStart", "{\"role\":\"assistant\"}"),
                        Frames.event("contentBlockDelta", "{\"delta\":{\"text\":\"a\"}}"),
                        Frames.exception("throttlingException", "{\"message\":\"wait\"}"),
                        Frames.error("InternalError", "Straße")));
        streams.add(
                Frames.frame()
                        .header("a", true)
                        .header("b", (byte) 1)
                        .header("c", (short) 1)
                        .header("d", 1)
                        .header("e", 1L)
                        .header("f", new byte[20])
                        .header("x", "größe")
                        .header(":message-type", "event")
                        .bytes());
        try {
            for (Recording recording : EventStreamRecordingsTest.recordings()) {
                byte[] bytes = EventStreamRecordingsTest.bytes(recording);
                streams.add(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST)));
            }
        } catch (TestAbortedException e) {
            // without recordings, our own must do
        }
        return streams;
    }
}
