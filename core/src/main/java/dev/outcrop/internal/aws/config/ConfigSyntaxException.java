package dev.outcrop.internal.aws.config;

/** Thrown when a line of a shared file cannot be read. Never quotes the line: it may be secret. */
final class ConfigSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    ConfigSyntaxException(String problem, int line) {
        super(problem + " on line " + line);
    }
}
