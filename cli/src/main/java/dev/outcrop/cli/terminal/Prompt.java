package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Assembles a question: piped text, then the arguments, then the files; all UTF-8. */
public final class Prompt {
    /** A request to Bedrock is at most 25 MB; a larger file cannot be sent. */
    private static final int MOST_BYTES = 25_000_000;

    private Prompt() {}

    /**
     * Returns the question; empty if there is none.
     *
     * @param files their texts
     */
    public static String of(String piped, List<String> words, List<String> files) {
        var parts = new ArrayList<String>();
        parts.add(piped);
        parts.add(String.join(" ", words));
        parts.addAll(files);
        parts.removeIf(String::isBlank);
        return joined(parts);
    }

    /** A blank line between the parts; the final line end of a piped text belongs to it. */
    private static String joined(List<String> parts) {
        var text = new StringBuilder();
        for (String part : parts) {
            if (!text.isEmpty()) {
                text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
            }
            text.append(part);
        }
        return text.toString();
    }

    /**
     * Reads a text file.
     *
     * @throws UsageException if it is not a text, or contains AWS credentials
     */
    public static String read(Path file) {
        requireNoKeys(file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw unreadable(file, "it does not exist");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied");
        } catch (IOException e) {
            throw unreadable(file, FileErrors.reason(e));
        }
    }

    /** Follows links: files with AWS credentials must not be sent to the model. */
    public static void requireNoKeys(Path file) {
        try {
            for (Path folder = file.toRealPath().getParent();
                    folder != null;
                    folder = folder.getParent()) {
                if (folder.endsWith(".aws")) {
                    throw unreadable(
                            file, "it is in " + folder + ", where AWS credentials are stored");
                }
            }
        } catch (IOException e) {
            // Reading it reports the error.
        }
    }

    /**
     * Reads text to its end.
     *
     * @param name its name in an error
     */
    static String read(InputStream in, String name) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UsageException(
                        name + " is larger than 25 MB, Bedrock's limit.", "send a part of it");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UsageException(
                    name + " is not valid UTF-8 text.",
                    "convert it to UTF-8, for example with iconv");
        } catch (IOException e) {
            throw unreadable(name, FileErrors.reason(e));
        }
    }

    static UsageException unreadable(String name, @Nullable String why) {
        return new UsageException("Cannot read " + name + ": " + why, "use another file");
    }

    private static UsageException unreadable(Path file, String why) {
        return new UsageException("Cannot read " + file + ": " + why + ".", "use another -f FILE");
    }
}
