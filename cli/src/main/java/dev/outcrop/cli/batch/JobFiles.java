package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the input files of batch inference jobs: records in the form of Converse, as many in a
 * file as Bedrock accepts.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-data.html">
 *     batch inference data</a>
 */
final class JobFiles implements AutoCloseable {
    /** Bedrock's default quotas. */
    static final int MOST_RECORDS = 50_000;

    static final long MOST_BYTES = 1_000_000_000;

    /** What Bedrock's jobs do not support, in the form of Converse. */
    private static final List<String> UNSUPPORTED = List.of("toolConfig", "guardrailConfig");

    private final Path folder;
    private final int mostRecords;
    private final List<Path> files = new ArrayList<>();
    private @Nullable OutputStream out;
    private int records;
    private long bytes;

    JobFiles(Path folder, int mostRecords) {
        this.folder = folder;
        this.mostRecords = mostRecords;
    }

    /**
     * Adds a record.
     *
     * @throws UsageException if it contains what jobs do not support
     */
    void add(InputRecord record, Json.Obj options) throws IOException {
        byte[] utf8 = line(record, options);
        if (out == null || records == mostRecords || bytes + utf8.length > MOST_BYTES) {
            next();
        }
        java.util.Objects.requireNonNull(out).write(utf8);
        records++;
        bytes += utf8.length;
    }

    /**
     * Returns the line of a record.
     *
     * @throws UsageException if it contains what jobs do not support
     */
    static byte[] line(InputRecord record, Json.Obj options) {
        Json.Obj input = record.body() == null ? prompt(record) : record.body();
        for (String name : UNSUPPORTED) {
            if (input.get(name) != null) {
                throw new UsageException(
                        "Record " + record.id() + " has " + name + ", which jobs do not support.",
                        "outcrop batch run FILE");
            }
        }
        Json.Obj line =
                Json.EMPTY
                        .with("recordId", Json.of(record.id()))
                        .with("modelInput", options.merged(input));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Json.Obj prompt(InputRecord record) {
        Json text = Json.EMPTY.with("text", Json.of(record.text()));
        Json message = Json.EMPTY.with("role", Json.of("user")).with("content", Json.array(text));
        return Json.EMPTY.with("messages", Json.array(message));
    }

    private void next() throws IOException {
        close();
        Path file = folder.resolve(String.format(Locale.ROOT, "part-%05d.jsonl", files.size() + 1));
        if (Files.exists(file)) {
            throw new UsageException("There is a file " + file + ".", "another folder for --dir");
        }
        files.add(file);
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        records = 0;
        bytes = 0;
    }

    List<Path> files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
