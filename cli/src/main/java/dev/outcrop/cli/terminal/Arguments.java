package dev.outcrop.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The arguments of the process, which the JVM has decoded in the locale's encoding. */
public final class Arguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final String REPLACEMENT = "\ufffd";

    private Arguments() {}

    /**
     * Requires that all arguments are text. The JVM replaces bytes that it cannot decode without an
     * error; the model would get another question.
     *
     * @throws UsageException if one is not
     */
    public static void requireText(String[] args) {
        requireText(
                args,
                COMMAND_LINE,
                Charset.forName(System.getProperty("native.encoding"), Charset.defaultCharset()));
    }

    /**
     * Checks the file that contains the original arguments. Does nothing if there is no such file.
     */
    static void requireText(String[] args, Path commandLine, Charset charset) {
        if (Arrays.stream(args).noneMatch(arg -> arg.contains(REPLACEMENT))) {
            return;
        }
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(commandLine)));
        } catch (CharacterCodingException e) {
            throw new UsageException(
                    "An argument is not valid "
                            + charset
                            + " text, the encoding of the locale. Nothing was sent.",
                    "outcrop ask <FILE  with a UTF-8 file");
        } catch (IOException e) {
            // The system has no such file.
        }
    }
}
