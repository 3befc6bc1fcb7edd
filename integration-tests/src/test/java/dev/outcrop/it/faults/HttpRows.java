package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.StreamEvent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Rows 23 to 38: what HTTP says. */
final class HttpRows {
    private HttpRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(23, "429, then 200 → tried again, done", HttpRows::throttledOnce));
        rows.add(
                new Row(
                        24,
                        "429 forever → throttled after 5 tries",
                        t -> again(t, "ThrottlingException", ThrottledException.class)));
        rows.add(new Row(25, "429 of the day's quota → not tried again", HttpRows::day));
        rows.add(
                new Row(
                        26,
                        "429 ModelNotReadyException → tried again, failed",
                        t -> again(t, "ModelNotReadyException", ServiceException.class)));
        for (int status : new int[] {500, 502, 503, 504}) {
            rows.add(new Row(27, status + " → tried again, failed", t -> serverError(t, status)));
        }
        rows.add(new Row(28, "408 ModelTimeoutException → 1 request", HttpRows::modelTimeout));
        rows.add(new Row(29, "424 with original status 503 → tried again", t -> model(t, 503, 5)));
        rows.add(new Row(29, "424 with original status 400 → 1 request", t -> model(t, 400, 1)));
        rows.add(new Row(30, "400 ValidationException → 1 request", HttpRows::validation));
        rows.add(new Row(31, "403 AccessDeniedException → with advice", HttpRows::access));
        rows.add(new Row(32, "404 → model and advice", HttpRows::notFound));
        rows.add(new Row(33, "error bodies of all shapes → right kind", HttpRows::shapes));
        rows.add(new Row(34, "200 without output → refused", HttpRows::noOutput));
        rows.add(new Row(35, "200 with HTML → refused", HttpRows::html));
        rows.add(new Row(36, "x-amz-retry-after of any value → tried again", HttpRows::hints));
        rows.add(new Row(37, "retry budget empty → fails at once", HttpRows::emptyBudget));
        rows.add(new Row(38, "header over 64 KB, 10,000 headers → refused", HttpRows::headers));
        return rows;
    }

    private static void throttledOnce(Trial trial) {
        Ending ended =
                trial.stream(
                        Scripted.error("ThrottlingException", "Too many tokens."), Answers.good());
        ended.answered("Good.").sent(2);
        assertThat(ended.events().getFirst())
                .isInstanceOfSatisfying(
                        StreamEvent.Retrying.class,
                        retrying -> {
                            assertThat(retrying.attempt()).isEqualTo(2);
                            assertThat(retrying.why()).isEqualTo("Too many tokens.");
                        });
        trial.invoke(
                        Scripted.error("ThrottlingException", "Too many tokens."),
                        Scripted.text("Good."))
                .answered("Good.")
                .sent(2);
    }

    private static void again(Trial trial, String type, Class<? extends BedrockException> kind) {
        var forever = Collections.nCopies(5, Scripted.error(type, "Too many tokens, please wait."));
        for (boolean streamed : List.of(true, false)) {
            Scripted[] answers = forever.toArray(Scripted[]::new);
            Ending ended = streamed ? trial.stream(answers) : trial.invoke(answers);
            ended.failed(kind).retryable(true).withDetails(429, type).withNothing().sent(5);
        }
    }

    private static void day(Trial trial) {
        Scripted day =
                Scripted.error(
                        "ThrottlingException",
                        "Too many tokens per day, please wait before trying again.");
        for (Ending ended : List.of(trial.stream(day), trial.invoke(day))) {
            ended.failed(QuotaExceededException.class)
                    .retryable(false)
                    .withDetails(429, "ThrottlingException")
                    .withNothing()
                    .sent(1);
        }
    }

    private static void serverError(Trial trial, int status) {
        var broken = Answers.json(status, Map.of("Content-Type", "text/html"), "<h1>Oh</h1>");
        Scripted[] answers = Collections.nCopies(5, broken).toArray(Scripted[]::new);
        trial.stream(answers)
                .failed(ServiceException.class)
                .retryable(true)
                .withDetails(status, null)
                .withNothing()
                .sent(5);
        trial.invoke(answers).failed(ServiceException.class).withNothing().sent(5);
    }

    private static void modelTimeout(Trial trial) {
        Scripted late = Scripted.error("ModelTimeoutException", "too slow");
        for (Ending ended : List.of(trial.stream(late), trial.invoke(late))) {
            ended.failed(ModelTimeoutException.class)
                    .retryable(false)
                    .withDetails(408, "ModelTimeoutException")
                    .withNothing()
                    .sent(1);
        }
    }

    private static void model(Trial trial, int original, int times) {
        var error =
                Answers.json(
                        424,
                        Map.of("x-amzn-ErrorType", "ModelErrorException:http://amazon"),
                        "{\"message\":\"no\",\"originalStatusCode\":" + original + "}");
        Scripted[] answers = Collections.nCopies(times, error).toArray(Scripted[]::new);
        for (boolean streamed : List.of(true, false)) {
            Ending ended = streamed ? trial.stream(answers) : trial.invoke(answers);
            ended.failed(ModelException.class)
                    .retryable(times > 1)
                    .withDetails(424, "ModelErrorException")
                    .sent(times);
        }
    }

    private static void validation(Trial trial) {
        Scripted no = Scripted.error("ValidationException", "no such thing");
        for (Ending ended : List.of(trial.stream(no), trial.invoke(no))) {
            ended.failed(ValidationException.class)
                    .saying("no such thing")
                    .retryable(false)
                    .withDetails(400, "ValidationException")
                    .withNothing()
                    .sent(1);
        }
        trial.invoke(
                        Scripted.error(
                                "ValidationException",
                                "Invocation of model ID x with on-demand throughput isn’t supported."))
                .saying("inference profile");
    }

    private static void access(Trial trial) {
        for (String said :
                List.of(
                        "You don't have access to the model with the specified model ID.",
                        "User: x is not authorized to perform: bedrock:InvokeModel")) {
            Scripted no = Scripted.error("AccessDeniedException", said);
            for (Ending ended : List.of(trial.stream(no), trial.invoke(no))) {
                ended.failed(AccessDeniedException.class)
                        .saying(said)
                        .saying("Request ")
                        .retryable(false)
                        .withDetails(403, "AccessDeniedException")
                        .withNothing()
                        .sent(1);
            }
        }
    }

    private static void notFound(Trial trial) {
        Scripted no = Scripted.error("ResourceNotFoundException", "Could not resolve the model.");
        for (Ending ended : List.of(trial.stream(no), trial.invoke(no))) {
            ended.failed(NotFoundException.class)
                    .saying(Trial.MODEL)
                    .saying("region")
                    .withDetails(404, "ResourceNotFoundException")
                    .sent(1);
        }
    }

    private static void shapes(Trial trial) {
        String type = "ThrottlingException";
        record Shape(Map<String, String> headers, String body) {}
        var shapes =
                List.of(
                        new Shape(Map.of("x-amzn-ErrorType", type + ":http://x"), ""),
                        new Shape(Map.of("x-amzn-errortype", type), "<html>\n\u001b[31mno"),
                        new Shape(Map.of("x-amzn-ErrorType", "a.b#" + type + ":c#d"), "[1]"),
                        new Shape(Map.of(), "{\"__type\":\"a.b#" + type + "\",\"Message\":\"m\"}"),
                        new Shape(Map.of(), "{\"code\":\"" + type + "\",\"message\":\"m\"}"),
                        new Shape(Map.of("x-amzn-ErrorType", type), "[".repeat(60_000)),
                        new Shape(Map.of("x-amzn-ErrorType", type), "x".repeat(1 << 20)));
        trial.retries(Trial.RETRIES.withAttempts(1));
        for (Shape shape : shapes) {
            for (boolean streamed : List.of(true, false)) {
                Scripted answer = Answers.json(429, shape.headers(), shape.body());
                Ending ended = streamed ? trial.stream(answer) : trial.invoke(answer);
                ended.failed(ThrottledException.class).withDetails(429, type).sent(1);
                assertThat(Objects.requireNonNull(ended.failure()).getMessage())
                        .hasSizeLessThan(2_600);
            }
        }
    }

    private static void noOutput(Trial trial) {
        var json = Map.of("Content-Type", "application/json");
        for (String body :
                List.of(
                        "{\"message\":\"no\"}",
                        "{}",
                        "[]",
                        "null",
                        "",
                        "{",
                        "{\"output\":null}",
                        "{\"output\":{\"message\":7},\"stopReason\":\"end_turn\"}")) {
            trial.invoke(Answers.json(200, json, body))
                    .failed(ProtocolException.class)
                    .retryable(false)
                    .withDetails(200, null)
                    .withNothing()
                    .sent(1);
        }
    }

    private static void html(Trial trial) {
        var html = Answers.json(200, Map.of("Content-Type", "text/html"), "<h1>Welcome</h1>");
        for (Ending ended : List.of(trial.stream(html), trial.invoke(html))) {
            ended.failed(ProtocolException.class)
                    .saying("text/html")
                    .retryable(false)
                    .withNothing()
                    .sent(1);
        }
    }

    private static void hints(Trial trial) {
        for (String hint : List.of("1", "0", "-1", "invalid", "", "99999999999999999999")) {
            var throttled =
                    Answers.json(
                            429,
                            Map.of(
                                    "x-amzn-ErrorType",
                                    "ThrottlingException",
                                    "x-amz-retry-after",
                                    hint),
                            "{}");
            trial.stream(throttled, Answers.good()).answered("Good.").sent(2);
        }
    }

    /** 500 in the budget, 14 for a try: 35 retries, whoever makes them. */
    private static void emptyBudget(Trial trial) throws Exception {
        var broken = Answers.json(503, Map.of(), "");
        trial.local().script(Collections.nCopies(400, broken).toArray(Scripted[]::new));
        var model = trial.bedrock().model(Trial.MODEL);
        var done = new CountDownLatch(64);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                threads.execute(
                        () -> {
                            try {
                                model.invoke("Go on.");
                            } catch (ServiceException e) {
                                done.countDown();
                            }
                        });
            }
        }
        assertThat(done.getCount()).isZero();
        assertThat(trial.requests()).isEqualTo(64 + 35);
        assertThat(trial.heard().retrying).hasValue(35);
    }

    private static void headers(Trial trial) throws Exception {
        for (boolean many : List.of(true, false)) {
            try (var server =
                            new FaultServer(
                                    (number, connection) -> {
                                        connection.request();
                                        connection.send("HTTP/1.1 200 OK\r\n");
                                        if (many) {
                                            connection.send("A: b\r\n".repeat(10_000) + "\r\n");
                                        } else {
                                            connection.send(
                                                    "A: " + "b".repeat(100 << 10) + "\r\n\r\n");
                                        }
                                        connection.awaitClose();
                                    });
                    var own = new Trial()) {
                own.at(server);
                own.stream().failed(ProtocolException.class).retryable(false).sent(1);
                own.invoke().failed(ProtocolException.class).retryable(false).sent(1);
            }
        }
    }
}
