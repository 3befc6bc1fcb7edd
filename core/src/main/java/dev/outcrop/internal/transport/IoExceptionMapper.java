package dev.outcrop.internal.transport;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.http.ConnectTimedOutException;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.NotHttpException;
import dev.outcrop.internal.http.ProxyRefusedException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Locale;

import javax.net.ssl.SSLException;

/** Converts each {@link IOException} of a call to an exception of ours. */
record IoExceptionMapper(
        URI uri, @Nullable HttpProxy proxy, Timeouts timeouts, Cancellation cancellation) {
    BedrockException beforeResponse(IOException failure, ErrorDetails details) {
        if (wasCancelled(failure)) {
            return cancelled(details, failure);
        }
        IOException e = withoutTls(failure);
        ErrorDetails again = details.withRetryable(true);
        return switch (e) {
            case Deadline.Passed passed -> timedOut(Phase.TOTAL, timeouts.total(), details, passed);
            case ConnectTimedOutException timeout -> notConnected(timeout, again);
            case SocketTimeoutException timeout ->
                    timeouts.firstByte() == null
                            ? timedOut(Phase.TOTAL, timeouts.total(), details, timeout)
                            : timedOut(Phase.FIRST_BYTE, timeouts.firstByte(), details, timeout);
            case ProxyRefusedException refused ->
                    byProxy(refused.status(), refused.kinds(), details, refused);
            case UnknownHostException unknown ->
                    proxy == null
                            ? new ConnectionException(
                                    "unknown host " + uri.getHost(),
                                    again.withRemedy(RegionNames.remedy(uri.getHost())),
                                    unknown)
                            : new ConnectionException(
                                    "unknown host " + proxy.host() + " (the proxy)",
                                    again.withRemedy("Check the proxy's address."),
                                    unknown);
            case SSLException tls ->
                    new ConnectionException(
                            "no secure connection to " + where() + ": " + said(tls),
                            details.withRemedy(
                                    "Check the clock, the trusted certificates,"
                                            + " and proxies that intercept TLS."),
                            tls);
            case ConnectException refused -> unreachable(refused, again);
            case NoRouteToHostException unreachable -> unreachable(unreachable, again);
            case NotHttpException broken -> notHttp(broken, details);
            default ->
                    new ConnectionException(
                            "the connection to "
                                    + where()
                                    + " failed before the answer began: "
                                    + said(e),
                            again,
                            e);
        };
    }

    /** The call itself is not known to be invalid, so another attempt may succeed. */
    BedrockException whileReading(IOException failure, ErrorDetails details) {
        if (wasCancelled(failure)) {
            return cancelled(details, failure);
        }
        IOException e = withoutTls(failure);
        ErrorDetails again = details.withRetryable(true);
        return switch (e) {
            case Deadline.Passed passed -> timedOut(Phase.TOTAL, timeouts.total(), details, passed);
            case SocketTimeoutException timeout ->
                    timedOut(Phase.IDLE, timeouts.idle(), details, timeout);
            case EOFException closed -> truncated(closed, again);
            case NotHttpException broken -> notHttp(broken, details);
            default ->
                    new ConnectionException(
                            "the connection to "
                                    + where()
                                    + " failed during the answer: "
                                    + said(e),
                            again,
                            e);
        };
    }

    /**
     * TLS wraps failures of the connection below it, in the kind of exception that the socket
     * threw. Failures of TLS itself, such as a certificate, never have one of these as their cause.
     */
    private static IOException withoutTls(IOException e) {
        IOException known = e;
        while (known instanceof SSLException && known.getCause() instanceof IOException below) {
            known = below;
        }
        return known;
    }

    private static BedrockException truncated(IOException e, ErrorDetails details) {
        return new StreamTruncatedException(
                "the connection was closed before the answer was complete", details, e);
    }

    private BedrockException notHttp(IOException e, ErrorDetails details) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String said = ControlCharacters.line(String.valueOf(cause.getMessage()), 200);
        // The cause quotes the received bytes, at any length and with any characters; a stack trace
        // would show it.
        var quoted = new IOException(e.getClass().getSimpleName() + ": " + said);
        quoted.setStackTrace(e.getStackTrace());
        return new ProtocolException(
                "invalid HTTP response from " + where() + ": " + said,
                details.withRemedy(
                        "Check whether a proxy or another kind of server uses this" + " address."),
                quoted);
    }

    private boolean wasCancelled(IOException e) {
        return cancellation.isCancelled()
                || Thread.currentThread().isInterrupted()
                || e instanceof ClosedByInterruptException;
    }

    private static BedrockException cancelled(ErrorDetails details, IOException e) {
        return new CancelledException("the call was cancelled", details, e);
    }

    private BedrockException unreachable(IOException e, ErrorDetails details) {
        return new ConnectionException(
                "no connection to "
                        + (proxy == null ? where() : "the proxy " + proxy)
                        + ": "
                        + said(e),
                details.withRemedy("Check the address, the network and the proxy."),
                e);
    }

    /**
     * The response of a proxy in place of the service's.
     *
     * @param kinds its authentication schemes; blank if it sent none
     */
    BedrockException byProxy(
            int status, String kinds, ErrorDetails details, @Nullable IOException cause) {
        ErrorDetails known = details.withService(status, null, details.requestId());
        String answer = " (HTTP " + status + ")";
        if (status == 407) {
            boolean given = proxy != null && proxy.authorization() != null;
            boolean other = !kinds.isEmpty() && !kinds.toLowerCase(Locale.ROOT).contains("basic");
            return new ConnectionException(
                    "the proxy "
                            + proxy
                            + (given ? " rejected the credentials" : " requires credentials")
                            + answer,
                    known.withRemedy(
                            other
                                    ? "It supports only "
                                            + ControlCharacters.line(kinds, 100)
                                            + ", but Outcrop supports only Basic. Use a local"
                                            + " proxy that supports it."
                                    : "Set user and password in the proxy URL:"
                                            + " http://user:password@host:port,"
                                            + " percent-encoded."),
                    cause);
        }
        if (status >= 500) {
            return new ConnectionException(
                    "the proxy " + proxy + " could not reach " + host() + answer,
                    known.withRetryable(true)
                            .withRemedy("Try again later, or contact the operator of the proxy."),
                    cause);
        }
        return new ConnectionException(
                "the proxy " + proxy + " does not allow calls to " + host() + answer,
                known.withRemedy("Allow the host in the proxy, or add it to NO_PROXY."),
                cause);
    }

    private BedrockException notConnected(ConnectTimedOutException timeout, ErrorDetails details) {
        String name = timeout.name();
        return name == null
                ? timedOut(Phase.CONNECT, timeouts.connect(), details, timeout)
                : new TimedOutException(
                        Phase.CONNECT,
                        "no connection"
                                + after(timeouts.connect())
                                + ": the DNS lookup of "
                                + name
                                + " took too long",
                        details.withRemedy("Check the network and its DNS servers."),
                        timeout);
    }

    private static BedrockException timedOut(
            Phase phase, @Nullable Duration after, ErrorDetails details, IOException e) {
        String waited = after(after);
        String what =
                switch (phase) {
                    case CONNECT -> "no connection" + waited;
                    case FIRST_BYTE -> "the answer did not begin" + waited;
                    case IDLE -> "no more of the answer arrived" + waited;
                    case TOTAL -> "the call did not complete" + waited;
                    case CREDENTIALS -> "no credentials" + waited;
                };
        return new TimedOutException(phase, what, details, e);
    }

    private static String after(@Nullable Duration wait) {
        return wait == null
                ? ""
                : " after "
                        + BigDecimal.valueOf(wait.toMillis(), 3)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " s";
    }

    private String where() {
        return host() + (proxy == null ? "" : " through the proxy " + proxy);
    }

    private String host() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static String said(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : ControlCharacters.line(e.getMessage(), 200);
    }
}
