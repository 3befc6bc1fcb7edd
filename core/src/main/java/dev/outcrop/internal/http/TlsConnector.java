package dev.outcrop.internal.http;

import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS, initialized and loaded with the first connection that needs it, which takes a third of a
 * second.
 */
final class TlsConnector {
    private final Supplier<Tls> settings;
    private volatile @Nullable SSLSocketFactory factory;

    /**
     * @param settings called once
     */
    TlsConnector(Supplier<Tls> settings) {
        this.settings = settings;
    }

    /** Performs the handshake; the server must have a certificate for that name. */
    SSLSocket over(Socket below, String host, int port) throws IOException {
        var socket = (SSLSocket) factory().createSocket(below, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // checks the host name
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw isClosed(e) ? closed(e) : e;
        }
        return socket;
    }

    /**
     * A server that shuts down sends an alert before it closes; there is no exception type for it.
     */
    private static boolean isClosed(SSLException e) {
        return String.valueOf(e.getMessage()).contains("close_notify");
    }

    private static IOException closed(SSLException cause) {
        var end = new EOFException("the connection was closed during the TLS handshake");
        end.initCause(cause);
        return end;
    }

    private SSLSocketFactory factory() throws SSLException {
        SSLSocketFactory known = factory;
        if (known == null) {
            SSLContext context = settings.get().context();
            known = (context == null ? ofSystem() : context).getSocketFactory();
            factory = known;
        }
        return known;
    }

    private static SSLContext ofSystem() throws SSLException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new SSLException("could not set up TLS: " + e.getMessage(), e);
        }
    }
}
