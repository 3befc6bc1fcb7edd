package dev.outcrop.internal.transport;

/** The User-Agent header. */
final class UserAgent {
    static final String TEXT = "outcrop/0.1 java/" + Runtime.version().feature();

    private UserAgent() {}
}
