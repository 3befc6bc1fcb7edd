package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Row 21: proxies, by whichever way they are set. */
final class ProxyRows {
    private static final String NAME = "http://bedrock.test:4711";
    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("user:" + Trial.SECRET).getBytes(StandardCharsets.UTF_8));

    private ProxyRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(21, "a proxy before https → by a tunnel, done", ProxyRows::tunnel));
        rows.add(new Row(21, "a proxy over TLS → by a tunnel, done", ProxyRows::secureProxy));
        rows.add(new Row(21, "a proxy before http → absolute form, done", ProxyRows::absolute));
        rows.add(new Row(21, "a proxy of the environment → used, or not", ProxyRows::environment));
        rows.add(new Row(21, "a proxy of the properties → used, or not", ProxyRows::properties));
        rows.add(
                new Row(
                        21,
                        "a proxy that requires credentials → gets them",
                        ProxyRows::credentials));
        rows.add(new Row(21, "407 → failed, says it was the proxy", ProxyRows::wantsCredentials));
        rows.add(new Row(21, "407 of a kind unknown → failed, says so", ProxyRows::otherKind));
        rows.add(
                new Row(21, "CONNECT refused → failed, says it was the proxy", ProxyRows::refuses));
        rows.add(new Row(21, "502 of a proxy → tried again, failed", ProxyRows::badGateway));
        rows.add(new Row(21, "403 of the service, through a proxy → its own", ProxyRows::service));
        rows.add(new Row(21, "no proxy there → tried again, failed", ProxyRows::down));
        rows.add(
                new Row(
                        21,
                        "a proxy that is silent → timed out as a connection",
                        ProxyRows::hangs));
        rows.add(new Row(21, "cancelled at a silent proxy → cancelled", ProxyRows::cancelled));
        rows.add(new Row(21, "a tunnel that breaks → partial", ProxyRows::brokenTunnel));
        return rows;
    }

    private static FaultServer service(String certificate) throws Exception {
        return new FaultServer(
                Certificates.listener(certificate),
                "https",
                (number, connection) -> {
                    while (true) {
                        connection.request();
                        connection.stream(Answers.goodBytes());
                    }
                });
    }

    private static void tunnel(Trial trial) throws Exception {
        try (var server = service("good");
                var proxy = new ProxyServer(server.endpoint().getPort())) {
            trial.at(server).proxy(HttpProxy.of(proxy.address()));
            trial.stream().answered("Good.").sent(1);
            trial.stream().answered("Good.").sent(1);

            assertThat(proxy.heads).hasSize(1);
            assertThat(proxy.heads.getFirst())
                    .startsWith(
                            "CONNECT 127.0.0.1:" + server.endpoint().getPort() + " HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.endpoint().getPort() + "\r\n")
                    .doesNotContain("Authorization", "X-Amz");
        }
    }

    private static void secureProxy(Trial trial) throws Exception {
        try (var server = service("good");
                var proxy =
                        new ProxyServer(
                                Certificates.listener("good"),
                                "https",
                                server.endpoint().getPort())) {
            trial.at(server).proxy(HttpProxy.of("https://" + proxy.address()));
            trial.stream().answered("Good.").sent(1);
            assertThat(proxy.heads).hasSize(1);
        }
    }

    private static void absolute(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(trial.local().port())) {
            trial.at(URI.create(NAME), () -> trial.local().requests().size())
                    .proxy(HttpProxy.of("http://" + proxy.address()));
            trial.stream(Answers.good()).answered("Good.").sent(1);
            assertThat(proxy.heads.getFirst())
                    .startsWith(
                            "POST " + NAME + "/model/us.amazon.nova-lite-v1%3A0/converse-stream ")
                    .contains("\r\nHost: bedrock.test:4711\r\n");
        }
    }

    private static Environment variables(String... namesAndValues) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Environment.of(variables, Path.of("nowhere"), Clock.systemUTC());
    }

    private static void environment(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(trial.local().port())) {
            String user = "http://user:" + Trial.SECRET + "@" + proxy.address();
            trial.environment(variables("HTTP_PROXY", user));
            trial.at(URI.create(NAME), () -> trial.local().requests().size());
            trial.stream(Answers.good()).answered("Good.").sent(1);
            assertThat(proxy.heads.getFirst()).contains("\r\nProxy-Authorization: " + BASIC);
            proxy.heads.clear();

            try (var direct = new Trial()) {
                direct.environment(variables("HTTP_PROXY", user, "NO_PROXY", "a.b,.test"));
                direct.at(URI.create(NAME), () -> 0).stream()
                        .failed(ConnectionException.class)
                        .saying("unknown host bedrock.test");
            }
            try (var here = new Trial()) {
                here.environment(variables("HTTP_PROXY", user, "HTTPS_PROXY", user));
                here.stream(Answers.good()).answered("Good.").sent(1);
            }
            assertThat(proxy.heads).isEmpty();
        }
    }

    private static void properties(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(trial.local().port())) {
            String port = String.valueOf(proxy.endpoint().getPort());
            var set =
                    Map.of(
                            "http.proxyHost", "127.0.0.1",
                            "http.proxyPort", port,
                            "http.nonProxyHosts", "*.direct.test");
            trial.environment(variables().withProperties(set));
            trial.at(URI.create(NAME), () -> trial.local().requests().size());
            trial.stream(Answers.good()).answered("Good.").sent(1);
            assertThat(proxy.heads).isNotEmpty();

            try (var direct = new Trial()) {
                direct.environment(variables().withProperties(set));
                direct.at(URI.create("http://a.direct.test"), () -> 0).stream()
                        .failed(ConnectionException.class)
                        .saying("unknown host a.direct.test");
            }
        }
    }

    private static void credentials(Trial trial) throws Exception {
        try (var server = service("good");
                var proxy = new ProxyServer(server.endpoint().getPort())) {
            proxy.wanted = BASIC;
            trial.at(server)
                    .proxy(HttpProxy.of("http://user:" + Trial.SECRET + "@" + proxy.address()));
            trial.stream().answered("Good.").sent(1);
            assertThat(proxy.heads).hasSize(1);
        }
    }

    private static void wantsCredentials(Trial unused) throws Exception {
        try (var server = service("good");
                var proxy = new ProxyServer(server.endpoint().getPort())) {
            proxy.wanted = "Basic other";
            for (URI endpoint : List.of(server.endpoint(), URI.create(NAME))) {
                try (var trial = new Trial()) {
                    trial.at(endpoint, server::requests).proxy(HttpProxy.of(proxy.address()));
                    for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                        refused(
                                ended,
                                "the proxy " + proxy.address() + " requires credentials",
                                407);
                    }
                }
                try (var trial = new Trial()) {
                    trial.at(endpoint, server::requests)
                            .proxy(
                                    HttpProxy.of(proxy.address())
                                            .withCredentials("user", Trial.SECRET));
                    refused(trial.stream(), "rejected the credentials", 407);
                }
            }
            assertThat(server.requests()).isZero();
        }
    }

    private static void refused(Ending ended, String words, int status) {
        ended.failed(ConnectionException.class)
                .saying(words)
                .retryable(false)
                .withNothing()
                .tried(1);
        assertThat(Objects.requireNonNull(ended.failure()).details().status()).isEqualTo(status);
    }

    private static void otherKind(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(1)) {
            proxy.refusal =
                    ProxyServer.answer(
                            "407 Who?",
                            "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM abc",
                            "");
            trial.at(URI.create("https://bedrock.test"), () -> 0)
                    .proxy(HttpProxy.of(proxy.address()));
            trial.stream()
                    .failed(ConnectionException.class)
                    .saying("It supports only Negotiate, NTLM")
                    .retryable(false);
        }
    }

    private static void refuses(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(1)) {
            proxy.refusal =
                    ProxyServer.answer(
                            "403 No", "Server: p", "<h1>\u001b[31mno</h1>".repeat(9_000));
            trial.at(URI.create("https://bedrock.test"), () -> 0)
                    .proxy(HttpProxy.of(proxy.address()));
            for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                refused(ended, "does not allow calls to bedrock.test", 403);
            }
        }
        try (var proxy = new ProxyServer(1);
                var plain = new Trial()) {
            proxy.refusal = ProxyServer.answer("403 No", "Server: p", "<h1>no</h1>");
            plain.at(URI.create(NAME), () -> 0).proxy(HttpProxy.of(proxy.address()));
            refused(plain.stream(), "does not allow calls to bedrock.test:4711", 403);
        }
    }

    private static void badGateway(Trial unused) throws Exception {
        for (String endpoint : List.of("https://bedrock.test", NAME)) {
            try (var proxy = new ProxyServer(1);
                    var trial = new Trial()) {
                proxy.refusal = ProxyServer.answer("502 Bad", "Server: p", "no");
                trial.at(URI.create(endpoint), () -> 0).proxy(HttpProxy.of(proxy.address()));
                trial.stream()
                        .failed(ConnectionException.class)
                        .saying("the proxy " + proxy.address() + " could not reach bedrock.test")
                        .retryable(true)
                        .withNothing()
                        .tried(5);
                assertThat(proxy.heads).hasSize(5);
            }
        }
    }

    private static void service(Trial trial) throws Exception {
        try (var proxy = new ProxyServer(trial.local().port())) {
            trial.at(URI.create(NAME), () -> trial.local().requests().size())
                    .proxy(HttpProxy.of(proxy.address()));
            trial.stream(Scripted.error("AccessDeniedException", "You don't have access."))
                    .failed(AccessDeniedException.class)
                    .withDetails(403, "AccessDeniedException")
                    .sent(1);
        }
    }

    private static void down(Trial trial) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        trial.at(URI.create("https://bedrock.test"), () -> 0)
                .proxy(HttpProxy.of("127.0.0.1:" + port));
        trial.stream()
                .failed(ConnectionException.class)
                .saying("no connection to the proxy 127.0.0.1:" + port)
                .retryable(true)
                .withNothing()
                .tried(5);
        try (var nowhere = new Trial()) {
            nowhere.at(URI.create("https://bedrock.test"), () -> 0)
                    .proxy(HttpProxy.of("proxy.invalid:1"));
            nowhere.stream()
                    .failed(ConnectionException.class)
                    .saying("unknown host proxy.invalid (the proxy)")
                    .tried(2);
        }
    }

    private static void hangs(Trial trial) throws Exception {
        try (var proxy = new FaultServer((number, connection) -> connection.awaitClose())) {
            trial.at(URI.create("https://bedrock.test"), () -> 0)
                    .proxy(HttpProxy.of("127.0.0.1:" + proxy.endpoint().getPort()))
                    .timeouts(Timeouts.DEFAULT.withConnect(Duration.ofMillis(150)))
                    .retries(Trial.RETRIES.withAttempts(2));
            Ending ended = trial.stream();
            ended.failed(TimedOutException.class).withNothing().tried(2);
            NetworkRows.requirePhase(ended, Phase.CONNECT);
            assertThat(proxy.connections()).isEqualTo(2);
        }
    }

    private static void cancelled(Trial trial) throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var proxy =
                new FaultServer(
                        (number, connection) -> {
                            connection.head();
                            asked.countDown();
                            connection.awaitClose();
                            closed.countDown();
                        })) {
            trial.at(URI.create("https://bedrock.test"), () -> 0)
                    .proxy(HttpProxy.of("127.0.0.1:" + proxy.endpoint().getPort()));
            var handle = new Cancellation();
            var future =
                    trial.bedrock()
                            .model(Trial.MODEL)
                            .with(handle)
                            .invokeAsync(Message.user("Go on."));
            asked.await();
            handle.cancel();
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(future)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(CancelledException.class);
        }
    }

    private static void brokenTunnel(Trial trial) throws Exception {
        var read = new CountDownLatch(3);
        try (var server =
                        new FaultServer(
                                Certificates.listener("unknown"),
                                "https",
                                (number, connection) -> {
                                    connection.request();
                                    connection.send(
                                            "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nContent-Type: "
                                                    + Answers.STREAM
                                                    + "\r\nContent-Length: 100000\r\n\r\n");
                                    connection.send(Answers.GOOD.getFirst().encoded().toArray());
                                    connection.send(Answers.delta(0, "Hel").encoded().toArray());
                                    connection.send(Answers.delta(0, "lo ").encoded().toArray());
                                    read.await();
                                    connection.reset();
                                });
                var proxy = new ProxyServer(server.endpoint().getPort())) {
            trial.at(server)
                    .tls(Tls.trusting(Certificates.trustStore("unknown")))
                    .proxy(HttpProxy.of(proxy.address()));
            trial.stream(event -> read.countDown())
                    .failed(StreamTruncatedException.class)
                    .withPartial(Answers.PARTIAL)
                    .sent(1);
        }
    }
}
