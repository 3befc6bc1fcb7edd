package dev.outcrop.local.internal.service;

import java.io.IOException;

/** Carries a failed write through an engine, which does not declare it. */
final class ClientDisconnected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException failure;

    ClientDisconnected(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    IOException failure() {
        return failure;
    }
}
