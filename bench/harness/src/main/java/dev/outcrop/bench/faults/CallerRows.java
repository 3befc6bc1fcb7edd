package dev.outcrop.bench.faults;

import java.util.List;

/** Rows 100 to 124: what the caller does, and many callers. */
final class CallerRows {
    private static final int MANY = 16;

    private CallerRows() {}

    static List<Row> rows() {
        byte[] throttled =
                Message.exception("throttlingException", "{\"message\":\"Too many tokens.\"}");
        return List.of(
                new Row(
                        "100",
                        "cancelled after 2 deltas: connection freed",
                        CallMode.CANCEL,
                        Right.fails(Kind.ANY),
                        (asked, connection) -> {
                            Answers.begin(connection);
                            connection.awaitClose();
                        }),
                new Row(
                                "102",
                                "the callback throws on the first delta",
                                CallMode.STREAM,
                                Right.fails(Kind.CALLBACK).withPartial(Answers.TEXT),
                                Answers.GOOD)
                        .throwingCallback(),
                new Row(
                                "124a",
                                "429, then a good answer; 16 callers at once",
                                CallMode.STREAM,
                                Right.doneOrFails(Kind.THROTTLED, 2),
                                Script.inTurn(
                                        Answers.error(
                                                429, "ThrottlingException", "Too many tokens."),
                                        Answers.GOOD))
                        .withCallers(MANY),
                new Row(
                                "124b",
                                "throttled after 2 deltas, then a good answer; 16 callers",
                                CallMode.STREAM,
                                Right.breaksOff(Kind.THROTTLED),
                                Script.inTurn(Answers.halfway(throttled), Answers.GOOD))
                        .withCallers(MANY));
    }
}
