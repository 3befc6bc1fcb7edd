package dev.outcrop.internal.aws.config;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of AWS's shared files, as of when it was read.
 *
 * @param shown its path, for messages
 * @param text its content, or null if it does not exist
 */
public record ConfigFile(String shown, @Nullable String text) {
    /** A shared file is a few kilobytes; a larger one is not a shared file. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_OF_A_PATH = 1_000;

    static ConfigFile read(Environment environment, String variable, String standard) {
        Path path = locate(environment, variable, standard);
        String name =
                path.startsWith(environment.home())
                        ? "~/" + environment.home().relativize(path)
                        : path.toString();
        String shown = ControlCharacters.line(name, MOST_OF_A_PATH);
        return new ConfigFile(shown, text(path, shown));
    }

    /** Returns the path in the variable, which may begin with {@code ~/}, or the standard path. */
    public static Path locate(Environment environment, String variable, String standard) {
        String given = environment.variable(variable);
        String name = given == null ? "~/" + standard : given;
        try {
            return name.startsWith("~/") || name.startsWith("~" + File.separator)
                    ? environment.home().resolve(name.substring(2))
                    : Path.of(name);
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(
                    variable + " is not a valid path.", ErrorDetails.NONE, e);
        }
    }

    private static @Nullable String text(Path path, String shown) {
        if (!Files.exists(path)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CredentialsException(
                        shown + " is larger than 4 MiB and cannot be an AWS configuration file.",
                        ErrorDetails.NONE);
            }
            String text = ConfigEncoding.decode(bytes);
            if (text.indexOf('\0') >= 0) {
                throw new CredentialsException(
                        shown + " is not a text file: it contains a zero byte.",
                        ErrorDetails.NONE.withRemedy("Save it as UTF-8."));
            }
            return text;
        } catch (IOException e) {
            throw new CredentialsException(
                    "Cannot read " + shown + ".",
                    ErrorDetails.NONE.withRemedy("Check its permissions, or move it away."),
                    e);
        }
    }

    /** Whether the file contains the word, ignoring case. */
    boolean mentions(String word) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Parses the file.
     *
     * @param credentialsFile whether it is {@code ~/.aws/credentials}, where headers are names
     * @throws CredentialsException with the file, the line and what is wrong with it
     */
    ConfigSections parse(boolean credentialsFile) {
        try {
            return ConfigParser.parse(text == null ? "" : text, credentialsFile);
        } catch (ConfigSyntaxException e) {
            throw new CredentialsException(
                    shown + " is malformed: " + e.getMessage() + ".",
                    ErrorDetails.NONE.withRemedy("Correct that line."));
        }
    }

    /** Returns the path, and whether the file is missing. */
    String describe() {
        return text == null ? "no " + shown : shown;
    }

    /** Does not show the text: it may contain secrets. */
    @Override
    public String toString() {
        return "ConfigFile[" + describe() + "]";
    }
}
