package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs for a file of answers, in a folder beside it: {@code jobs.json}, which is replaced in
 * one step, and for each job the ids of its records, and its input until it is created. A job is
 * written down before it is created, under the token that makes creating it again harmless. Locked
 * against other processes. For one thread.
 */
final class SubmittedJobs implements AutoCloseable {
    private static final String FILE = "jobs.json";

    /**
     * A job.
     *
     * @param token its client token, and the name of its files
     * @param arn null until Bedrock has answered
     * @param inputTokens about how many its records have
     * @param outputTokens at most; 0 without a limit
     * @param request what it is created with
     * @param fetched whether its output is in the file of answers
     */
    record Entry(
            String token,
            @Nullable String arn,
            String modelId,
            long records,
            long inputTokens,
            long outputTokens,
            Json.Obj request,
            boolean fetched) {
        Entry withArn(String arn) {
            return new Entry(
                    token, arn, modelId, records, inputTokens, outputTokens, request, fetched);
        }

        Entry withFetched() {
            return new Entry(
                    token, arn, modelId, records, inputTokens, outputTokens, request, true);
        }

        /** The last part of the ARN. */
        String id() {
            return arn == null ? "-" : arn.substring(arn.lastIndexOf('/') + 1);
        }

        private Json json() {
            Json.Obj json =
                    Json.EMPTY
                            .with("token", Json.of(token))
                            .with("modelId", Json.of(modelId))
                            .with("records", Json.of(records))
                            .with("inputTokens", Json.of(inputTokens))
                            .with("outputTokens", Json.of(outputTokens))
                            .with("request", request)
                            .with("fetched", Json.of(fetched));
            return arn == null ? json : json.with("arn", Json.of(arn));
        }

        private static Entry of(Json.Obj json) {
            return new Entry(
                    String.valueOf(json.string("token")),
                    json.string("arn"),
                    String.valueOf(json.string("modelId")),
                    json.integer("records", 0),
                    json.integer("inputTokens", 0),
                    json.integer("outputTokens", 0),
                    json.object("request"),
                    Json.of(true).equals(json.get("fetched")));
        }
    }

    private final Path folder;
    private final FileChannel lock;
    private final List<Entry> entries;

    private SubmittedJobs(Path folder, FileChannel lock, List<Entry> entries) {
        this.folder = folder;
        this.lock = lock;
        this.entries = entries;
    }

    /** Opens the jobs of a file of answers; there need not be any. */
    static SubmittedJobs open(Path answers) throws IOException {
        Path folder = folder(answers);
        PrivateFile.folder(folder.toAbsolutePath());
        FileChannel lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock held;
            try {
                held = lock.tryLock();
            } catch (OverlappingFileLockException e) {
                held = null;
            }
            if (held == null) {
                throw new IOException(folder + " is in use by another process");
            }
            return new SubmittedJobs(folder, lock, read(folder));
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Refuses to ask for records that a job will answer.
     *
     * @throws UsageException if there are jobs whose output is not fetched
     */
    static void requireNone(Path answers) throws IOException {
        if (read(folder(answers)).stream().anyMatch(entry -> !entry.fetched())) {
            throw new UsageException(
                    "There are jobs for " + answers + " whose output is not fetched.",
                    "outcrop batch fetch " + answers + " --wait");
        }
    }

    private static Path folder(Path answers) {
        return answers.resolveSibling(answers.getFileName() + ".jobs");
    }

    private static List<Entry> read(Path folder) throws IOException {
        var entries = new ArrayList<Entry>();
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return entries;
        }
        try {
            if (Json.parse(Files.readString(file)) instanceof Json.Obj json) {
                for (Json entry : json.array("jobs")) {
                    if (entry instanceof Json.Obj object) {
                        entries.add(Entry.of(object));
                    }
                }
                return entries;
            }
        } catch (JsonException e) {
            // Reported below.
        }
        throw new UsageException(file + " is not a list of jobs.", "another file for --out");
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Returns the jobs whose output is not fetched. */
    List<Entry> open() {
        return entries.stream().filter(entry -> !entry.fetched()).toList();
    }

    /** Where the input of a job is until it is created. */
    Path input(String token) {
        return folder.resolve(token + ".jsonl");
    }

    /** Where the ids and keys of a job's records are until its output is fetched. */
    Path ids(String token) {
        return folder.resolve(token + ".ids.jsonl");
    }

    Path folder() {
        return folder;
    }

    /** Adds jobs, all of them or none. */
    void add(List<Entry> planned) throws IOException {
        entries.addAll(planned);
        save();
    }

    void replace(Entry entry) throws IOException {
        entries.replaceAll(old -> old.token().equals(entry.token()) ? entry : old);
        save();
    }

    /** Adds the ids of a job's records to a set, with their keys. */
    void read(Entry entry, RecordIds ids) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(ids(entry.token()))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Json.Obj record = (Json.Obj) Json.parse(line);
                ids.add(
                        String.valueOf(record.string("recordId")),
                        Long.parseLong(String.valueOf(record.string("key")), 16));
            }
        }
    }

    private void save() throws IOException {
        Json json =
                Json.EMPTY.with(
                        "jobs", Json.array(entries.stream().map(Entry::json).toArray(Json[]::new)));
        Path fresh = folder.resolve(FILE + ".new");
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                fresh,
                folder.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Journal.sync(folder);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
