package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ConnectionException;
import dev.outcrop.policy.HttpProxy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows 146 to 148: a connection that ends during the TLS handshake, directly or in a tunnel. */
final class HandshakeRows {
    /** How far the handshake comes. */
    private enum Point {
        ACCEPTED,
        CLIENT_HELLO,
        PART_OF_SERVER_HELLO,
        SERVER_HELLO
    }

    private static final int RECORD_HEADER = 5;

    private HandshakeRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (Point point : Point.values()) {
            for (boolean reset : new boolean[] {true, false}) {
                String what = (reset ? "RST" : "FIN") + " in the handshake, " + point;
                rows.add(new Row(146, what + " → tried again", t -> ends(t, point, reset, false)));
                rows.add(
                        new Row(
                                147,
                                what + ", in a tunnel → tried again",
                                t -> ends(t, point, reset, true)));
            }
        }
        rows.add(new Row(148, "close_notify in the handshake → tried again", t -> alert(t, 0)));
        rows.add(new Row(148, "handshake_failure → failed, not tried again", t -> alert(t, 40)));
        return rows;
    }

    private static void ends(Trial unused, Point point, boolean reset, boolean tunnel)
            throws Exception {
        try (var service = service()) {
            for (int goodFrom : new int[] {2, 99}) {
                try (var server = server(service, point, reset, tunnel, goodFrom);
                        var trial = new Trial()) {
                    int port = server.endpoint().getPort();
                    if (tunnel) {
                        trial.proxy(HttpProxy.of("127.0.0.1:" + port));
                        trial.at(service);
                    } else {
                        trial.at(URI.create("https://127.0.0.1:" + port), service::requests);
                    }
                    trial.retries(Trial.RETRIES.withAttempts(2));
                    if (goodFrom == 2) {
                        trial.stream().answered("Good.").tried(2);
                    } else {
                        brokenOff(trial.invoke());
                    }
                }
            }
        }
    }

    private static void brokenOff(Ending ended) {
        ended.failed(ConnectionException.class).retryable(true).withNothing().tried(2);
        assertThat(String.valueOf(Objects.requireNonNull(ended.failure()).getMessage()))
                .doesNotContain("clock", "certificates");
    }

    private static FaultServer service() throws Exception {
        return new FaultServer(
                Certificates.listener("good"),
                "https",
                (number, connection) -> {
                    connection.request();
                    connection.stream(Answers.goodBytes());
                });
    }

    /** Ends the first connections, and passes the others on to the service. */
    private static FaultServer server(
            FaultServer service, Point point, boolean reset, boolean tunnel, int goodFrom)
            throws Exception {
        return new FaultServer(
                (number, connection) -> {
                    if (tunnel) {
                        connection.head();
                        connection.send("HTTP/1.1 200 Connected\r\n\r\n");
                    }
                    int port = service.endpoint().getPort();
                    try (var other = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        if (number >= goodFrom) {
                            connection.tunnel(other);
                        } else {
                            begin(connection, other, point);
                        }
                    }
                    if (reset) {
                        connection.reset();
                    }
                });
    }

    private static void begin(FaultServer.Connection connection, Socket other, Point point)
            throws Exception {
        if (point == Point.ACCEPTED) {
            return;
        }
        byte[] header = connection.body(RECORD_HEADER);
        byte[] hello = connection.body(length(header));
        if (point == Point.CLIENT_HELLO) {
            return;
        }
        other.getOutputStream().write(header);
        other.getOutputStream().write(hello);
        byte[] answer = other.getInputStream().readNBytes(RECORD_HEADER);
        connection.send(answer);
        int length = length(answer);
        connection.send(
                other.getInputStream()
                        .readNBytes(point == Point.SERVER_HELLO ? length : length / 2));
    }

    private static int length(byte[] header) {
        return ((header[3] & 0xFF) << 8) | (header[4] & 0xFF);
    }

    private static void alert(Trial trial, int description) throws Exception {
        Certificates.listener("good").close();
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.body(length(connection.body(RECORD_HEADER)));
                            int level = description == 0 ? 1 : 2;
                            byte[] alert = {21, 3, 3, 0, 2, (byte) level, (byte) description};
                            connection.send(alert);
                            if (description != 0) {
                                connection.awaitClose();
                            }
                        })) {
            trial.at(URI.create("https://127.0.0.1:" + server.endpoint().getPort()), () -> 0);
            trial.retries(Trial.RETRIES.withAttempts(2));
            if (description == 0) {
                brokenOff(trial.stream());
            } else {
                trial.stream()
                        .failed(ConnectionException.class)
                        .saying("secure")
                        .saying("clock")
                        .retryable(false)
                        .withNothing()
                        .tried(1);
            }
        }
    }
}
