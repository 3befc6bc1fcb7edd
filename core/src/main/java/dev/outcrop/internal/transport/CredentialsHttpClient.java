package dev.outcrop.internal.transport;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.credentials.CredentialsHttp;
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
 * The connections that credentials are asked for over: those of a client, so that its proxy and its
 * TLS hold for them too, or new ones each time. What stays on this machine or its link is never
 * asked over a client's.
 */
public final class CredentialsHttpClient implements CredentialsHttp {
    private static final int MOST_BYTES = 1 << 20;

    private final Supplier<HttpClient> shared;
    private final Proxies proxies;

    /** A new connection for each request, over the proxies of the environment. */
    public static CredentialsHttpClient own(Environment environment) {
        return new CredentialsHttpClient(
                CredentialsHttpClient::newEngine, new Proxies(null, environment));
    }

    private CredentialsHttpClient(Supplier<HttpClient> shared, Proxies proxies) {
        this.shared = shared;
        this.proxies = proxies;
    }

    /** Those of a client. Whoever has it closes it. */
    public static CredentialsHttpClient of(HttpClient engine, Proxies proxies) {
        return new CredentialsHttpClient(() -> new Borrowed(engine), proxies);
    }

    private static HttpClient newEngine() {
        return new SocketHttpClient(() -> Tls.SYSTEM);
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
            boolean done = exchange.status() == 200; // then it has keys, and is not shown
            return new Answer(exchange.status(), done ? body : redaction.of(body));
        } catch (ConnectTimedOutException e) {
            var unreachable = new ConnectException(e.getMessage());
            unreachable.initCause(e);
            throw unreachable;
        } catch (ConnectException e) {
            throw e; // nothing has come
        } catch (IOException e) {
            throw redaction.of(e);
        }
    }

    /** An engine that somebody else closes. */
    private record Borrowed(HttpClient engine) implements HttpClient {
        @Override
        public Exchange send(Call call) throws IOException {
            return engine.send(call);
        }

        @Override
        public void close() {}
    }
}
