package dev.outcrop.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The answers of a partition, those of earlier attempts included. Each attempt appends to a file of
 * its own: a line of JSON for each answer. Safe for any number of threads.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> known = new HashMap<>(); // guarded by this
    private @Nullable JournalFiles files; // null for none, and when closed; guarded by this

    private Journal(@Nullable JournalFiles files) {
        this.files = files;
    }

    /**
     * Reads what earlier attempts wrote. Incomplete lines, of an attempt that was killed, are
     * ignored.
     *
     * @param folder null for no journal
     */
    static Journal open(@Nullable String folder, int partition) throws IOException {
        if (folder == null) {
            return new Journal(null);
        }
        JournalFiles files = JournalFiles.of(folder, String.format("part-%05d-", partition));
        var journal = new Journal(files);
        files.read(journal::read);
        return journal;
    }

    private synchronized void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                JsonNode answer = JSON.readTree(line);
                if (answer.path("key").isTextual() && answer.path("answer").isTextual()) {
                    known.putIfAbsent(answer.path("key").asText(), line);
                }
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                // The attempt was killed while it wrote this.
            }
        }
    }

    /** Returns and forgets the answer of a row; null if it is not known. */
    synchronized @Nullable JsonNode take(String key) {
        String line = known.remove(key);
        try {
            return line == null ? null : JSON.readTree(line);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Appends an answer; does nothing if the journal is closed.
     *
     * @return the failure; null if there was none
     */
    synchronized @Nullable IOException append(String key, JsonNode answer) {
        if (files == null) {
            return null;
        }
        ObjectNode line = JSON.createObjectNode().put("key", key);
        answer.properties().forEach(member -> line.set(member.getKey(), member.getValue()));
        line.remove("id");
        try {
            files.append((line + "\n").getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Makes durable what was appended some time ago. Returns the failure; null for none. */
    synchronized @Nullable IOException flush() {
        try {
            if (files != null) {
                files.flush();
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Closes the file, which makes all answers durable. */
    @Override
    public synchronized void close() {
        JournalFiles open = files;
        files = null;
        known.clear();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the journal cannot be written", e);
            }
        }
    }
}
