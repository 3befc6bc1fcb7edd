package dev.outcrop.it.jdk;

import dev.outcrop.Bedrock;
import dev.outcrop.BedrockOverHttp;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * {@link HttpClient} over the JDK's HTTP client, HTTP/1.1 only. It shares no code with the
 * library's own connections, so that a test of both shows what one of them does alone.
 */
public final class JdkHttpClient implements HttpClient {
    /** What the JDK's client has for all of its calls, and ours for each one. */
    private record Key(@Nullable Duration connect, @Nullable HttpProxy proxy, boolean secure) {}

    private final Map<Key, java.net.http.HttpClient> clients = new HashMap<>();
    private final Cancellation closing = new Cancellation();
    private final Supplier<Tls> tls;

    /**
     * @param tls asked with the first connection that needs it
     */
    public JdkHttpClient(Supplier<Tls> tls) {
        this.tls = tls;
    }

    /** A client whose requests this sends, to be set up further. */
    public static Bedrock.Builder client() {
        return BedrockOverHttp.set(Bedrock.builder(), JdkHttpClient::new);
    }

    @Override
    public Exchange send(Call call) throws IOException {
        var connected = new CompletableFuture<Void>();
        var body = new ReceivedBody(call);
        CompletableFuture<HttpResponse<ReceivedBody>> response =
                client(call).sendAsync(request(call, connected), head -> body);
        Runnable end =
                () -> {
                    response.cancel(true);
                    body.close();
                };
        Cancellation.Registration closed = closing.onCancel(end);
        Cancellation.Registration cancelled = call.cancellation().onCancel(end);
        Cancellation.Registration both =
                () -> {
                    closed.close();
                    cancelled.close();
                };
        try {
            await(CompletableFuture.anyOf(connected, response), call.deadline().atMost(null));
            Duration firstByte = call.deadline().atMost(call.timeouts().firstByte());
            return new JdkExchange(await(response, firstByte), body, both);
        } catch (Exception e) {
            end.run();
            both.close();
            throw failure(e, call);
        }
    }

    private static <T> T await(CompletableFuture<T> what, @Nullable Duration wait)
            throws InterruptedException, ExecutionException, TimeoutException {
        return wait == null ? what.get() : what.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static IOException failure(Exception failure, Call call) {
        return switch (failure) {
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                yield new InterruptedIOException("interrupted");
            }
            case TimeoutException late ->
                    call.deadline().hasPassed()
                            ? new Deadline.Passed()
                            : new SocketTimeoutException("no response began");
            case CancellationException cancelled -> new IOException("cancelled", cancelled);
            case Deadline.Passed passed -> passed;
            case ExecutionException failed -> JdkFailures.beforeResponse(failed.getCause(), call);
            default -> new IOException(failure);
        };
    }

    /**
     * The request.
     *
     * @param connected completed when its body can be sent: there is no other sign of a connection
     */
    private static HttpRequest request(Call call, CompletableFuture<Void> connected) {
        BodyPublisher bytes = BodyPublishers.ofByteArray(call.body());
        BodyPublisher body =
                BodyPublishers.fromPublisher(
                        subscriber -> {
                            connected.complete(null);
                            bytes.subscribe(subscriber);
                        },
                        Math.max(1, bytes.contentLength()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.uri())
                        .method(
                                call.method(),
                                call.body().length == 0 ? BodyPublishers.noBody() : body);
        call.headers().forEach(request::setHeader);
        HttpProxy proxy = call.proxy();
        if (proxy != null && proxy.authorization() != null) {
            request.setHeader("Proxy-Authorization", proxy.authorization());
        }
        return request.build();
    }

    private java.net.http.HttpClient client(Call call) throws IOException {
        boolean secure = call.uri().getScheme().equals("https");
        var key = new Key(call.timeouts().connect(), call.proxy(), secure);
        synchronized (clients) {
            java.net.http.HttpClient client = clients.get(key);
            if (client == null) {
                client = client(key);
                clients.put(key, client);
            }
            return client;
        }
    }

    private java.net.http.HttpClient client(Key key) throws IOException {
        java.net.http.HttpClient.Builder client =
                java.net.http.HttpClient.newBuilder()
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                        .proxy(proxy(key.proxy()))
                        .sslContext(context(key.secure()));
        if (key.connect() != null) {
            client.connectTimeout(key.connect());
        }
        return client.build();
    }

    /** Without one, the JDK's client loads the system's, even for http addresses. */
    private SSLContext context(boolean secure) throws IOException {
        try {
            SSLContext given = secure ? tls.get().context() : null;
            if (given != null) {
                return given;
            }
            var system = SSLContext.getInstance("TLS");
            system.init(null, null, null);
            return system;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static ProxySelector proxy(@Nullable HttpProxy proxy) {
        if (proxy == null) {
            return java.net.http.HttpClient.Builder.NO_PROXY;
        }
        if (proxy.scheme().equals("https")) {
            throw new UnsupportedOperationException("no TLS to proxies");
        }
        return ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
    }

    @Override
    public void close() {
        closing.cancel();
        synchronized (clients) {
            clients.values().forEach(java.net.http.HttpClient::shutdownNow);
        }
    }
}
