package dev.outcrop.internal.chat;

import dev.outcrop.internal.AtomicFile;
import dev.outcrop.internal.FileFault;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A saved conversation: JSON with a version number, every block and field unchanged, and no
 * secrets. Writing replaces the file atomically. Only regular files are read and written.
 *
 * @param modelId the model of the conversation
 * @param system the system prompt
 * @param turns the history
 * @param settings those of the model, as {@code SavedSettings} writes them
 */
public record ChatFile(String modelId, List<Content> system, List<Turn> turns, Json.Obj settings) {
    static final long VERSION = 1;

    public ChatFile(String modelId, List<Content> system, List<Turn> turns) {
        this(modelId, system, turns, Json.EMPTY);
    }

    public Json.Obj json() {
        var entries = new ArrayList<Json>();
        turns.forEach(turn -> entries.add(turn.toJson()));
        Json.Obj chat =
                Json.EMPTY.with("outcropChat", Json.of(VERSION)).with("modelId", Json.of(modelId));
        return (settings.isEmpty() ? chat : chat.with("settings", settings))
                .with("system", new Message(Role.SYSTEM, system).toJson())
                .with("turns", new Json.Arr(entries));
    }

    /**
     * Reads a file; never changes it.
     *
     * @throws IllegalArgumentException if it is not a saved conversation, or has a later version
     * @throws UncheckedIOException if it cannot be read
     */
    public static ChatFile read(Path file) {
        try {
            return ChatReader.read(Json.parse(bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileFault.why(e), e);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    file
                            + " is not a saved chat: "
                            + e.getMessage()
                            + ". The file was not changed.",
                    e);
        }
    }

    /**
     * Reads the JSON of a conversation.
     *
     * @throws IllegalArgumentException if it is none, or has a later version
     */
    public static ChatFile of(Json json) {
        try {
            return ChatReader.read(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "this JSON is not a saved chat: " + e.getMessage(), e);
        }
    }

    /** Bounded while reading: the size of a file may be wrong, and a pipe never ends. */
    private static byte[] bytes(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new JsonException(
                    attributes.isDirectory() ? "it is a directory" : "it is not a regular file");
        }
        int most = (int) Json.Limits.DEFAULT.maxBytes();
        if (attributes.size() > most) {
            throw larger(most);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw larger(most);
            }
            return bytes;
        }
    }

    private static JsonException larger(int most) {
        return new JsonException("it is larger than " + (most >> 20) + " MiB");
    }

    /**
     * Writes the file.
     *
     * @throws UncheckedIOException if it cannot be written; an old file is then unchanged
     */
    public void write(Path file) {
        Json.Obj json = json();
        AtomicFile.write(file, JsonWriter.bytes(it -> it.value(json)));
    }
}
