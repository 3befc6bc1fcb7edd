package dev.outcrop.internal.http;

import java.io.IOException;

/** Thrown before connecting to an address that this client must not call. */
public final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
        super("the address is not public");
    }
}
