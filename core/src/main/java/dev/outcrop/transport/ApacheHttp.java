package dev.outcrop.transport;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * {@link HttpEngine} over Apache HttpClient 5, classic: one blocking connection a call, as many as
 * there are calls. It retries nothing, follows no redirect and keeps no cookie: what to do about a
 * failure is decided in one place, and that is not here.
 */
public final class ApacheHttp implements HttpEngine {
    private static final int UNLIMITED = 1 << 20;

    /** Each open stream has three of them; HttpClient would take 32 KiB for each. */
    private static final int BUFFER = 6 << 10;

    private final CloseableHttpClient client;

    /**
     * @param tls asked with the first connection that needs it
     */
    public ApacheHttp(Supplier<Tls> tls) {
        client =
                HttpClientBuilder.create()
                        .setConnectionManager(connections(new LazyTls(tls)))
                        .setRequestExecutor(new ConnectionWatch())
                        .setRoutePlanner(new ProxyRoutes())
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableConnectionState()
                        .disableContentCompression()
                        .disableDefaultUserAgent()
                        .build();
    }

    private static HttpClientConnectionManager connections(LazyTls tls) {
        return new InterruptibleSockets()
                .setMaxConnTotal(UNLIMITED)
                .setMaxConnPerRoute(UNLIMITED)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(
                                        Http1Config.custom()
                                                .setBufferSize(BUFFER)
                                                .setMaxLineLength(64 << 10)
                                                .setMaxHeaderCount(500)
                                                .build())
                                .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom()
                                .setTcpNoDelay(true)
                                .setSoKeepAlive(true)
                                .setTcpKeepIdle(60)
                                .setTcpKeepInterval(15)
                                .setTcpKeepCount(8)
                                .build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                .setTlsSocketStrategy(tls)
                .build();
    }

    @Override
    public Exchange send(Call call) throws IOException {
        Timeouts timeouts = call.timeouts();
        Deadline deadline = call.deadline();
        var request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        if (call.body().length > 0) {
            String type = call.headers().get("Content-Type");
            request.setEntity(
                    new ByteArrayEntity(
                            call.body(), type == null ? null : ContentType.parse(type)));
        }
        String authorization = call.proxy() == null ? null : call.proxy().authorization();
        if (authorization != null && "http".equalsIgnoreCase(call.uri().getScheme())) {
            request.setHeader(ProxyRefused.AUTHORIZATION, authorization);
        }
        request.setConfig(config(timeout(deadline.atMost(timeouts.connect()))));
        HttpClientContext context = HttpClientContext.create();
        ConnectionWatch.watch(context, call);
        Cancellation.Registration registration = call.cancellation().onCancel(request::abort);
        try {
            ClassicHttpResponse response =
                    client.executeOpen(HttpHost.create(call.uri()), request, context);
            return new ApacheExchange(
                    request,
                    response,
                    ConnectionWatch.connection(context),
                    timeouts.idle(),
                    deadline,
                    registration);
        } catch (SocketTimeoutException e) {
            registration.close();
            request.abort();
            throw inPhase(e, context, deadline);
        } catch (IllegalStateException e) {
            registration.close();
            request.abort();
            if (call.cancellation().isCancelled()) {
                // An abort, or the end of the client, may meet HttpClient between two of its steps.
                throw new IOException("the request was aborted", e);
            }
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            registration.close();
            request.abort();
            throw e;
        }
    }

    /**
     * HttpClient wants the time for a connection with the connection; here each call has its own.
     * Who is asking is said in each request, and to no challenge.
     */
    @SuppressWarnings("deprecation")
    private static RequestConfig config(Timeout connect) {
        return RequestConfig.custom()
                .setConnectTimeout(connect)
                .setAuthenticationEnabled(false)
                .build();
    }

    private static IOException inPhase(
            SocketTimeoutException e, HttpClientContext context, Deadline deadline) {
        if (deadline.hasPassed()) {
            return new Deadline.Passed();
        }
        boolean connected = ConnectionWatch.connection(context) != null;
        if (connected || e instanceof ConnectTimeoutException) {
            return e;
        }
        var handshake = new ConnectTimeoutException(e.getMessage());
        handshake.initCause(e);
        return handshake;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    static Timeout timeout(@Nullable Duration duration) {
        return duration == null ? Timeout.DISABLED : Timeout.of(duration);
    }
}
