package dev.outcrop.it.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One stream of so many words over a socket of its own, as lean as can be: it only takes times. */
final class PacedStream {
    private static final String PATH = "/model/amazon.nova-lite-v1%3A0/converse-stream";
    private static final String DELTA = "contentBlockDelta";

    private PacedStream() {}

    /**
     * When each delta arrived, by {@code System.nanoTime()}.
     *
     * @throws IOException if the answer is not what was asked for
     */
    static long[] arrivals(URI endpoint, int words) throws IOException {
        try (var socket =
                new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            String body =
                    "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"say "
                            + words
                            + " words\"}]}]}";
            socket.getOutputStream()
                    .write(
                            ("POST "
                                            + PATH
                                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2_048));
            if (!line(in).startsWith("HTTP/1.1 200")) {
                throw new IOException("not answered");
            }
            while (!line(in).isEmpty()) {
                // The headers.
            }
            return deltas(in, words);
        }
    }

    /** The server sends each frame as a chunk of its own. */
    private static long[] deltas(DataInputStream in, int words) throws IOException {
        var arrivals = new long[words];
        int found = 0;
        for (int length; (length = Integer.parseInt(line(in), 16)) > 0; ) {
            byte[] frame = in.readNBytes(length);
            long now = System.nanoTime();
            line(in);
            if (new String(frame, StandardCharsets.ISO_8859_1).contains(DELTA)) {
                arrivals[found++] = now;
            }
        }
        if (found != words) {
            throw new IOException(found + " words in place of " + words);
        }
        return arrivals;
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.readUnsignedByte()) != '\n'; ) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
