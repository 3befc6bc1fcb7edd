package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.SocketTimeoutException;

/** Thrown when a connection was not established in time. */
public final class ConnectTimedOutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String name;

    public ConnectTimedOutException() {
        super("connect timeout");
        this.name = null;
    }

    /** Creates it for a name whose lookup timed out. */
    public ConnectTimedOutException(String name) {
        super("the DNS lookup of " + name + " took too long");
        this.name = name;
    }

    /** Returns the name whose lookup timed out; null if it was not the lookup. */
    public @Nullable String name() {
        return name;
    }
}
