package dev.outcrop.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Brings a request to the service: signs it, sends it, and says what a failure means. Safe for any
 * number of threads. Closing it cancels the calls that are under way.
 */
public final class Transport implements AutoCloseable {
    private static final int ERROR_BODY_LIMIT = 64 << 10;

    private final HttpEngine http;
    private final Supplier<URI> endpoint;
    private final Authenticator authenticator;
    private final Set<Cancellation> live = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param endpoint what the paths of requests are below; asked for at each call
     */
    public Transport(HttpEngine http, Supplier<URI> endpoint, Authenticator authenticator) {
        this.http = http;
        this.endpoint = endpoint;
        this.authenticator = authenticator;
    }

    /**
     * Sends the request and waits until the response has begun.
     *
     * @return a response with a status from 200 to 299 and the content type that was asked for
     * @throws BedrockException in every other case
     */
    public Response send(Request request) {
        Cancellation cancellation = request.cancellation();
        live.add(cancellation);
        try {
            if (closed || cancellation.isCancelled()) {
                throw new CancelledException(
                        closed ? "the client was closed" : "the call was cancelled",
                        Facts.NONE.withModelId(request.modelId()));
            }
            return attempt(request);
        } catch (RuntimeException | Error e) {
            live.remove(cancellation);
            throw e;
        }
    }

    private Response attempt(Request request) {
        URI uri = URI.create(endpoint.get() + request.path());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", Request.JSON);
        headers.put("Accept", request.accept());
        headers.put("User-Agent", UserAgent.TEXT);
        headers.putAll(request.headers());
        headers.putAll(authenticator.headers("POST", uri, Map.copyOf(headers), request.body()));

        var call =
                new HttpEngine.Call(
                        "POST",
                        uri,
                        headers,
                        request.body(),
                        request.timeouts(),
                        request.cancellation());
        var failures = new Failures(uri, request.timeouts(), request.cancellation());
        Facts facts = Facts.NONE.withModelId(request.modelId()).withAttempts(1);
        HttpEngine.Exchange exchange;
        try {
            exchange = http.send(call);
        } catch (IOException e) {
            throw failures.beforeResponse(e, facts);
        }
        facts = facts.withService(exchange.status(), null, exchange.header("x-amzn-RequestId"));
        try {
            requireSuccess(exchange, request, failures, facts);
        } catch (RuntimeException | Error e) {
            exchange.close();
            throw e;
        }
        return new Response(exchange, failures, facts, () -> live.remove(request.cancellation()));
    }

    private static void requireSuccess(
            HttpEngine.Exchange exchange, Request request, Failures failures, Facts facts) {
        int status = exchange.status();
        if (status < 200 || status > 299) {
            byte[] body;
            try {
                body = exchange.body().readNBytes(ERROR_BODY_LIMIT);
            } catch (IOException e) {
                throw failures.whileReading(e, facts);
            }
            throw ErrorReader.read(status, exchange.header("x-amzn-ErrorType"), body, facts);
        }
        String type = exchange.header("Content-Type");
        if (!isType(type, request.accept())) {
            throw new ProtocolException(
                    "expected "
                            + request.accept()
                            + ", got "
                            + (type == null ? "no content type" : Excerpt.of(type, 100)),
                    facts.withRemedy(
                            "Is there a proxy, or another kind of server, at the address?"));
        }
    }

    private static boolean isType(@Nullable String type, String wanted) {
        return type != null && type.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    @Override
    public void close() {
        closed = true;
        live.forEach(Cancellation::cancel);
        http.close();
    }
}
