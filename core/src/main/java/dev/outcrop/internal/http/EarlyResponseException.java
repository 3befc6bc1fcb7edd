package dev.outcrop.internal.http;

import java.io.IOException;

/** Thrown where a request is written: its response is there, so the rest need not be sent. */
final class EarlyResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyResponseException() {
        super("the response arrived before the request was sent");
    }
}
