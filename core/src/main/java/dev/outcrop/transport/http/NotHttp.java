package dev.outcrop.transport.http;

import java.io.IOException;

/** What came is no HTTP response. Its cause may quote it, at any length. */
public final class NotHttp extends IOException {
    private static final long serialVersionUID = 1L;

    public NotHttp(Exception cause) {
        super("no HTTP response", cause);
    }
}
