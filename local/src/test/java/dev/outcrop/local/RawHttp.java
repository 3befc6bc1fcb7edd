package dev.outcrop.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/1.1 as bytes, where a client would hide them. */
final class RawHttp {
    private static final Pattern LENGTH =
            Pattern.compile(
                    "^content-length: (\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private RawHttp() {}

    /** The head as it came, and the pieces of a chunked body, as far as they came. */
    record Answer(String head, List<String> chunks, String rest) {
        String body() {
            return String.join("", chunks);
        }

        byte[] bytes() {
            return body().getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean complete() {
            return rest.equals("0\r\n\r\n");
        }
    }

    static Socket post(LocalBedrock local, String more) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), local.port());
        socket.setSoTimeout(30_000);
        String request =
                "POST /model/anthropic.claude-v2/converse-stream HTTP/1.1\r\nHost: localhost\r\n"
                        + more
                        + "Content-Length: 2\r\n\r\n{}";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** All that is sent until the answer or the connection ends. */
    static Answer answer(LocalBedrock local) throws IOException {
        try (var socket = post(local, "")) {
            return parsed(whole(socket.getInputStream()));
        }
    }

    /** As far as it came. */
    static String whole(InputStream in) throws IOException {
        var all = new StringBuilder();
        int length = -1;
        for (int c; (c = in.read()) >= 0; ) {
            all.append((char) c);
            if (length < 0 && endsWith(all, "\r\n\r\n")) {
                length = all.length() + announced(all);
            }
            if (all.length() == length || (length >= 0 && endsWith(all, "\r\n0\r\n\r\n"))) {
                break;
            }
        }
        return all.toString();
    }

    private static boolean endsWith(StringBuilder all, String end) {
        return all.length() >= end.length()
                && all.substring(all.length() - end.length()).equals(end);
    }

    /** The length that a head announces; more than there can be where it does not. */
    private static int announced(StringBuilder head) {
        Matcher matcher = LENGTH.matcher(head);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1 << 30;
    }

    static String all(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    static Answer parsed(String all) {
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(all, List.of(), "");
        }
        String head = all.substring(0, end + 2);
        String rest = all.substring(end + 4);
        if (!head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            return new Answer(head, rest.isEmpty() ? List.of() : List.of(rest), "0\r\n\r\n");
        }
        List<String> chunks = new ArrayList<>();
        while (rest.contains("\r\n") && !rest.startsWith("0\r\n")) {
            int size = Integer.parseInt(rest.substring(0, rest.indexOf("\r\n")), 16);
            int start = rest.indexOf("\r\n") + 2;
            int stop = Math.min(start + size, rest.length());
            chunks.add(rest.substring(start, stop));
            rest = rest.substring(Math.min(stop + 2, rest.length()));
        }
        return new Answer(head, chunks, rest);
    }
}
