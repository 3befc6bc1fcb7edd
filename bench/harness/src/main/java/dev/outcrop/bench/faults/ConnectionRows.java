package dev.outcrop.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Row 126: what arrives on a connection after a response. The caller asks a second time. */
final class ConnectionRows {
    private static final String OTHER =
            Answers.answer("[{\"text\":\"Of another question.\"}]", "end_turn");

    private ConnectionRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (CallMode mode : List.of(CallMode.CALL, CallMode.STREAM)) {
            rows.add(
                    again(
                            "126a",
                            "a second response after the response",
                            mode,
                            (asked, connection) -> {
                                Answers.GOOD.answer(asked, connection);
                                if (asked.caller() == 1) {
                                    connection.json(200, Map.of(), OTHER);
                                }
                            }));
            rows.add(
                    again(
                            "126b",
                            "408 and close after the response",
                            mode,
                            (asked, connection) -> {
                                Answers.GOOD.answer(asked, connection);
                                if (asked.caller() == 1) {
                                    connection.json(408, Map.of("Connection", "close"), "");
                                    connection.close();
                                }
                            }));
        }
        return rows;
    }

    private static Row again(String number, String what, CallMode mode, Script script) {
        return new Row(number, what, mode, Right.done(Answers.TEXT).withRequests(2), script)
                .askedAgain();
    }
}
