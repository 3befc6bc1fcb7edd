package dev.outcrop.internal.http;

import java.io.IOException;

/** Thrown when received bytes are not an HTTP response. Its cause may quote them, at any length. */
public final class NotHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotHttpException(Exception cause) {
        super("not an HTTP response", cause);
    }
}
