package dev.outcrop.it.jdk;

import dev.outcrop.internal.http.ConnectTimedOutException;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.NotHttpException;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

import javax.net.ssl.SSLException;

/** Failures of the JDK's client as those that {@link HttpClient} is to throw. */
final class JdkFailures {
    private JdkFailures() {}

    static IOException beforeResponse(@Nullable Throwable failure, HttpClient.Call call) {
        if (failure instanceof HttpConnectTimeoutException) {
            return new ConnectTimedOutException();
        }
        if (failure instanceof ConnectException
                && cause(failure, UnresolvedAddressException.class) != null) {
            return new UnknownHostException(
                    call.proxy() == null ? call.uri().getHost() : call.proxy().host());
        }
        if (failure instanceof SSLException tls && isClosed(tls)) {
            return end(tls);
        }
        return known(failure);
    }

    static IOException whileReading(Throwable failure) {
        return cause(failure, SocketException.class) == null && isCutOff(failure)
                ? end(failure)
                : known(failure);
    }

    /** The JDK has no type for either. */
    private static boolean isClosed(SSLException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("terminated the handshake")
                || said.contains("closed the channel")
                || said.contains("close_notify");
    }

    /** Of TLS, the JDK only says how much of the body is missing. */
    private static boolean isCutOff(Throwable failure) {
        return cause(failure, EOFException.class) != null
                || String.valueOf(failure.getMessage()).startsWith("fixed content-length: ");
    }

    private static IOException end(Throwable cause) {
        var end = new EOFException(cause.getMessage());
        end.initCause(cause);
        return end;
    }

    private static IOException known(@Nullable Throwable failure) {
        ProtocolException broken = cause(failure, ProtocolException.class);
        if (broken != null) {
            return new NotHttpException(broken);
        }
        return failure instanceof IOException known ? known : new IOException(failure);
    }

    private static <T extends Throwable> @Nullable T cause(
            @Nullable Throwable failure, Class<T> type) {
        Throwable e = failure;
        while (e != null && !type.isInstance(e)) {
            e = e.getCause();
        }
        return type.cast(e);
    }
}
