package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.message.Message;
import dev.outcrop.policy.HttpProxy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rows 149 to 153: where a request goes, and a body that cannot be read. */
final class TargetRows {
    private TargetRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(149, "own port, a proxy before http → not sent", TargetRows::plainProxy),
                new Row(149, "own port, in a tunnel → not sent", TargetRows::tunnel),
                new Row(150, "path of a base URL with ä → percent-encoded", TargetRows::path),
                new Row(151, "unrequested Content-Encoding → failed, named", TargetRows::encoded),
                new Row(151, "the same of an error → failed, named", TargetRows::encodedError),
                new Row(151, "Content-Encoding: identity → done", TargetRows::identity),
                new Row(152, "model ids . and .. → not sent", TargetRows::dots),
                new Row(153, "port over 65535 → not sent, setting named", TargetRows::port));
    }

    private static void plainProxy(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(trial.local().port())) {
            trial.at(URI.create("http://bedrock.test:80"), () -> trial.local().requests().size())
                    .proxy(HttpProxy.of(proxy.address()));
            trial.stream(Answers.good()).answered("Good.").sent(1);
            assertThat(proxy.heads.getFirst())
                    .startsWith("POST http://bedrock.test/model/")
                    .contains("\r\nHost: bedrock.test\r\n");
        }
    }

    private static void tunnel(Trial trial) throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        try (var service =
                        new FaultServer(
                                Certificates.listener("good"),
                                "https",
                                (number, connection) -> {
                                    heads.add(connection.request());
                                    connection.stream(Answers.goodBytes());
                                });
                var proxy = new ProxyServer(service.endpoint().getPort())) {
            trial.at(URI.create("https://127.0.0.1:443"), service::requests)
                    .proxy(HttpProxy.of(proxy.address()));
            trial.stream().answered("Good.").sent(1);
            assertThat(proxy.heads.getFirst()).startsWith("CONNECT 127.0.0.1:443 ");
            assertThat(heads.getFirst()).contains("\r\nHost: 127.0.0.1\r\n");
        }
    }

    private static void path(Trial trial) throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            heads.add(connection.request());
                            connection.stream(Answers.goodBytes());
                        })) {
            trial.at(URI.create(server.endpoint() + "/ä/./b"), server::requests);
            trial.stream().answered("Good.").sent(1);
            assertThat(heads.getFirst()).startsWith("POST /%C3%A4/b/model/");
        }
    }

    private static FaultServer encoding(String status, String type, String encoding)
            throws Exception {
        return new FaultServer(
                (number, connection) -> {
                    connection.request();
                    connection.send(
                            "HTTP/1.1 "
                                    + status
                                    + "\r\nContent-Type: "
                                    + type
                                    + "\r\nContent-Encoding: "
                                    + encoding
                                    + "\r\nConnection: close\r\nContent-Length: 10\r\n\r\n0123456789");
                });
    }

    private static void encoded(Trial unused) throws Exception {
        for (String encoding : List.of("gzip", "br", "identity, zstd")) {
            try (var server = encoding("200 OK", Answers.STREAM, encoding);
                    var trial = new Trial()) {
                notRead(trial.at(server).stream(), encoding);
            }
            try (var server = encoding("200 OK", "application/json", encoding);
                    var trial = new Trial()) {
                notRead(trial.at(server).invoke(), encoding);
            }
        }
    }

    private static void notRead(Ending ended, String encoding) {
        ended.failed(ProtocolException.class)
                .saying("encoded as " + encoding)
                .retryable(false)
                .withNothing()
                .sent(1);
    }

    private static void encodedError(Trial unused) throws Exception {
        try (var server = encoding("400 Bad", "application/json", "gzip");
                var trial = new Trial()) {
            trial.at(server).stream().failed(ValidationException.class).saying("encoded as gzip");
        }
        try (var server = encoding("429 Slow", "application/json", "br");
                var trial = new Trial()) {
            trial.at(server)
                    .retries(Trial.RETRIES.withAttempts(2))
                    .invoke()
                    .failed(ThrottledException.class)
                    .saying("encoded as br")
                    .sent(2);
        }
    }

    private static void identity(Trial trial) throws Exception {
        byte[] good = Answers.goodBytes();
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            connection.request();
                            connection.send(
                                    "HTTP/1.1 200 OK\r\nContent-Type: "
                                            + Answers.STREAM
                                            + "\r\nContent-Encoding: Identity\r\nContent-Length: "
                                            + good.length
                                            + "\r\n\r\n");
                            connection.send(good);
                        })) {
            trial.at(server).stream().answered("Good.").sent(1);
        }
    }

    private static void dots(Trial trial) {
        for (String id : List.of(".", "..")) {
            assertThatThrownBy(() -> trial.bedrock().model(id).invoke("Go on."))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("\"" + id + "\"");
            assertThatThrownBy(() -> trial.bedrock().chat(id).open().stream("Go on.").reply())
                    .isInstanceOf(ValidationException.class);
            assertThatThrownBy(() -> trial.bedrock().model(id).countTokens(Message.user("Go on.")))
                    .isInstanceOf(ValidationException.class);
        }
        assertThat(trial.requests()).isZero();
    }

    private static void port(Trial unused) {
        try (var trial = new Trial()) {
            trial.at(URI.create("http://127.0.0.1:65536"), () -> 0);
            assertThatThrownBy(() -> trial.bedrock().model(Trial.MODEL).invoke("Go on."))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("baseUrl has a port");
        }
        try (var trial = new Trial()) {
            trial.environment(
                            Environment.of(
                                    Map.of("HTTPS_PROXY", "http://127.0.0.1:70000"),
                                    Path.of("nowhere"),
                                    Clock.systemUTC()))
                    .at(URI.create("https://bedrock.test"), () -> 0);
            assertThatThrownBy(() -> trial.bedrock().model(Trial.MODEL).invoke("Go on."))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("HTTPS_PROXY");
        }
    }
}
