package dev.outcrop.internal.transport;

/** How Outcrop introduces itself. */
final class UserAgent {
    static final String TEXT = "outcrop/0.1 java/" + Runtime.version().feature();

    private UserAgent() {}
}
