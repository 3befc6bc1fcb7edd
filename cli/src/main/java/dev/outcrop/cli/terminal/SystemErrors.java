package dev.outcrop.cli.terminal;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;

/**
 * Recognizes errors of the operating system. The JDK provides only their messages, in the language
 * of the locale, so the same error is caused once more and the messages are compared.
 */
final class SystemErrors {
    private static final Path EMPTY = Path.of("/dev/null");

    private SystemErrors() {}

    /** Returns whether a write failed because the other end of the pipe is closed. */
    static boolean isBrokenPipe(IOException e) {
        return same(e, "Broken pipe", SystemErrors::breakPipe);
    }

    /** Returns whether the descriptor is closed, or open for the other direction only. */
    static boolean isBadDescriptor(IOException e) {
        return same(e, "Bad file descriptor", SystemErrors::writeToInput);
    }

    private static boolean same(IOException e, String english, Attempt attempt) {
        String message = e.getMessage();
        if (message == null || message.equals(english)) {
            return message != null;
        }
        try {
            attempt.run();
            return false;
        } catch (IOException caused) {
            return message.equals(caused.getMessage());
        }
    }

    private static void breakPipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        try (Pipe.SinkChannel sink = pipe.sink()) {
            sink.write(ByteBuffer.allocate(1));
        }
    }

    private static void writeToInput() throws IOException {
        try (var in = new FileInputStream(EMPTY.toFile());
                var out = new FileOutputStream(in.getFD())) {
            out.write(0);
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
