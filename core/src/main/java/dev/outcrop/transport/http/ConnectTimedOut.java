package dev.outcrop.transport.http;

import java.net.SocketTimeoutException;

/** There was no connection in time. */
public final class ConnectTimedOut extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    public ConnectTimedOut() {
        super("no connection was made in time");
    }
}
