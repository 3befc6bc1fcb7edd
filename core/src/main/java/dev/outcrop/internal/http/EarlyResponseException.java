package dev.outcrop.internal.http;

import java.io.IOException;

/**
 * Thrown while writing a request when its response has arrived, so that the rest need not be sent.
 */
final class EarlyResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyResponseException() {
        super("the response arrived before the request was sent");
    }
}
