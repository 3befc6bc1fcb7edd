package dev.outcrop.it.faults;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions such as {@code q-17}, and answers of Converse that repeat them. */
final class Echo {
    /** What servers say before they close an idle connection. */
    static final String TIMED_OUT =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private static final Pattern QUESTION = Pattern.compile("q-\\d+");

    private Echo() {}

    /** Reads a request and returns its question; blank if it has none. */
    static String question(FaultServer.Connection connection) throws IOException {
        Matcher question = QUESTION.matcher(connection.requestBody());
        return question.find() ? question.group() : "";
    }

    /** A whole response. */
    static String answer(String text) {
        String body =
                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\""
                        + text
                        + "\"}]}},\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,"
                        + "\"outputTokens\":1,\"totalTokens\":2},\"metrics\":{\"latencyMs\":1}}";
        return "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** Answers each request, until the client closes. */
    static void answerAll(FaultServer.Connection connection) throws IOException {
        while (true) {
            connection.send(answer(question(connection)));
        }
    }
}
