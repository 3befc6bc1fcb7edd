package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.internal.http.ConnectTimedOutException;
import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.NotHttpException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

class IoExceptionMapperTest {
    private final Cancellation cancellation = new Cancellation();
    private final IoExceptionMapper failures =
            new IoExceptionMapper(
                    URI.create("https://bedrock.test:8443/model"),
                    null,
                    Timeouts.DEFAULT
                            .withFirstByte(Duration.ofMillis(1_500))
                            .withTotal(Duration.ofSeconds(7)),
                    cancellation);

    private static IOException caused(IOException e, Exception cause) {
        e.initCause(cause);
        return e;
    }

    static Stream<Arguments> before() {
        return Stream.of(
                arguments(new ConnectException("refused"), ConnectionException.class, true),
                arguments(new NoRouteToHostException("no"), ConnectionException.class, true),
                arguments(new UnknownHostException("x"), ConnectionException.class, true),
                arguments(new SocketException("reset"), ConnectionException.class, true),
                arguments(new EOFException("cut"), ConnectionException.class, true),
                arguments(
                        caused(new SSLException("x"), new SocketException("reset")),
                        ConnectionException.class,
                        true),
                arguments(
                        caused(new SSLHandshakeException("x"), new EOFException("end")),
                        ConnectionException.class,
                        true),
                arguments(
                        caused(
                                new SSLException("readHandshakeRecord"),
                                new IOException("Connection reset by peer")),
                        ConnectionException.class,
                        true),
                arguments(
                        caused(
                                new SSLException("x"),
                                caused(new SSLException("y"), new IOException("Broken pipe"))),
                        ConnectionException.class,
                        true),
                arguments(
                        caused(new SSLHandshakeException("x"), new CertificateException("CA")),
                        ConnectionException.class,
                        false),
                arguments(
                        new NotHttpException(new IOException("no")),
                        ProtocolException.class,
                        false));
    }

    @ParameterizedTest
    @MethodSource("before")
    void beforeTheResponse(
            IOException e, Class<? extends BedrockException> kind, boolean retryable) {
        BedrockException ours = failures.beforeResponse(e, ErrorDetails.NONE);

        assertThat(ours).isInstanceOf(kind);
        assertThat(ours.isRetryable()).isEqualTo(retryable);
        assertThat(ours.getMessage()).contains("bedrock.test");
    }

    static Stream<Arguments> during() {
        return Stream.of(
                arguments(new EOFException(), StreamTruncatedException.class, true),
                arguments(
                        caused(new SSLException("x"), new EOFException()),
                        StreamTruncatedException.class,
                        true),
                arguments(
                        new NotHttpException(new IOException("Bad chunk header")),
                        ProtocolException.class,
                        false),
                arguments(new SocketException("reset"), ConnectionException.class, true),
                arguments(new SSLException("bad record MAC"), ConnectionException.class, true));
    }

    @ParameterizedTest
    @MethodSource("during")
    void whileReading(IOException e, Class<? extends BedrockException> kind, boolean retryable) {
        BedrockException ours = failures.whileReading(e, ErrorDetails.NONE);

        assertThat(ours).isInstanceOf(kind);
        assertThat(ours.isRetryable()).isEqualTo(retryable);
    }

    private static void timedOut(BedrockException e, Phase phase, String after, boolean again) {
        assertThat(((TimedOutException) e).phase()).isEqualTo(phase);
        assertThat(e).hasMessageContaining(after + " s");
        assertThat(e.isRetryable()).isEqualTo(again);
    }

    @Test
    void saysWhatItWaitedFor() {
        timedOut(
                failures.beforeResponse(new ConnectTimedOutException(), ErrorDetails.NONE),
                Phase.CONNECT,
                "10",
                true);
        BedrockException lookup =
                failures.beforeResponse(
                        new ConnectTimedOutException("bedrock.test"), ErrorDetails.NONE);
        timedOut(lookup, Phase.CONNECT, "10", true);
        assertThat(lookup).hasMessageContaining("the DNS lookup of bedrock.test took too long");
        timedOut(
                failures.beforeResponse(new SocketTimeoutException(), ErrorDetails.NONE),
                Phase.FIRST_BYTE,
                "1.5",
                false);
        timedOut(
                failures.beforeResponse(new Deadline.Passed(), ErrorDetails.NONE),
                Phase.TOTAL,
                "7",
                false);
        timedOut(
                failures.whileReading(new SocketTimeoutException(), ErrorDetails.NONE),
                Phase.IDLE,
                "300",
                false);
        timedOut(
                failures.whileReading(new Deadline.Passed(), ErrorDetails.NONE),
                Phase.TOTAL,
                "7",
                false);
    }

    @Test
    void whatHappensToACancelledCallIsACancellation() {
        assertThat(failures.whileReading(new ClosedByInterruptException(), ErrorDetails.NONE))
                .isInstanceOf(CancelledException.class);
        cancellation.cancel();
        assertThat(failures.beforeResponse(new SocketException("closed"), ErrorDetails.NONE))
                .isInstanceOf(CancelledException.class);
        assertThat(failures.whileReading(new SocketException("closed"), ErrorDetails.NONE))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void anInterruptIsACancellationAndStays() {
        Thread.currentThread().interrupt();
        try {
            assertThat(failures.whileReading(new SocketException("closed"), ErrorDetails.NONE))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatWasSentIsQuotedShortAndClean() {
        String evil = "\u001b]0;owned\u0007" + "x".repeat(60_000);

        BedrockException e =
                failures.beforeResponse(
                        new NotHttpException(new IOException(evil)), ErrorDetails.NONE);

        assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b");
        assertThat(e.getCause()).message().hasSizeLessThan(500).doesNotContain("\u001b");
    }
}
