package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.policy.Timeouts;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows 1 to 22: the network. */
final class NetworkRows {
    private static final Duration SHORT = Duration.ofMillis(150);

    private NetworkRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(1, "connection refused → tried 5 times, failed", NetworkRows::refused));
        rows.add(new Row(2, "no such host → tried twice, failed", NetworkRows::noHost));
        rows.add(new Row(3, "no connection in time → tried again, failed", NetworkRows::blackHole));
        rows.add(new Row(4, "unknown CA → failed, not tried again", TlsRows::unknownCa));
        rows.add(new Row(4, "wrong host → failed, not tried again", TlsRows::wrongHost));
        rows.add(new Row(4, "expired certificate → failed, not tried again", TlsRows::expired));
        rows.add(new Row(4, "silent handshake → timed out as a connection", TlsRows::silent));
        rows.add(new Row(5, "closed before the head → tried again, done", t -> early(t, false, 2)));
        rows.add(new Row(5, "closed before the head, always → failed", t -> early(t, false, 99)));
        rows.add(new Row(6, "RST before the head → tried again, done", t -> early(t, true, 2)));
        rows.add(new Row(6, "RST before the head, always → failed", t -> early(t, true, 99)));
        rows.add(new Row(6, "RST before the head, over TLS → tried again, done", TlsRows::reset));
        rows.add(new Row(7, "no byte ever → timed out, 1 request", NetworkRows::noByte));
        rows.add(new Row(7, "no byte ever, total timeout → timed out", NetworkRows::noByteInTotal));
        rows.add(new Row(8, "stall after n deltas → timed out, partial", NetworkRows::stall));
        rows.add(new Row(8, "stall, total timeout → timed out, partial", NetworkRows::stallTotal));
        rows.add(new Row(9, "RST after n deltas → failed, partial", t -> cut(t, StreamCut.RESET)));
        rows.add(new Row(9, "broken off after n deltas, over TLS → truncated", TlsRows::cut));
        rows.add(new Row(10, "FIN without last chunk → truncated", t -> cut(t, StreamCut.CLOSE)));
        rows.add(new Row(10, "FIN in a whole answer → tried again, failed", NetworkRows::cutWhole));
        rows.add(new Row(11, "clean EOF, no messageStop → truncated", NetworkRows::cleanEnd));
        rows.add(new Row(11, "clean EOF before a delta → tried again", NetworkRows::cleanEarlyEnd));
        rows.add(new Row(12, "messageStop, no metadata → done", NetworkRows::noMetadata));
        rows.add(new Row(17, "one byte per read → the same events", NetworkRows::dribble));
        rows.add(new Row(17, "a frame cut at every position → the same", NetworkRows::split));
        rows.add(new Row(18, "all frames in one read → the same events", NetworkRows::together));
        rows.add(
                new Row(19, "idle connection closed → one more try", NetworkRows::staleConnection));
        rows.add(new Row(20, "closed while 20 MB go up → failed", NetworkRows::closedUpload));
        rows.add(new Row(20, "answered while 20 MB go up → that answer", NetworkRows::earlyAnswer));
        rows.add(new Row(22, "301, 302, 307, 308 → not followed", NetworkRows::redirect));
        return rows;
    }

    private static void refused(Trial trial) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        trial.at(URI.create("http://127.0.0.1:" + port), () -> 0);
        for (Ending ended : List.of(trial.stream(), trial.invoke())) {
            ended.failed(ConnectionException.class)
                    .saying("127.0.0.1:" + port)
                    .retryable(true)
                    .withNothing()
                    .tried(5);
        }
    }

    private static void noHost(Trial trial) {
        trial.at(URI.create("http://nothing.invalid"), () -> 0);
        for (Ending ended : List.of(trial.stream(), trial.invoke())) {
            ended.failed(ConnectionException.class)
                    .saying("nothing.invalid")
                    .saying("region")
                    .withNothing()
                    .tried(2);
        }
    }

    /** A listener whose queue is full answers no further SYN. */
    private static void blackHole(Trial trial) throws Exception {
        var clients = new ArrayList<Socket>();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                clients.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
            }
            trial.at(URI.create("http://127.0.0.1:" + listener.getLocalPort()), () -> 0)
                    .timeouts(Timeouts.DEFAULT.withConnect(SHORT))
                    .retries(Trial.RETRIES.withAttempts(2));
            for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                ended.failed(TimedOutException.class).retryable(true).withNothing().tried(2);
                requirePhase(ended, Phase.CONNECT);
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void early(Trial trial, boolean reset, int goodFrom) throws Exception {
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.request();
                            if (number >= goodFrom) {
                                connection.stream(Answers.goodBytes());
                            } else if (reset) {
                                connection.reset();
                            }
                        })) {
            trial.at(server);
            Ending ended = trial.stream();
            if (goodFrom < 99) {
                ended.answered("Good.").sent(2);
                assertThat(trial.heard().retrying).hasValue(1);
            } else {
                ended.failed(ConnectionException.class).retryable(true).withNothing().sent(5);
                trial.invoke().failed(ConnectionException.class).withNothing().sent(5);
            }
        }
    }

    private static void noByte(Trial trial) throws Exception {
        trial.timeouts(Timeouts.DEFAULT.withFirstByte(SHORT));
        for (int i = 0; i < 2; i++) {
            var gate = new StallGate();
            Scripted silent = Scripted.steps(new Step.Stall(gate));
            Ending ended = i == 0 ? trial.stream(silent) : trial.invoke(silent);
            ended.failed(TimedOutException.class).retryable(false).withNothing().tried(1);
            requirePhase(ended, Phase.FIRST_BYTE);
            assertThat(gate.awaitArrival(Duration.ofSeconds(20))).isTrue();
            assertThat(trial.requests()).isEqualTo(i + 1);
            gate.open();
        }
    }

    private static void noByteInTotal(Trial trial) throws Exception {
        trial.timeouts(Timeouts.DEFAULT.withFirstByte(Duration.ofSeconds(20)).withTotal(SHORT));
        var gate = new StallGate();
        trial.local().script(Scripted.steps(new Step.Stall(gate)));
        Ending ended = trial.invoke();
        ended.failed(TimedOutException.class).withNothing().tried(1);
        requirePhase(ended, Phase.TOTAL);
        assertThat(gate.awaitArrival(Duration.ofSeconds(20))).isTrue();
        assertThat(trial.requests()).isEqualTo(1);
        gate.open();
    }

    private static void stall(Trial trial) {
        trial.timeouts(Timeouts.DEFAULT.withIdle(SHORT));
        var gate = new StallGate();
        Ending ended = trial.stream(Answers.halfway(new Step.Stall(gate)));
        ended.failed(TimedOutException.class).withPartial(Answers.PARTIAL).sent(1);
        requirePhase(ended, Phase.IDLE);
        gate.open();
    }

    private static void stallTotal(Trial trial) {
        trial.timeouts(Timeouts.DEFAULT.withTotal(Duration.ofMillis(300)));
        var gate = new StallGate();
        Ending ended = trial.stream(Answers.halfway(new Step.Stall(gate)));
        ended.failed(TimedOutException.class).withPartial(Answers.PARTIAL).sent(1);
        requirePhase(ended, Phase.TOTAL);
        gate.open();
    }

    private static void cut(Trial trial, StreamCut cut) {
        Ending ended = trial.stream(Answers.halfway(new Step.Abort(cut)));
        ended.failed(
                        cut == StreamCut.CLOSE
                                ? StreamTruncatedException.class
                                : ConnectionException.class)
                .retryable(true)
                .withDetails(200, null)
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void cutWhole(Trial trial) {
        Scripted cut =
                Scripted.steps(
                        new Step.Head(200, Map.of("Content-Type", "application/json")),
                        new Step.SendBytes(Bytes.of("{\"output\":")),
                        new Step.Abort(StreamCut.CLOSE));
        trial.retries(Trial.RETRIES.withAttempts(2));
        trial.invoke(cut, cut).failed(StreamTruncatedException.class).withNothing().sent(2);
    }

    private static void cleanEnd(Trial trial) {
        trial.stream(Answers.halfway(new Step.End()))
                .failed(StreamTruncatedException.class)
                .retryable(true)
                .withDetails(200, null)
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void cleanEarlyEnd(Trial trial) {
        var start = Answers.steps(List.of(Answers.GOOD.getFirst()), new Step.End());
        Ending ended = trial.stream(start, Answers.bytes(), Answers.good());
        ended.answered("Good.").sent(3);
    }

    private static void noMetadata(Trial trial) {
        List<Frame> frames = Answers.GOOD.subList(0, 5);
        Ending ended = trial.stream(Answers.steps(frames, new Step.End()));
        ended.answered("Good.").sent(1);
        assertThat(Objects.requireNonNull(ended.reply()).usage().known()).isFalse();
    }

    private static void dribble(Trial trial) {
        var steps = new ArrayList<Step>();
        steps.add(Answers.head());
        for (byte b : Answers.goodBytes()) {
            steps.add(new Step.SendBytes(Bytes.of(b)));
        }
        trial.stream(new Scripted.Steps(steps)).answered("Good.").sent(1);
    }

    private static void split(Trial trial) {
        byte[] good = Answers.goodBytes();
        for (int at = 1; at < good.length; at += 23) {
            trial.stream(
                            Scripted.steps(
                                    Answers.head(),
                                    new Step.SendBytes(Bytes.of(good).first(at)),
                                    new Step.SendBytes(
                                            Bytes.of(Arrays.copyOfRange(good, at, good.length)))))
                    .answered("Good.")
                    .sent(1);
        }
    }

    private static void together(Trial trial) {
        Ending ended = trial.stream(Answers.bytes(Answers.goodBytes()));
        ended.answered("Good.").sent(1);
        assertThat(ended.events()).hasSize(Answers.GOOD.size());
    }

    private static void staleConnection(Trial trial) throws Exception {
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.request();
                            connection.stream(Answers.goodBytes());
                            if (number > 1) {
                                connection.request();
                                connection.stream(Answers.goodBytes());
                            }
                        })) {
            trial.at(server);
            trial.stream().answered("Good.").sent(1);
            trial.stream().answered("Good.");
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    private static void closedUpload(Trial trial) throws Exception {
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.head();
                            connection.reset();
                        })) {
            trial.at(server).retries(Trial.RETRIES.withAttempts(2));
            trial.invoke("x".repeat(20 << 20)).failed(ConnectionException.class).sent(2);
        }
    }

    /** The client is still writing when the answer comes, so it may never see it. */
    private static void earlyAnswer(Trial trial) throws Exception {
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.head();
                            connection.send(
                                    String.join(
                                            "\r\n",
                                            "HTTP/1.1 413 Too Large",
                                            "Connection: close",
                                            "Content-Length: 22",
                                            "",
                                            "{\"message\":\"too long\"}"));
                            connection.awaitClose();
                        })) {
            trial.at(server).retries(Trial.RETRIES.withAttempts(1));
            trial.invoke("x".repeat(20 << 20)).failed(ValidationException.class).sent(1);
        }
    }

    private static void redirect(Trial trial) throws Exception {
        try (var other = new FaultServer((number, connection) -> connection.request())) {
            for (int status : new int[] {301, 302, 307, 308}) {
                var headers = Map.of("Location", other.endpoint() + "/elsewhere");
                trial.stream(Answers.json(status, headers, ""))
                        .failed(ProtocolException.class)
                        .saying("HTTP " + status)
                        .retryable(false)
                        .withNothing()
                        .sent(1);
                trial.invoke(Answers.json(status, headers, ""))
                        .failed(ProtocolException.class)
                        .sent(1);
            }
            assertThat(other.connections()).isZero();
        }
    }

    static void requirePhase(Ending ended, Phase phase) {
        assertThat(((TimedOutException) Objects.requireNonNull(ended.failure())).phase())
                .isEqualTo(phase);
    }
}
