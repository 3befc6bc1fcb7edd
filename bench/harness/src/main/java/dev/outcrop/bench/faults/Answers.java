package dev.outcrop.bench.faults;

import java.util.Map;

/** Scripts for answers, whole and broken. */
final class Answers {
    /** What the whole answer says. */
    static final String TEXT = "Hello there.";

    /** What has been said when a stream breaks off. */
    static final String PARTIAL = "Hello ";

    /** A complete answer for a mode. */
    static final Script GOOD =
            (asked, connection) -> {
                if (asked.streaming()) {
                    connection.open();
                    connection.messages(stream());
                    connection.answeredWell(asked.caller());
                    connection.end();
                } else {
                    connection.answeredWell(asked.caller());
                    connection.json(
                            200, Map.of(), answer("[{\"text\":\"" + TEXT + "\"}]", "end_turn"));
                }
            };

    static final String USAGE =
            "\"usage\":{\"inputTokens\":3,\"outputTokens\":1,\"totalTokens\":4},";

    private Answers() {}

    static byte[][] stream() {
        return new byte[][] {
            Message.START,
            Message.delta("Hel"),
            Message.delta("lo "),
            Message.delta("there."),
            Message.BLOCK_STOP,
            Message.stop("end_turn"),
            Message.METADATA
        };
    }

    /** The whole stream with something else in place of its last so many messages. */
    static Script metadata(int cut, byte[]... rest) {
        return (asked, connection) -> {
            byte[][] good = stream();
            connection.open();
            for (int i = 0; i < good.length - cut; i++) {
                connection.messages(good[i]);
            }
            connection.messages(rest);
            connection.end();
        };
    }

    static Script messages(byte[]... messages) {
        return (asked, connection) -> {
            connection.open();
            connection.messages(messages);
            connection.end();
        };
    }

    /** Two deltas that say {@link #PARTIAL}, then what is given, and the end of the body. */
    static Script halfway(byte[]... rest) {
        return (asked, connection) -> {
            begin(connection);
            connection.messages(rest);
            connection.end();
        };
    }

    static void begin(Connection connection) throws java.io.IOException {
        connection.open();
        connection.messages(Message.START, Message.delta("Hel"), Message.delta("lo "));
    }

    static Script error(int status, String type, String said) {
        return (asked, connection) ->
                connection.json(
                        status,
                        Map.of("x-amzn-ErrorType", type + ":http://internal.amazon.com/"),
                        "{\"message\":\"" + said + "\"}");
    }

    static Script raw(int status, Map<String, String> headers, String body) {
        return (asked, connection) -> connection.json(status, headers, body);
    }

    static String answer(String content, String stopReason) {
        return answer(content, stopReason, USAGE);
    }

    /**
     * @param usage the member with a comma after it, more of the kind, or nothing
     */
    static String answer(String content, String stopReason, String usage) {
        return "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                + content
                + "}},\"stopReason\":\""
                + stopReason
                + "\","
                + usage
                + "\"metrics\":{\"latencyMs\":12}}";
    }
}
