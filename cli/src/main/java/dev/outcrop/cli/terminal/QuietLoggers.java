package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.util.ResourceBundle;

/**
 * Loggers that discard all messages: stderr is for the command's own output. Avoids loading
 * java.util.logging.
 */
public final class QuietLoggers extends System.LoggerFinder {
    private static final System.Logger QUIET = new Quiet();

    /** For the service loader. */
    public QuietLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return QUIET;
    }

    private static final class Quiet implements System.Logger {
        @Override
        public String getName() {
            return "quiet";
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable thrown) {}

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object... params) {}
    }
}
