package dev.outcrop.bench.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows 0 to 22: no fault, and what the network does. */
final class NetworkRows {
    private static final Right GOOD = Right.done(Answers.TEXT);
    private static final Script SILENT = (asked, connection) -> connection.awaitClose();
    private static final Script STALLED =
            (asked, connection) -> {
                Answers.begin(connection);
                connection.awaitClose();
            };
    private static final Script GOOD_ONCE =
            (asked, connection) -> {
                Answers.GOOD.answer(asked, connection);
                connection.close();
            };
    private static final Script REDIRECT =
            (asked, connection) ->
                    connection.json(
                            302,
                            Map.of("Location", "http://localhost:" + connection.port() + "/other"),
                            "");

    private NetworkRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(new Row("0", "no fault", mode, GOOD, Answers.GOOD));
        }
        rows.add(
                new Row(
                                "0b",
                                "no fault, tool call",
                                CallMode.STREAM,
                                Right.done(Right.ANY_TEXT).withRequests(2).withTools(1),
                                Script.inTurn(MeaningRows.toolCall(), Answers.GOOD))
                        .withTool());
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(
                    new Row(
                            "5",
                            "closed before the response head, once",
                            mode,
                            Right.doneOrFails(Kind.ANY, 2),
                            Script.inTurn(
                                    (asked, connection) -> connection.close(), Answers.GOOD)));
        }
        Right late = Right.fails(Kind.TIMEOUT);
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(
                    new Row("7a", "no response byte; call timeout 2 s", mode, late, SILENT)
                            .withLimits(Limits.TOTAL));
        }
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(
                    new Row("7b", "no response byte; read timeout 2 s", mode, late, SILENT)
                            .withLimits(Limits.SILENCE)
                            .within(60));
        }
        Right partial = Right.breaksOff(Kind.TIMEOUT);
        rows.add(
                new Row(
                                "8a",
                                "stall after 2 deltas; call timeout 2 s",
                                CallMode.STREAM,
                                partial,
                                STALLED)
                        .withLimits(Limits.TOTAL));
        rows.add(
                new Row(
                                "8b",
                                "stall after 2 deltas; read timeout 2 s",
                                CallMode.STREAM,
                                partial,
                                STALLED)
                        .withLimits(Limits.SILENCE)
                        .within(60));
        rows.add(
                stream(
                        "9",
                        "RST after 2 deltas",
                        Right.breaksOff(Kind.ANY),
                        (asked, connection) -> {
                            Answers.begin(connection);
                            Thread.sleep(200); // so that what was sent is read first
                            connection.reset();
                        }));
        rows.add(
                stream(
                        "10",
                        "FIN without the last chunk",
                        Right.breaksOff(Kind.ANY),
                        (asked, connection) -> {
                            Answers.begin(connection);
                            connection.close();
                        }));
        rows.add(
                new Row(
                        "10",
                        "FIN in the middle of the body",
                        CallMode.CALL,
                        Right.fails(Kind.ANY).withRequests(Right.ANY_NUMBER),
                        (asked, connection) -> {
                            connection.send(
                                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: 200\r\n\r\n{\"output\":");
                            connection.close();
                        }));
        rows.add(
                stream(
                        "11",
                        "clean end, no messageStop",
                        Right.breaksOff(Kind.ANY),
                        Answers.halfway()));
        rows.add(stream("12", "messageStop, no metadata", GOOD, Answers.metadata(1)));
        rows.add(stream("17", "one byte per write", GOOD, NetworkRows::dribble));
        rows.add(stream("17b", "messages cut in the middle", GOOD, NetworkRows::split));
        rows.add(
                stream(
                        "18",
                        "all messages in one write",
                        GOOD,
                        Answers.messages(Message.joined(Answers.stream()))));
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(
                    new Row(
                                    "19",
                                    "pooled connection closed while idle",
                                    mode,
                                    GOOD.withRequests(2),
                                    GOOD_ONCE)
                            .askedAgain());
        }
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(new Row("22", "302 to another host", mode, Right.fails(Kind.ANY), REDIRECT));
        }
        return rows;
    }

    private static Row stream(String number, String what, Right right, Script script) {
        return new Row(number, what, CallMode.STREAM, right, script);
    }

    private static void dribble(Asked asked, Connection connection) throws IOException {
        connection.open();
        for (byte b : Message.joined(Answers.stream())) {
            connection.messages(new byte[] {b});
        }
        connection.end();
    }

    /** Cuts every message, and sends each second half with the first half of the next one. */
    private static void split(Asked asked, Connection connection)
            throws IOException, InterruptedException {
        connection.open();
        byte[] rest = {};
        for (byte[] message : Answers.stream()) {
            int half = message.length / 2;
            connection.messages(Message.joined(rest, Arrays.copyOf(message, half)));
            rest = Arrays.copyOfRange(message, half, message.length);
            Thread.sleep(20);
        }
        connection.messages(rest);
        connection.end();
    }
}
