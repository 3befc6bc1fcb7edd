package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.SocketTimeoutException;

/** There was no connection in time. */
public final class ConnectTimedOutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String name;

    public ConnectTimedOutException() {
        super("connect timeout");
        this.name = null;
    }

    /** Of a name, no address was known in time. */
    public ConnectTimedOutException(String name) {
        super("the DNS lookup of " + name + " took too long");
        this.name = name;
    }

    /** The name whose lookup took too long; null if it was not the lookup. */
    public @Nullable String name() {
        return name;
    }
}
