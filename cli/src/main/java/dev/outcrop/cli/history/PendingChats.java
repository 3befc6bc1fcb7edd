package dev.outcrop.cli.history;

import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Conversations that wait to enter the database. A single question writes a small file instead of
 * loading SQLite, which takes longer than the rest of the command. The next command that reads the
 * history moves the files into it.
 */
public final class PendingChats {
    private static final String END = ".json";

    private final Path folder;

    public PendingChats(ProcessContext stage) {
        this.folder = ConfigFolder.data(stage).resolve("pending");
    }

    /** Adds a conversation and returns its file, which only its owner can read. */
    public Path add(StoredChat chat) throws IOException {
        PrivateFile.folder(folder.getParent());
        PrivateFile.folder(folder);
        Path part = Files.createTempFile(folder, "chat", ".tmp"); // of mode 0600
        try {
            Files.write(part, chat.envelope().toString().getBytes(StandardCharsets.UTF_8));
            String name = chat.updated().toEpochMilli() + "-" + chat.id() + END;
            Path file = folder.resolve(name);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Passes each conversation on, oldest first, and removes its file afterwards. A file that is
     * not a conversation is renamed, so that it is looked at once only.
     */
    void drain(Consumer<StoredChat> store) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(END)).sorted().toList();
        }
        for (Path file : files) {
            try {
                store.accept(StoredChat.of((Json.Obj) Json.parse(Files.readAllBytes(file))));
                Files.deleteIfExists(file);
            } catch (NoSuchFileException e) {
                // Another process has moved it into the database.
            } catch (JsonException
                    | IllegalArgumentException
                    | ClassCastException
                    | DateTimeException e) {
                setAside(file);
            }
        }
    }

    private static void setAside(Path file) throws IOException {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".broken"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // Another process has done it.
        }
    }
}
