package dev.outcrop.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ErrorDetails.RetryHint;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.internal.BoundedMemo;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.ProxyRefusedException;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Sends a request to the service, once: waits for the rate limits, signs it, sends it, and converts
 * failures. Safe for any number of threads.
 */
public final class Transport implements AutoCloseable {
    private static final int ERROR_BODY_LIMIT = 64 << 10;

    private static final String S3_REQUEST_ID = "x-amz-request-id";

    /** A program calls few addresses, and often. */
    private static final BoundedMemo<URI> ADDRESSES = new BoundedMemo<>(RequestTarget::uri);

    private final HttpClient http;
    private final BiFunction<Service, Cancellation, URI> endpoints;
    private final Proxies proxies;
    private final Authenticator authenticator;
    private final RateLimiter limiter;
    private final @Nullable ServerRemedies remedies;

    /**
     * @param endpoints returns the base URL of a service; called for each call, with the
     *     cancellation that ends the wait
     */
    public Transport(
            HttpClient http,
            BiFunction<Service, Cancellation, URI> endpoints,
            Proxies proxies,
            Authenticator authenticator,
            RateLimiter limiter) {
        this(http, endpoints, proxies, authenticator, limiter, null);
    }

    /**
     * @param remedies for another server than Bedrock; null for Bedrock
     */
    public Transport(
            HttpClient http,
            BiFunction<Service, Cancellation, URI> endpoints,
            Proxies proxies,
            Authenticator authenticator,
            RateLimiter limiter,
            @Nullable ServerRemedies remedies) {
        this.remedies = remedies;
        this.http = http;
        this.endpoints = endpoints;
        this.proxies = proxies;
        this.authenticator = authenticator;
        this.limiter = limiter;
    }

    /**
     * Sends the request and waits until the response has begun.
     *
     * @return a response with a status from 200 to 299 and the expected content type
     * @throws BedrockException in every other case
     */
    public ServiceResponse send(ServiceRequest request) {
        var deadline = Deadline.in(request.timeouts().total());
        RateLimiter.Turn turn =
                limiter.await(request.reservedTokens(), request.cancellation(), deadline.left());
        try {
            ServiceResponse response = attempt(request, deadline, turn);
            turn.succeeded();
            return response;
        } catch (ThrottledException e) {
            turn.throttled();
            turn.end(0);
            throw remedied(e);
        } catch (BedrockException e) {
            turn.end(0);
            throw remedied(e);
        } catch (Throwable e) {
            turn.end(0);
            throw e;
        }
    }

    private BedrockException remedied(BedrockException failure) {
        return remedies == null ? failure : remedies.of(failure);
    }

    private ServiceResponse attempt(
            ServiceRequest request, Deadline deadline, RateLimiter.Turn turn) {
        ErrorDetails details = ErrorDetails.NONE.withModelId(request.modelId()).withAttempts(1);
        URI uri = uri(request);
        Map<String, String> headers = headers(request);
        Authenticator.Proof proof = proof(request, uri, headers);
        headers.putAll(proof.headers());
        var call =
                new HttpClient.Call(
                        request.method(),
                        uri,
                        headers,
                        request.body(),
                        proxies.of(uri),
                        request.timeouts(),
                        deadline,
                        request.cancellation());
        var failures =
                new IoExceptionMapper(
                        uri, call.proxy(), request.timeouts(), request.cancellation());
        var redaction = new SecretRedaction(headers, call.proxy(), proof.secrets());
        HttpClient.Exchange exchange;
        try {
            exchange = http.send(call);
        } catch (IOException e) {
            throw redaction.of(failures.beforeResponse(e, details));
        }
        details = details.withService(exchange.status(), null, requestId(exchange));
        try {
            requireSuccess(exchange, call, failures, redaction, details);
            requirePlain(exchange, details);
            requireType(exchange, request.accept(), failures, redaction, details);
        } catch (BedrockException e) {
            Instant serverTime = ServerTime.of(exchange);
            exchange.close();
            throw putRight(redaction.of(e), serverTime, proof, request);
        } catch (Throwable e) {
            exchange.close();
            throw e;
        }
        return new ServiceResponse(exchange, failures, redaction, details, turn, remedies);
    }

    private static Map<String, String> headers(ServiceRequest request) {
        var headers = new LinkedHashMap<String, String>();
        if (request.body().length > 0) {
            headers.put("Content-Type", ServiceRequest.JSON);
        }
        headers.put("Accept", request.accept());
        headers.put("User-Agent", UserAgent.TEXT);
        headers.putAll(request.headers());
        return headers;
    }

    /** If no region is set, this may wait for it, as for credentials. */
    private URI uri(ServiceRequest request) {
        try {
            String base = endpoints.apply(request.service(), request.cancellation()).toString();
            return ADDRESSES.of(base.concat(request.path()));
        } catch (Throwable e) {
            throw failure(e, request.cancellation());
        }
    }

    /** May wait for credentials. */
    private Authenticator.Proof proof(
            ServiceRequest request, URI uri, Map<String, String> headers) {
        try {
            return authenticator.prove(
                    request.service(),
                    request.method(),
                    uri,
                    Collections.unmodifiableMap(headers),
                    request.body(),
                    request.cancellation());
        } catch (Throwable e) {
            throw failure(e, request.cancellation());
        }
    }

