package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class SocketHttpClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT);
    private final Cancellation cancellation = new Cancellation();

    @AfterEach
    void close() {
        http.close();
    }

    private HttpClient.Call call(
            URI uri, byte[] body, Timeouts timeouts, @Nullable HttpProxy proxy) {
        return new HttpClient.Call(
                "POST",
                uri,
                Map.of("Content-Type", "application/json"),
                body,
                proxy,
                timeouts,
                Deadline.in(timeouts.total()),
                cancellation);
    }

    private HttpClient.Call call(URI uri) {
        return call(uri, new byte[] {'{', '}'}, Timeouts.DEFAULT, null);
    }

    private static String text(HttpClient.Exchange exchange) throws IOException {
        try (exchange) {
            return new String(exchange.body().readAllBytes(), ISO_8859_1);
        }
    }

    private static void answer(List<String> heads, java.net.Socket socket, String response)
            throws IOException {
        for (; ; ) {
            heads.add(TinyServer.request(socket));
            TinyServer.send(socket, response);
        }
    }

    @Test
    void oneCallAfterTheOtherUsesOneConnection() throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        try (var server = new TinyServer((n, socket) -> answer(heads, socket, OK))) {
            URI uri = server.at("127.0.0.1");
            assertThat(text(http.send(call(uri)))).isEqualTo("ok");
            assertThat(text(http.send(call(uri)))).isEqualTo("ok");

            assertThat(server.connections()).isEqualTo(1);
            assertThat(heads)
                    .hasSize(2)
                    .allSatisfy(
                            head ->
                                    assertThat(head)
                                            .isEqualTo(
                                                    "POST /a%2Fb?c=d HTTP/1.1\r\nHost: "
                                                            + uri.getAuthority()
                                                            + "\r\nContent-Type: application/json\r\n"
                                                            + "Content-Length: 2\r\n\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=0\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
            })
    void aConnectionThatTheServerDoesNotKeepIsNotUsedAgain(String response) throws Exception {
        try (var server =
                new TinyServer((n, s) -> answer(new CopyOnWriteArrayList<>(), s, response))) {
            text(http.send(call(server.at("127.0.0.1"))));
            text(http.send(call(server.at("127.0.0.1"))));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aResponseThatIsNotReadToItsEndIsNotLeftToTheNextCall() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(
                                    socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + n + n);
                            TinyServer.send(socket, n + "\n");
                        })) {
            http.send(call(server.at("127.0.0.1"))).close();

            assertThat(text(http.send(call(server.at("127.0.0.1"))))).isEqualTo("222\n");
        }
    }

    @Test
    void closingABodyWaitsForNothing() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(
                                    socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
                            TinyServer.request(socket);
                        })) {
            try (HttpClient.Exchange exchange = http.send(call(server.at("127.0.0.1")))) {
                exchange.body().close();
            }
        }
    }

    @Test
    void cancellingACallThatIsOverLeavesItsConnectionToTheNextOne() throws Exception {
        try (var server =
                new TinyServer((n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, OK))) {
            HttpClient.Exchange first = http.send(call(server.at("127.0.0.1")));
            first.body().readAllBytes();
            first.close();
            cancellation.cancel();
            first.close();
            var second =
                    new HttpClient.Call(
                            "POST",
                            server.at("127.0.0.1"),
                            Map.of(),
                            new byte[0],
                            null,
                            Timeouts.DEFAULT,
                            Deadline.in(null),
                            new Cancellation());

            assertThat(text(http.send(second))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatWasCancelledBeforeItBeganReachesNobody() throws Exception {
        cancellation.cancel();
        try (var server =
                new TinyServer((n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, OK))) {
            assertThatThrownBy(() -> http.send(call(server.at("127.0.0.1"))))
                    .isInstanceOf(IOException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void anAddressThatRefusesIsNotTheOnlyOneOfItsName() throws Exception {
        InetAddress refusing = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        InetAddress answering = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var server =
                        new TinyServer(
                                answering,
                                (n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, OK));
                var named =
                        new SocketHttpClient(
                                () -> Tls.DEFAULT,
                                name -> new InetAddress[] {refusing, refusing, answering})) {
            assertThat(text(named.send(call(server.at("bedrock.test"))))).isEqualTo("ok");
        }
    }

    @Test
    void aResponseThatIsClosedTwiceGivesItsConnectionBackOnce() throws Exception {
        try (var server =
                new TinyServer((n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, OK))) {
            HttpClient.Exchange first = http.send(call(server.at("127.0.0.1")));
            first.body().readAllBytes();
            first.close();
            first.close();

            try (HttpClient.Exchange one = http.send(call(server.at("127.0.0.1")));
                    HttpClient.Exchange other = http.send(call(server.at("127.0.0.1")))) {
                assertThat(one.status()).isEqualTo(other.status());
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void interimResponsesAreReadOver() throws Exception {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
        try (var server =
                new TinyServer(
                        (n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, hints + OK))) {
            assertThat(text(http.send(call(server.at("127.0.0.1"))))).isEqualTo("ok");
        }
    }

    @Test
    void interimResponsesWithoutEndAreAFailure() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            for (; ; ) {
                                TinyServer.send(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                            }
                        })) {
            assertThatThrownBy(() -> http.send(call(server.at("127.0.0.1"))))
                    .isInstanceOf(NotHttpException.class);
        }
    }

    @Test
    void theTimeForAllOfItHoldsWhileTheServerTakesNothing() throws Exception {
        var end = new CountDownLatch(1);
        try (var server = new TinyServer((n, socket) -> end.await())) {
            Timeouts timeouts = Timeouts.DEFAULT.withTotal(Duration.ofMillis(300));
            HttpClient.Call upload =
                    call(server.at("127.0.0.1"), new byte[50_000_000], timeouts, null);

            assertThatThrownBy(() -> http.send(upload)).isInstanceOf(Deadline.Passed.class);
            end.countDown();
        }
    }

    @Test
    void aHandshakeThatDribblesTakesNoLongerThanAConnectionMay() throws Exception {
        var end = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            // A TLS record of 16,000 bytes that never becomes whole.
                            TinyServer.send(socket, "\u0016\u0003\u0003>\u0080");
                            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                                TinyServer.send(socket, "x");
                            }
                        })) {
            URI uri = URI.create(server.at("127.0.0.1").toString().replace("http://", "https://"));
            Timeouts timeouts = Timeouts.DEFAULT.withConnect(Duration.ofMillis(400));

            assertThatThrownBy(() -> http.send(call(uri, new byte[1], timeouts, null)))
                    .isInstanceOf(ConnectTimedOutException.class);
            end.countDown();
        }
    }

    @Test
    void onlyTheReaderWhoWaitsRunsOutOfTime() throws Exception {
        var more = new CountDownLatch(1);
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(
                                    socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab");
                            more.await();
                        })) {
            Timeouts timeouts = Timeouts.DEFAULT.withIdle(Duration.ofMillis(200));
            Timeouts longer = timeouts.withIdle(Duration.ofMillis(400));
            try (HttpClient.Exchange exchange =
                            http.send(call(server.at("127.0.0.1"), new byte[1], timeouts, null));
                    HttpClient.Exchange other =
                            http.send(call(server.at("127.0.0.1"), new byte[1], longer, null))) {
                assertThat(exchange.body().readNBytes(1)).hasSize(1);
                // A reader that takes its time is not one that waits: the limit of another one,
                // which is longer, has passed meanwhile.
                assertThatThrownBy(() -> other.body().readNBytes(3))
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(exchange.body().readNBytes(1)).hasSize(1);

                assertThatThrownBy(() -> exchange.body().read())
                        .isInstanceOf(SocketTimeoutException.class);
            }
            more.countDown();
        }
    }

    @Test
    void aProxyOfPlainHttpIsAskedForTheWholeAddress() throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        try (var proxy = new TinyServer((n, socket) -> answer(heads, socket, OK))) {
            HttpProxy through =
                    HttpProxy.of("http://user:pass@" + proxy.at("127.0.0.1").getAuthority());
            URI uri = URI.create("http://bedrock.test/model/x/converse");

            assertThat(text(http.send(call(uri, new byte[1], Timeouts.DEFAULT, through))))
                    .isEqualTo("ok");
            assertThat(heads.getFirst())
                    .startsWith("POST http://bedrock.test/model/x/converse HTTP/1.1\r\n")
                    .contains("Host: bedrock.test\r\n")
                    .contains("Proxy-Authorization: Basic ");
        }
    }

    @Test
    void ofARequestThatCannotBeWrittenNothingIsSent() throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        try (var server = new TinyServer((n, socket) -> answer(heads, socket, OK))) {
            URI uri = server.at("127.0.0.1");
            var split =
                    new HttpClient.Call(
                            "POST",
                            uri,
                            Map.of("X-A", "a\r\nX-B: b"),
                            new byte[0],
                            null,
                            Timeouts.DEFAULT,
                            Deadline.in(null),
                            cancellation);
            assertThatThrownBy(() -> http.send(split)).isInstanceOf(IllegalArgumentException.class);

            assertThat(text(http.send(call(uri)))).isEqualTo("ok");
            assertThat(heads).singleElement().asString().doesNotContain("X-");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aClosedEngineMakesNoConnection() throws Exception {
        try (var server =
                new TinyServer((n, socket) -> answer(new CopyOnWriteArrayList<>(), socket, OK))) {
            text(http.send(call(server.at("127.0.0.1"))));
            http.close();

            assertThatThrownBy(() -> http.send(call(server.at("127.0.0.1"))))
                    .isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
