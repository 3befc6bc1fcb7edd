package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;

class HttpCoreFailuresTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(new ConnectionClosedException(), EOFException.class),
                arguments(new TruncatedChunkException("cut"), EOFException.class),
                arguments(
                        new MalformedChunkCodingException("CRLF expected at end of chunk"),
                        EOFException.class),
                arguments(
                        new MalformedChunkCodingException("Bad chunk header"),
                        NotHttpException.class),
                arguments(new MessageConstraintException("too long"), NotHttpException.class));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBrokenMessageIsSaidWithoutTheLibrarysTypes(
            IOException theirs, Class<? extends IOException> ours) {
        assertThat(HttpCoreFailures.said(theirs)).isInstanceOf(ours).hasCause(theirs);
    }

    @Test
    void whatHappensToTheConnectionStaysAsItIs() {
        var reset = new SocketException("reset");

        assertThat(HttpCoreFailures.said(reset)).isSameAs(reset);
    }
}
