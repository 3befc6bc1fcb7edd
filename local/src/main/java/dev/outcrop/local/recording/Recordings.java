package dev.outcrop.local.recording;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recordings of a folder, by name. Subfolders are ignored. */
final class Recordings {
    private static final Json.Limits LIMITS = new Json.Limits(64L << 20, 1_000);

    private Recordings() {}

    /**
     * Reads all of them.
     *
     * @throws UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if a file is not a recording
     */
    static List<Recording> in(Path folder) {
        List<Recording> all = new ArrayList<>();
        for (Path file : files(folder)) {
            all.add(read(file));
        }
        return all;
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LIMITS.maxBytes()) {
                throw new IllegalArgumentException(name + " is too large for a recording");
            }
            return Recording.of(name, Json.parse(Files.readAllBytes(file), LIMITS));
        } catch (JsonException e) {
            throw new IllegalArgumentException(name + " is not a recording: not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
