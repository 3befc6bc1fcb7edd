package dev.outcrop.internal.transport;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.http.ConnectTimedOutException;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * HTTP for credential requests: over a client's connections, so that its proxy and TLS settings
 * apply, or over new ones each time. Addresses on this machine or its link are never called over a
 * client's.
 */
public final class CredentialsHttpClient implements CredentialsHttp {
    private static final int MOST_BYTES = 1 << 20;

    private final Supplier<HttpClient> shared;
    private final Proxies proxies;

    /**
     * Returns one that opens a connection for each request, with the proxies of the environment.
     */
    public static CredentialsHttpClient own(Environment environment) {
        return new CredentialsHttpClient(
                CredentialsHttpClient::newEngine, new Proxies(null, environment));
    }

    private CredentialsHttpClient(Supplier<HttpClient> shared, Proxies proxies) {
        this.shared = shared;
        this.proxies = proxies;
    }

    /** Returns one that uses a client's connections. The caller closes the client. */
    public static CredentialsHttpClient of(HttpClient engine, Proxies proxies) {
        return new CredentialsHttpClient(() -> new Borrowed(engine), proxies);
    }

    private static HttpClient newEngine() {
        return new SocketHttpClient(() -> Tls.DEFAULT);
    }

    @Override
    public Answer send(Ask ask) throws IOException {
        String fault = ServiceEndpoint.fault(ask.uri());
        if (fault != null) {
            throw new IOException("the address " + fault);
        }
        Duration timeout = ask.timeout();
        var call =
                new HttpClient.Call(
                        ask.method(),
                        ask.uri(),
                        ask.headers(),
                        ask.body(),
                        ask.direct() ? null : proxies.of(ask.uri()),
                        new Timeouts(timeout, timeout, timeout, null),
                        Deadline.in(timeout.multipliedBy(2)),
                        new Cancellation());
        var redaction =
                new SecretRedaction(ask.headers(), call.proxy(), RequestSecrets.inBody(ask.body()));
        try (HttpClient engine = ask.direct() ? newEngine() : shared.get();
                HttpClient.Exchange exchange = engine.send(call)) {
            String encoding = ContentEncoding.of(exchange);
            if (encoding != null) {
                throw new IOException("the response is encoded as " + encoding);
            }
            byte[] body = exchange.body().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new IOException("the response is longer than 1 MiB");
            }
            boolean done = exchange.status() == 200; // then it contains keys, and is not shown
            return new Answer(exchange.status(), done ? body : redaction.of(body));
        } catch (ConnectTimedOutException e) {
            var unreachable = new ConnectException(e.getMessage());
            unreachable.initCause(e);
            throw unreachable;
        } catch (ConnectException e) {
            throw e; // no response has arrived
        } catch (IOException e) {
            throw redaction.of(e);
        }
    }

    /** A client that its owner closes. */
    private record Borrowed(HttpClient engine) implements HttpClient {
        @Override
        public Exchange send(Call call) throws IOException {
            return engine.send(call);
        }

        @Override
        public void close() {}
    }
}
