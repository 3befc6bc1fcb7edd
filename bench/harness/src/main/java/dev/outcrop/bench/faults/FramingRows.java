package dev.outcrop.bench.faults;

import dev.outcrop.bench.EventMessage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows 39 to 56: the event stream. */
final class FramingRows {
    private static final Right BROKEN = Right.breaksOff(Kind.ANY);
    private static final byte[] MORE = Message.delta("there.");

    private record Failure(String letter, String type, Kind kind, boolean passing) {}

    private static final List<Failure> FAILURES =
            List.of(
                    new Failure("a", "throttlingException", Kind.THROTTLED, true),
                    new Failure("b", "internalServerException", Kind.SERVICE, true),
                    new Failure("c", "serviceUnavailableException", Kind.SERVICE, true),
                    new Failure("d", "modelStreamErrorException", Kind.MODEL, false),
                    new Failure("e", "validationException", Kind.VALIDATION, false));

    private FramingRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(broken("39", "wrong prelude checksum", Message.damaged(MORE, true)));
        rows.add(broken("40", "wrong message checksum", Message.damaged(MORE, false)));
        rows.add(broken("41a", "message of 15 bytes", EventMessage.prelude(15, 0)));
        rows.add(broken("41b", "message of 2^32 - 1 bytes", EventMessage.prelude(-1, 0)));
        rows.add(broken("42", "headers longer than the message", EventMessage.prelude(100, 101)));
        rows.add(broken("46a", "end in a prelude", Arrays.copyOf(MORE, 5)));
        rows.add(broken("46b", "end in the headers", Arrays.copyOf(MORE, 30)));
        rows.add(broken("46c", "end in the payload", Arrays.copyOf(MORE, MORE.length - 9)));
        rows.add(broken("46d", "end in the checksum", Arrays.copyOf(MORE, MORE.length - 2)));
        rows.add(
                stream(
                        "47",
                        "garbage after the last message",
                        Right.doneOrFails(Kind.ANY, 1).withPartial(Answers.TEXT),
                        Answers.metadata(
                                0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})));
        for (Failure failure : FAILURES) {
            exceptions(rows, failure);
        }
        rows.add(broken("52", "unknown exception after 2 deltas", exception("novelException")));
        rows.add(
                broken(
                        "53",
                        "error message after 2 deltas",
                        Message.error("InternalError", "Oh.")));
        rows.add(
                stream(
                        "54a",
                        "exception without payload",
                        Right.breaksOff(Kind.THROTTLED),
                        Answers.halfway(Message.exception("throttlingException", ""))));
        rows.add(
                stream(
                        "54b",
                        "exception with HTML",
                        Right.breaksOff(Kind.THROTTLED),
                        Answers.halfway(Message.exception("throttlingException", "<html>"))));
        rows.add(
                stream(
                        "56",
                        "unknown event",
                        Right.done(Answers.TEXT),
                        Answers.metadata(
                                4,
                                Message.event("futureEvent", "{\"a\":[1]}"),
                                Message.delta("there."),
                                Message.BLOCK_STOP,
                                Message.stop("end_turn"),
                                Message.METADATA)));
        return rows;
    }

    private static void exceptions(List<Row> rows, Failure failure) {
        byte[] exception = exception(failure.type());
        Script first = Answers.messages(Message.START, exception);
        rows.add(
                stream(
                        "51" + failure.letter(),
                        failure.type()
                                + " before the first delta"
                                + (failure.passing() ? ", then a good answer" : ""),
                        failure.passing()
                                ? Right.doneOrFails(failure.kind(), 2)
                                : Right.fails(failure.kind()),
                        failure.passing() ? Script.inTurn(first, Answers.GOOD) : first));
        rows.add(
                stream(
                        "51" + failure.letter(),
                        failure.type() + " after 2 deltas",
                        Right.breaksOff(failure.kind()),
                        Answers.halfway(exception)));
    }

    private static byte[] exception(String type) {
        return Message.exception(type, "{\"message\":\"As the script says.\"}");
    }

    private static Row broken(String number, String what, byte[] rest) {
        return stream(number, what, BROKEN, Answers.halfway(rest));
    }

    private static Row stream(String number, String what, Right right, Script script) {
        return new Row(number, what, CallMode.STREAM, right, script);
    }
}
