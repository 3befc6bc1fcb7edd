package dev.outcrop.aws;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.profiles.ProfileFile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of AWS's shared files as it was when read.
 *
 * @param path where it is
 * @param shown the path as a message shows it
 * @param text what it holds, or null if it does not exist
 */
record ConfigFile(Path path, String shown, @Nullable String text) {
    /** A shared file is a few kilobytes; what is larger is something else. */
    private static final int MOST_BYTES = 4 << 20;

    static ConfigFile read(Environment environment, String variable, String standard) {
        Path path = locate(environment, variable, standard);
        String shown =
                path.startsWith(environment.home())
                        ? "~/" + environment.home().relativize(path)
                        : path.toString();
        return new ConfigFile(path, shown, text(path, shown));
    }

    /** The path in the variable, which may begin with {@code ~/}, or the standard one. */
    private static Path locate(Environment environment, String variable, String standard) {
        String given = environment.variable(variable);
        String name = given == null ? "~/" + standard : given;
        try {
            return name.startsWith("~/")
                    ? environment.home().resolve(name.substring(2))
                    : Path.of(name);
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(variable + " is not a path.", Facts.NONE, e);
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
                        shown + " is larger than 4 MiB: not a file of AWS settings.", Facts.NONE);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CredentialsException(
                    shown + " cannot be read.",
                    Facts.NONE.withRemedy("Look at its permissions, or move it away."),
                    e);
        }
    }

    boolean mentions(String word) {
        return text != null && text.contains(word);
    }

    /** As AWS's parser sees it; its complaints name the line, ours the file too. */
    ProfileFile parse(ProfileFile.Type type) {
        String content = text == null ? "" : text;
        try {
            return ProfileFile.builder()
                    .content(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                    .type(type)
                    .build();
        } catch (RuntimeException e) {
            throw new CredentialsException(
                    shown + " is not well formed: " + e.getMessage() + ".",
                    Facts.NONE.withRemedy("Mend that line."),
                    e);
        }
    }

    /** The path, and whether the file is missing. */
    String describe() {
        return text == null ? "no " + shown : shown;
    }

    /** The text may hold secrets: not shown. */
    @Override
    public String toString() {
        return "ConfigFile[" + describe() + "]";
    }
}
