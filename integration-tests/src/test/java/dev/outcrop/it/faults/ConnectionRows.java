package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.policy.Retries;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Rows 126 to 129: connections that are used again, and responses that come early. */
final class ConnectionRows {
    /** Each client and each server waits so long for the other. */
    private static final long BOUND = 20;

    private ConnectionRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (ServerRoute route : ServerRoute.values()) {
            boolean proxied = route == ServerRoute.TUNNEL || route == ServerRoute.SECURE_TUNNEL;
            rows.add(new Row(126, route + ", nothing wrong → used again", t -> reused(t, route)));
            for (String extra : List.of(Echo.answer("foreign"), Echo.TIMED_OUT, "x")) {
                String what = route + ", '" + extra.lines().findFirst().orElseThrow() + "'";
                rows.add(
                        new Row(
                                126,
                                what + " with a response → not the next answer",
                                t -> extraAtOnce(t, route, extra)));
                if (!proxied || extra.equals("x")) {
                    rows.add(
                            new Row(
                                    126,
                                    what + " while idle → closed by the client",
                                    t -> extraLater(t, route, extra)));
                }
            }
            rows.add(
                    new Row(
                            126,
                            route + ", a response after a stream → not the next answer",
                            t -> extraAfterStream(t, route)));
            rows.add(
                    new Row(
                            126,
                            route + ", a response after an error → not the next answer",
                            t -> extraAfterError(t, route)));
            rows.add(
                    new Row(
                            127,
                            route + ", closed at once → done",
                            t -> closedAt(t, route, false)));
            rows.add(new Row(127, route + ", reset at once → done", t -> closedAt(t, route, true)));
            rows.add(new Row(128, route + ", half-closed → closed", t -> halfClosed(t, route)));
            for (String how : List.of("closed", "half-closed", "reset", "read to its end")) {
                if (!proxied || how.startsWith("re")) {
                    rows.add(
                            new Row(
                                    129,
                                    route + ", 413 during an upload, then " + how + " → 1 upload",
                                    t -> tooLarge(t, route, how)));
                }
            }
        }
        for (boolean reset : new boolean[] {false, true}) {
            String how = reset ? "reset" : "closed";
            rows.add(
                    new Row(
                            127,
                            "100 " + how + " → done",
                            t -> closed(t, ServerRoute.PLAIN, 100, reset)));
            rows.add(
                    new Row(
                            127,
                            "20 " + how + ", TLS → done",
                            t -> closed(t, ServerRoute.TLS, 20, reset)));
        }
        rows.add(new Row(129, "503 during an upload → tried again", ConnectionRows::unavailable));
        return rows;
    }

    private static void ask(Trial trial, int from, int to) {
        for (int i = from; i < to; i++) {
            trial.invoke("q-" + i).answered("q-" + i).tried(1);
        }
    }

    private static void reused(Trial trial, ServerRoute route) throws Exception {
        route.run(
                trial,
                (number, connection) -> Echo.answerAll(connection),
                server -> {
                    ask(trial, 0, 10);
                    assertThat(server.connections()).isEqualTo(1);
                });
    }

    private static void extraAtOnce(Trial trial, ServerRoute route, String extra) throws Exception {
        route.run(
                trial,
                (number, connection) -> {
                    String answer = Echo.answer(Echo.question(connection));
                    connection.send(number == 1 ? answer + extra : answer);
                    Echo.answerAll(connection);
                },
                server -> {
                    ask(trial, 0, 4);
                    assertThat(server.connections()).isEqualTo(2);
                });
    }

    /** The client closes such a connection, whether it is asked for another call or not. */
    private static void extraLater(Trial trial, ServerRoute route, String extra) throws Exception {
        var idle = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        route.run(
                trial,
                (number, connection) -> {
                    connection.send(Echo.answer(Echo.question(connection)));
                    if (number == 1) {
                        idle.await();
                        connection.send(extra);
                        connection.awaitClose();
                        closed.countDown();
                    }
                    Echo.answerAll(connection);
                },
                server -> {
                    ask(trial, 0, 1);
                    idle.countDown();
                    assertThat(closed.await(BOUND, TimeUnit.SECONDS)).isTrue();
                    ask(trial, 1, 4);
                    assertThat(server.connections()).isEqualTo(2);
                });
    }

    private static void extraAfterStream(Trial trial, ServerRoute route) throws Exception {
        route.run(
                trial,
                (number, connection) -> {
                    if (number == 1) {
                        connection.request();
                        byte[] body = Answers.goodBytes();
                        connection.send(
                                "HTTP/1.1 200 OK\r\nContent-Type: "
                                        + Answers.STREAM
                                        + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + Integer.toHexString(body.length)
                                        + "\r\n");
                        connection.send(body);
                        connection.send("\r\n0\r\n\r\n" + Echo.answer("foreign"));
                    }
                    Echo.answerAll(connection);
                },
                server -> {
                    trial.stream().answered("Good.").tried(1);
                    ask(trial, 0, 3);
                });
    }

    private static void extraAfterError(Trial trial, ServerRoute route) throws Exception {
        route.run(
                trial,
                (number, connection) -> {
                    if (number == 1) {
                        connection.request();
                        connection.send(
                                "HTTP/1.1 400 No\r\nx-amzn-ErrorType: ValidationException\r\n"
                                        + "Content-Length: 2\r\n\r\n{}"
                                        + Echo.answer("foreign"));
                    }
                    Echo.answerAll(connection);
                },
                server -> {
                    trial.invoke("q-0").failed(ValidationException.class).tried(1);
                    ask(trial, 1, 4);
                });
    }

    private static void closed(Trial trial, ServerRoute route, int many, boolean reset)
            throws Exception {
        var asked = new CountDownLatch(many);
        var idle = new ConcurrentLinkedQueue<FaultServer.Connection>();
        trial.retries(Retries.NONE);
        route.run(
                trial,
                (number, connection) -> {
                    String question = Echo.question(connection);
                    if (number <= many) {
                        idle.add(connection);
                        asked.countDown();
                        asked.await();
                    }
                    connection.send(Echo.answer(question));
                    Echo.answerAll(connection);
                },
                server -> {
                    askAtOnce(trial, many);
                    for (FaultServer.Connection connection : idle) {
                        if (reset) {
                            connection.reset();
                        } else {
                            connection.close();
                        }
                    }
                    askAtOnce(trial, many);
                });
    }

    private static void askAtOnce(Trial trial, int many) throws Exception {
        var model = trial.bedrock().model(Trial.MODEL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<String>>();
            for (int i = 0; i < many; i++) {
                String question = "q-" + i;
                asked.add(threads.submit(() -> model.invoke(question).text()));
            }
            for (int i = 0; i < many; i++) {
                assertThat(asked.get(i).get()).isEqualTo("q-" + i);
            }
        }
    }

    private static void closedAt(Trial trial, ServerRoute route, boolean reset) throws Exception {
        trial.retries(Retries.NONE);
        route.run(
                trial,
                (number, connection) -> {
                    connection.send(Echo.answer(Echo.question(connection)));
                    Echo.question(connection);
                    if (reset) {
                        connection.reset();
                    }
                },
                server -> {
                    ask(trial, 0, 4);
                    assertThat(server.requests()).isEqualTo(7);
                    assertThat(server.connections()).isEqualTo(4);
                });
    }

    private static void halfClosed(Trial trial, ServerRoute route) throws Exception {
        var closed = new CountDownLatch(1);
        route.run(
                trial,
                (number, connection) -> {
                    connection.send(Echo.answer(Echo.question(connection)));
                    connection.endOutput();
                    connection.awaitClose();
                    closed.countDown();
                },
                server -> {
                    ask(trial, 0, 1);
                    assertThat(closed.await(BOUND, TimeUnit.SECONDS)).isTrue();
                });
    }

    private static void reject(FaultServer.Connection connection, int status) throws IOException {
        connection.head();
        connection.body(2 << 10);
        connection.send(
                "HTTP/1.1 " + status + " No\r\nContent-Length: 19\r\n\r\n{\"message\":\"as is\"}");
    }

    /** More than fits into the buffers of both sides. */
    private static String upload(ServerRoute route) {
        return "x".repeat((route == ServerRoute.PLAIN ? 20 : 10) << 20);
    }

    private static void tooLarge(Trial trial, ServerRoute route, String how) throws Exception {
        route.run(
                trial,
                (number, connection) -> {
                    reject(connection, 413);
                    switch (how) {
                        case "half-closed" -> connection.endOutput();
                        case "reset" -> connection.reset();
                        case "read to its end" -> connection.awaitClose();
                        default -> connection.close();
                    }
                },
                server ->
                        trial.invoke(upload(route))
                                .failed(ValidationException.class)
                                .retryable(false)
                                .sent(1));
    }

    private static void unavailable(Trial trial) throws Exception {
        ServerRoute.PLAIN.run(
                trial,
                (number, connection) -> reject(connection, 503),
                server -> {
                    trial.retries(Trial.RETRIES.withAttempts(2));
                    trial.invoke(upload(ServerRoute.PLAIN)).failed(ServiceException.class).sent(2);
                });
    }
}