    /**
     * Corrects the cause of a rejection if possible. Prefers the credential provider's error to the
     * service's.
     */
    private static BedrockException putRight(
            BedrockException refusal,
            @Nullable Instant serverTime,
            Authenticator.Proof proof,
            ServiceRequest request) {
        int status = refusal.details().status();
        if (status != 400 && status != 401 && status != 403) {
            return refusal;
        }
        try {
            if (proof.isOutdated(refusal, serverTime, request.cancellation())) {
                return refusal.with(
                        refusal.details().withRetryable(true).withRetryHint(RetryHint.PUT_RIGHT));
            }
            String remedy = proof.remedy(refusal);
            return remedy == null ? refusal : refusal.with(refusal.details().withRemedy(remedy));
        } catch (BedrockException e) {
            e.addSuppressed(refusal);
            return request.cancellation().isCancelled() && !(e instanceof CancelledException)
                    ? new CancelledException("the call was cancelled", ErrorDetails.NONE, e)
                    : e;
        } catch (Throwable e) {
            throw failure(e, request.cancellation());
        }
    }

    /** A cancelled call fails as cancelled, whatever else was thrown. */
    private static RuntimeException failure(Throwable thrown, Cancellation cancellation) {
        if (cancellation.isCancelled() && !(thrown instanceof CancelledException)) {
            return new CancelledException("the call was cancelled", ErrorDetails.NONE, thrown);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure
                ? failure
                : new UndeclaredThrowableException(thrown);
    }

    private static @Nullable String requestId(HttpClient.Exchange exchange) {
        for (String name :
                new String[] {"x-amzn-RequestId", "request-id", "x-request-id", S3_REQUEST_ID}) {
            String id = exchange.header(name);
            if (id != null) {
                return ControlCharacters.line(id, 100);
            }
        }
        return null;
    }

    private static void requireSuccess(
            HttpClient.Exchange exchange,
            HttpClient.Call call,
            IoExceptionMapper failures,
            SecretRedaction redaction,
            ErrorDetails details) {
        int status = exchange.status();
        if (status < 200 || status > 299) {
            if (call.proxy() != null
                    && !RequestTarget.isSecure(call.uri())
                    && isOfProxy(exchange)) {
                String kinds = exchange.header(ProxyRefusedException.AUTHENTICATE);
                throw failures.byProxy(
                        status,
                        kinds == null ? "" : ProxyRefusedException.kind(redaction.of(kinds)),
                        details,
                        null);
            }
            String type = exchange.header("x-amzn-ErrorType");
            throw Remedies.in(
                    CalledRegion.of(String.valueOf(call.uri().getHost()), call.headers()),
                    ErrorReader.read(
                            status,
                            type == null ? null : redaction.of(type),
                            redaction.of(errorBody(exchange, failures, details)),
                            details.withRetryHint(RetryHints.read(exchange))));
        }
    }

    /** Responses through a tunnel are the service's; others are recognized by AWS's own headers. */
    private static boolean isOfProxy(HttpClient.Exchange exchange) {
        return switch (exchange.status()) {
            case 407 -> true;
            case 403, 502, 503, 504 ->
                    exchange.header("x-amzn-RequestId") == null
                            && exchange.header(S3_REQUEST_ID) == null
                            && exchange.header("x-amzn-ErrorType") == null;
            default -> false;
        };
    }

    /** The status counts, even if the body does not arrive. */
    private static byte[] errorBody(
            HttpClient.Exchange exchange, IoExceptionMapper failures, ErrorDetails details) {
        String encoding = ContentEncoding.of(exchange);
        if (encoding != null) {
            String said = "HTTP " + exchange.status() + " with a body encoded as ";
            return (said + encoding + ", which was not requested").getBytes(UTF_8);
        }
        try {
            return exchange.body().readNBytes(ERROR_BODY_LIMIT);
        } catch (IOException e) {
            if (failures.whileReading(e, details) instanceof CancelledException cancelled) {
                throw cancelled;
            }
            return new byte[0];
        }
    }

    private static void requirePlain(HttpClient.Exchange exchange, ErrorDetails details) {
        String encoding = ContentEncoding.of(exchange);
        if (encoding != null) {
            throw new ProtocolException(
                    "the response is encoded as " + encoding + ", which was not requested",
                    details.withRemedy(
                            "Check whether a proxy at this address compresses" + " responses."));
        }
    }

    private static void requireType(
            HttpClient.Exchange exchange,
            String accept,
            IoExceptionMapper failures,
            SecretRedaction redaction,
            ErrorDetails details) {
        String type = exchange.header("Content-Type");
        if (!accept.equals(ServiceRequest.ANY) && !isType(type, accept)) {
            if (accept.equals(ServiceRequest.SERVER_SENT_EVENTS)
                    && isType(type, ServiceRequest.JSON)) {
                refuseError(redaction.of(errorBody(exchange, failures, details)), details);
            }
            throw new ProtocolException(
                    "expected "
                            + accept
                            + ", got "
                            + (type == null
                                    ? "no content type"
                                    : ControlCharacters.line(type, 100)),
                    details.withRemedy(
                            "Check whether a proxy or another kind of server uses this address."));
        }
    }

    /** Some servers report an error in place of a stream, with a status of success. */
    private static void refuseError(byte[] body, ErrorDetails details) {
        BedrockException failure = ErrorReader.inPlaceOfStream(body, details);
        if (failure != null) {
            throw failure;
        }
    }

    private static boolean isType(@Nullable String type, String wanted) {
        return type != null && type.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    /** Closes all connections, those in use included. */
    @Override
    public void close() {
        http.close();
    }
}
