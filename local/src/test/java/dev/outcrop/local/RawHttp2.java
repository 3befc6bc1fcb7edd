package dev.outcrop.local;

import dev.outcrop.local.wire.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request over HTTP/2 with prior knowledge, and the frames that came back. */
final class RawHttp2 {
    static final int DATA = 0;
    static final int RST_STREAM = 3;
    static final int GO_AWAY = 7;

    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private RawHttp2() {}

    record Received(int type, int flags, int stream, Bytes payload) {
        /** The number that starts at a place of the payload. */
        int number(int at) {
            return ByteBuffer.wrap(payload.toArray()).getInt(at);
        }

        boolean endsTheStream() {
            return (flags & END_STREAM) != 0;
        }
    }

    /** All frames up to a reset, an end of the stream, or of the connection. */
    static List<Received> post(LocalBedrock local) throws IOException {
        return post(local, List.of(":authority", "localhost"));
    }

    /** The same with other headers: names and values, one after the other. */
    static List<Received> post(LocalBedrock local, List<String> more) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            var out = new ByteArrayOutputStream();
            out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            frame(out, SETTINGS, 0, 0, new byte[0]);
            frame(out, HEADERS, END_HEADERS, 1, headers(more));
            frame(out, DATA, END_STREAM, 1, "{}".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(out.toByteArray());
            return received(new DataInputStream(socket.getInputStream()));
        }
    }

    private static List<Received> received(DataInputStream in) throws IOException {
        List<Received> frames = new ArrayList<>();
        try {
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                var frame = new Received(type, flags, stream, Bytes.of(in.readNBytes(length)));
                frames.add(frame);
                boolean over =
                        type == RST_STREAM
                                || ((type == DATA || type == HEADERS) && frame.endsTheStream());
                if (over) {
                    return frames;
                }
            }
        } catch (EOFException | SocketException e) {
            return frames;
        }
    }

    private static byte[] headers(List<String> more) {
        var out = new ByteArrayOutputStream();
        literal(out, ":method", "POST");
        literal(out, ":scheme", "http");
        literal(out, ":path", "/model/anthropic.claude-v2/converse-stream");
        for (int i = 0; i < more.size(); i += 2) {
            literal(out, more.get(i), more.get(i + 1));
        }
        return out.toByteArray();
    }

    /** HPACK: a literal, not indexed, with a new name, without Huffman's code. */
    private static void literal(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(value.length());
        out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static void frame(
            ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(9);
        head.put((byte) 0).putShort((short) payload.length);
        head.put((byte) type).put((byte) flags).putInt(stream);
        out.writeBytes(head.array());
        out.writeBytes(payload);
    }
}
