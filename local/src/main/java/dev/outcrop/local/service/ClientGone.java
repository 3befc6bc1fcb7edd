package dev.outcrop.local.service;

import java.io.IOException;

/** Carries a failed write through an engine, which knows nothing of writing. */
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException failure;

    ClientGone(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    IOException failure() {
        return failure;
    }
}
