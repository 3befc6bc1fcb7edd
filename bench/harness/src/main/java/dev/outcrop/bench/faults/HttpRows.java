package dev.outcrop.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows 23 to 35: what HTTP says. */
final class HttpRows {
    private static final List<CallMode> BOTH = List.of(CallMode.CALL, CallMode.STREAM);
    private static final Script THROTTLED =
            Answers.error(
                    429,
                    "ThrottlingException",
                    "Too many tokens, please wait before trying again.");
    private static final Script DAY =
            Answers.error(
                    429,
                    "ThrottlingException",
                    "Too many tokens per day, please wait before trying again.");
    private static final Script NOT_READY =
            Answers.error(429, "ModelNotReadyException", "The model is not ready.");
    private static final Script UNAVAILABLE = Answers.raw(503, Map.of(), "");

    private HttpRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (CallMode mode : BOTH) {
            rows.add(
                    new Row(
                            "23",
                            "429, then a good answer",
                            mode,
                            Right.doneOrFails(Kind.THROTTLED, 2),
                            Script.inTurn(THROTTLED, Answers.GOOD)));
        }
        for (CallMode mode : BOTH) {
            rows.add(
                    new Row("24", "429 on every request", mode, any(Kind.THROTTLED), THROTTLED)
                            .within(170));
        }
        for (CallMode mode : BOTH) {
            Right once = Right.fails(Kind.THROTTLED);
            rows.add(new Row("25", "429, daily quota used up", mode, once, DAY));
        }
        rows.add(
                new Row(
                        "26",
                        "429 not ready, twice, then a good answer",
                        CallMode.STREAM,
                        Right.doneOrFails(Kind.NOT_READY, 3),
                        Script.inTurn(NOT_READY, NOT_READY, Answers.GOOD)));
        for (CallMode mode : BOTH) {
            rows.add(
                    new Row(
                            "27a",
                            "503, then a good answer",
                            mode,
                            Right.doneOrFails(Kind.SERVICE, 2),
                            Script.inTurn(UNAVAILABLE, Answers.GOOD)));
        }
        for (int status : new int[] {500, 502, 503, 504}) {
            var html = Map.of("Content-Type", "text/html");
            rows.add(
                    new Row(
                            "27b",
                            status + " on every request, HTML body",
                            CallMode.STREAM,
                            any(Kind.SERVICE),
                            Answers.raw(status, html, "<h1>Oh</h1>")));
        }
        for (CallMode mode : BOTH) {
            rows.add(
                    new Row(
                            "28",
                            "408 ModelTimeoutException",
                            mode,
                            Right.fails(Kind.MODEL_TIMEOUT),
                            Answers.error(408, "ModelTimeoutException", "Too slow.")));
        }
        for (CallMode mode : BOTH) {
            rows.add(new Row("29a", "424, 503 of the model", mode, any(Kind.MODEL), model(503)));
        }
        for (CallMode mode : BOTH) {
            rows.add(
                    new Row(
                            "29b",
                            "424, 400 of the model",
                            mode,
                            Right.fails(Kind.MODEL),
                            model(400)));
        }
        var shapes =
                List.of(
                        new Shape("33a", "403, empty body", true, ""),
                        new Shape("33b", "403, HTML body", true, "<html>no</html>"),
                        new Shape(
                                "33c",
                                "403, only __type",
                                false,
                                "{\"__type\":\"com.amazon#AccessDeniedException\"}"),
                        new Shape(
                                "33d",
                                "403, Message in place of message",
                                true,
                                "{\"Message\":\"no\"}"));
        for (Shape shape : shapes) {
            rows.add(
                    new Row(
                            shape.number(),
                            shape.what(),
                            CallMode.CALL,
                            Right.fails(Kind.ACCESS),
                            Answers.raw(403, shape.headers(), shape.body())));
        }
        rows.add(
                new Row(
                        "34",
                        "200 with an error body",
                        CallMode.CALL,
                        Right.fails(Kind.ANY),
                        Answers.raw(200, Map.of(), "{\"message\":\"no\"}")));
        rows.add(
                new Row(
                        "35",
                        "200 with HTML",
                        CallMode.STREAM,
                        Right.fails(Kind.ANY),
                        Answers.raw(200, Map.of("Content-Type", "text/html"), "<h1>Hi</h1>")));
        return rows;
    }

    private record Shape(String number, String what, boolean typed, String body) {
        Map<String, String> headers() {
            return typed ? Map.of("x-amzn-ErrorType", "AccessDeniedException") : Map.of();
        }
    }

    private static Right any(Kind kind) {
        return Right.fails(kind).withRequests(Right.ANY_NUMBER);
    }

    private static Script model(int original) {
        return Answers.raw(
                424,
                Map.of("x-amzn-ErrorType", "ModelErrorException:http://internal.amazon.com/"),
                "{\"message\":\"The model failed.\",\"originalStatusCode\":" + original + "}");
    }
}
