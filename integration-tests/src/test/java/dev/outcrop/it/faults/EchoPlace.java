package dev.outcrop.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.local.wire.Frame;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/** A place of a response in which a server repeats the request. */
enum EchoPlace {
    REASON_PHRASE(echo -> "HTTP/1.1 400 " + echo + "\r\nContent-Length: 0\r\n\r\n"),
    STATUS_LINE(echo -> echo + "\r\n\r\n"),
    STATUS(echo -> "HTTP/1.1 " + echo + "\r\n\r\n"),
    VERSION(echo -> "HTTP/" + echo + " 200 OK\r\n\r\n"),
    HEADER_LINE(echo -> "HTTP/1.1 200 OK\r\n" + echo.replace(":", "") + "\r\n\r\n"),
    CONTENT_LENGTH(echo -> "HTTP/1.1 200 OK\r\nContent-Length: " + echo + "\r\n\r\n"),
    TRANSFER_ENCODING(echo -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + echo + "\r\n\r\n"),
    CONTENT_TYPE(
            echo -> "HTTP/1.1 200 OK\r\nContent-Type: " + echo + "\r\nContent-Length: 0\r\n\r\n"),
    CONTENT_ENCODING(
            echo ->
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: "
                            + echo
                            + "\r\nContent-Length: 2\r\n\r\n{}"),
    REDIRECT(
            echo ->
                    "HTTP/1.1 302 Found\r\nLocation: http://h/?"
                            + echo
                            + "\r\nContent-Length: 0\r\n\r\n"),
    REQUEST_ID(echo -> error(403, "x-amzn-RequestId: " + echo, "{\"message\":\"no\"}")),
    SHORT_REQUEST_ID(
            echo ->
                    error(
                            403,
                            "x-amzn-RequestId: " + "i".repeat(70) + " " + words(echo),
                            "{\"message\":\"no\"}")),
    ERROR_TYPE(echo -> error(400, "x-amzn-ErrorType: " + echo, "{\"message\":\"no\"}")),
    RETRY_AFTER(echo -> error(429, "Retry-After: " + echo, "{\"message\":\"no\"}")),
    PROXY_AUTHENTICATE(echo -> error(407, "Proxy-Authenticate: " + words(echo), "no")),
    PROXY_PAGE(echo -> error(502, "X-A: b", "<html>" + echo + "</html>")),
    ERROR_MESSAGE(echo -> error(400, "X-A: b", "{\"message\":" + Canaries.json(echo) + "}")),
    ERROR_CODE(echo -> error(400, "X-A: b", "{\"__type\":" + Canaries.json(echo) + "}")),
    VENDOR_ERROR(
            echo ->
                    error(
                            500,
                            "X-A: b",
                            "{\"error\":{\"type\":"
                                    + Canaries.json(words(echo))
                                    + ",\"message\":"
                                    + Canaries.json(echo)
                                    + "}}")),
    LONG_ERROR(
            echo ->
                    error(
                            400,
                            "X-A: b",
                            "{\"message\":"
                                    + Canaries.json("x".repeat(1_985) + words(echo))
                                    + "}")),
    ERROR_PAGE(echo -> error(404, "X-A: b", "<p>" + echo.replace("+", "&#43;") + "</p>")),
    ERROR_TEXT(echo -> error(503, "X-A: b", "x".repeat(185) + words(echo))),
    CHUNK_SIZE(echo -> chunked("application/json", "5\r\n{\"a\":\r\n" + words(echo) + "\r\n")),
    NO_JSON(echo -> answer("application/json", echo)),
    WRONG_JSON(echo -> answer("application/json", "[" + Canaries.json(echo) + "]")),
    STOP_REASON(
            echo ->
                    answer(
                            "application/json",
                            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":"
                                    + "\"Good.\"}]}},\"stopReason\":"
                                    + Canaries.json(echo)
                                    + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                                    + "\"content\":\"Good.\"},\"finish_reason\":"
                                    + Canaries.json(echo)
                                    + "}],\"content\":[{\"type\":\"text\",\"text\":\"Good.\"}],"
                                    + "\"stop_reason\":"
                                    + Canaries.json(echo)
                                    + "}")),
    STREAM_CHUNK_SIZE(echo -> chunked(Answers.STREAM, "2\r\nab\r\n" + words(echo) + "\r\n")),
    EXCEPTION_TYPE(echo -> frames(Frame.exception(echo, "{\"message\":\"no\"}"))),
    EXCEPTION_MESSAGE(
            echo ->
                    frames(
                            Frame.exception(
                                    "throttlingException",
                                    "{\"message\":" + Canaries.json(echo) + "}"))),
    ERROR_FRAME(echo -> frames(Frame.error(words(echo), echo))),
    BROKEN_EVENT(echo -> frames(Frame.event("contentBlockDelta", echo))),
    UNKNOWN_EVENT(echo -> frames(Frame.event("novelty", echo))),
    BLOCK_OF_A_KIND(
            echo ->
                    frames(
                            Frame.event("messageStart", "{\"role\":\"assistant\"}"),
                            Frame.event(
                                    "contentBlockStart",
                                    "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"name\":"
                                            + Canaries.json(echo)
                                            + "}}}"),
                            Frame.event(
                                    "messageStop",
                                    "{\"stopReason\":" + Canaries.json(echo) + "}"))),
    NOT_A_FRAME(echo -> answer(Answers.STREAM, echo)),
    SSE_ERROR(
            echo ->
                    answer(
                            "text/event-stream",
                            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
                                    + Canaries.json(words(echo))
                                    + ",\"message\":"
                                    + Canaries.json(echo)
                                    + "}}\n\n")),
    SSE_LONG_ERROR(
            echo ->
                    answer(
                            "text/event-stream",
                            "data: {\"error\":{\"message\":"
                                    + Canaries.json("x".repeat(1_985) + words(echo))
                                    + "}}\n\n")),
    SSE_NO_JSON(echo -> answer("text/event-stream", "data: " + echo + "\n\n"));

    @SuppressWarnings("ImmutableEnumChecker") // they keep nothing
    private final Function<String, Object> response;

    EchoPlace(Function<String, Object> response) {
        this.response = response;
    }

    byte[] response(String echo) {
        Object made = response.apply(echo);
        return made instanceof String text ? text.getBytes(UTF_8) : (byte[]) made;
    }

    /** The last secret first, so that each length of an excerpt cuts another one. */
    private static String words(String echo) {
        return echo.substring(echo.lastIndexOf(' ') + 1) + "_" + echo.replace(' ', '_');
    }

    private static String error(int status, String header, String body) {
        return "HTTP/1.1 "
                + status
                + " No\r\nContent-Type: application/json\r\n"
                + header
                + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String answer(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String chunked(String type, String chunks) {
        return "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunks;
    }

    private static byte[] frames(Frame... frames) {
        var out = new ByteArrayOutputStream();
        var body = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            body.writeBytes(frame.encoded().toArray());
        }
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: "
                        + Answers.STREAM
                        + "\r\nContent-Length: "
                        + body.size()
                        + "\r\n\r\n";
        out.writeBytes(head.getBytes(ISO_8859_1));
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }
}
