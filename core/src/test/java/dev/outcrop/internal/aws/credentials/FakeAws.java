package dev.outcrop.internal.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.internal.transport.CredentialsHttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The services that give credentials, on this machine, with a clock that can be moved. */
public final class FakeAws implements AutoCloseable {
    public static final Duration LIFE = Duration.ofHours(1);

    private final HttpServer server;
    private final Map<String, Function<Seen, Reply>> services = new ConcurrentHashMap<>();
    private final List<Seen> seen = new ArrayList<>(); // guarded by this
    private final AtomicReference<Instant> now = new AtomicReference<>(MadeUp.NOW);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A request as it arrived; headers in lower case. */
    public record Seen(
            int number, String method, String target, Map<String, String> headers, String body) {
        public String action() {
            return String.valueOf(form().get("Action"));
        }

        public Map<String, String> form() {
            var form = new TreeMap<String, String>();
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
            return form;
        }
    }

    public record Reply(int status, String body, boolean late) {
        public static Reply of(String body) {
            return new Reply(200, body, false);
        }

        public static Reply of(int status, String body) {
            return new Reply(status, body, false);
        }

        /** None, until the server is closed. */
        public static Reply never() {
            return new Reply(500, "", true);
        }
    }

    public FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** What answers requests whose path begins so. */
    public FakeAws on(String path, Function<Seen, Reply> service) {
        services.put(path, service);
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    public long count(String path) {
        return seen().stream().filter(one -> one.target().startsWith(path)).count();
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public Instant now() {
        return now.get();
    }

    public Instant end() {
        return now().plus(LIFE);
    }

    /** An environment in which this is AWS, without instance metadata unless told otherwise. */
    public Environment environment(Path home, String... namesAndValues) {
        var variables = new HashMap<String, String>();
        variables.put("AWS_ENDPOINT_URL_STS", url("/sts"));
        variables.put("AWS_ENDPOINT_URL_SSO", url("/sso"));
        variables.put("AWS_ENDPOINT_URL_SSO_OIDC", url("/oidc"));
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return Environment.of(variables, home, clock);
    }

    /** Sources that lose no time between tries. */
    public static CredentialsFactory sources(Environment environment) {
        return new CredentialsFactory(
                environment,
                CredentialsHttpClient.own(Environment.ofProcess()),
                (wait, cancellation) -> {},
                null);
    }

    /** Sources that wait a tenth of a second for an answer. */
    public static CredentialsFactory hasty(Environment environment) {
        var connections = CredentialsHttpClient.own(Environment.ofProcess());
        return new CredentialsFactory(
                environment,
                ask ->
                        connections.send(
                                new CredentialsHttp.Ask(
                                        ask.method(),
                                        ask.uri(),
                                        ask.headers(),
                                        ask.body(),
                                        Duration.ofMillis(100),
                                        ask.direct())),
                (wait, cancellation) -> {},
                null);
    }

    /** Keys as STS gives them. */
    public Reply stsKeys(String action, String id) {
        return Reply.of(
                "<"
                        + action
                        + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n <"
                        + action
                        + "Result>\n  <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/a/b</Arn>"
                        + "<AssumedRoleId>x:y</AssumedRoleId></AssumedRoleUser>\n"
                        + "  <Credentials>\n   <AccessKeyId>"
                        + id
                        + "</AccessKeyId>\n   <SecretAccessKey>secret&#43;of</SecretAccessKey>\n"
                        + "   <SessionToken>session-of-"
                        + id
                        + "</SessionToken>\n   <Expiration>"
                        + end()
                        + "</Expiration>\n  </Credentials>\n </"
                        + action
                        + "Result>\n</"
                        + action
                        + "Response>");
    }

    public static Reply stsError(int status, String code, String message) {
        return Reply.of(
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                        + "<Type>Sender</Type><Code>"
                        + code
                        + "</Code><Message>"
                        + message
                        + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    /** Keys as containers and instances get them. */
    public Reply metadataKeys(String id) {
        return Reply.of(
                "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\""
                        + id
                        + "\",\"SecretAccessKey\":\"secret\",\"Token\":\"session-of-"
                        + id
                        + "\",\"Expiration\":\""
                        + end()
                        + "\"}");
    }

    /** Keys as the sign-in portal gives them. */
    public Reply ssoKeys(String id) {
        return Reply.of(
                "{\"roleCredentials\":{\"accessKeyId\":\""
                        + id
                        + "\",\"secretAccessKey\":\"secret\",\"sessionToken\":\"session-of-"
                        + id
                        + "\",\"expiration\":"
                        + end().toEpochMilli()
                        + "}}");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.get(0)));
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Seen request;
            synchronized (this) {
                int number = 1 + (int) count(target.replaceFirst("\\?.*", ""));
                request = new Seen(number, exchange.getRequestMethod(), target, headers, body);
                seen.add(request);
            }
            Reply reply = reply(request);
            if (reply.late()) {
                awaitClose();
                return;
            }
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Of the service with the longest path. */
    private Reply reply(Seen request) {
        return services.entrySet().stream()
                .filter(service -> request.target().startsWith(service.getKey()))
                .max(Comparator.comparingInt(service -> service.getKey().length()))
                .map(service -> service.getValue().apply(request))
                .orElseGet(() -> Reply.of(404, ""));
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
