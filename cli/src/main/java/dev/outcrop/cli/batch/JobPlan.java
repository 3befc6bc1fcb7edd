package dev.outcrop.cli.batch;

import dev.outcrop.batch.BatchJobs;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes jobs of the records that have neither an answer nor a job.
 *
 * @param keys returns the key of a record
 * @param options the members of each record that the options set
 * @param maxTokens of an answer; null for no limit
 * @param request what the jobs are created with
 */
record JobPlan(
        SubmittedJobs jobs,
        RecordSource source,
        Function<InputRecord, String> keys,
        Json.Obj options,
        @Nullable Integer maxTokens,
        BatchJobs.Options request) {
    /** A file of a job keeps away from the limit by this factor. */
    private static final double FULL = 0.95;

    /** Letters of a token, as a rule of thumb. */
    private static final int LETTERS = 4;

    /**
     * Writes the files of the jobs, and the jobs into the list.
     *
     * @return how many records they have
     */
    long plan(DoneRecords done) throws IOException {
        RecordIds waiting = new RecordIds();
        for (SubmittedJobs.Entry entry : jobs.open()) {
            jobs.read(entry, waiting);
        }
        long count = 0;
        long bytes = 0;
        try (Reader in = source.open()) {
            Iterator<InputRecord> pending = pending(in, done, waiting);
            while (pending.hasNext()) {
                bytes += JobFiles.line(pending.next(), options).length;
                count++;
            }
        }
        if (count == 0) {
            return 0;
        }
        if (count < request.leastRecords()) {
            throw tooFew(count);
        }
        long parts =
                Math.max(
                        Math.ceilDiv(count, request.mostRecords()),
                        (long) Math.ceil(bytes / (FULL * JobFiles.MOST_BYTES)));
        write((int) Math.ceilDiv(count, parts), done, waiting);
        return count;
    }

    private UsageException tooFew(long count) {
        return new UsageException(
                "A job needs at least "
                        + request.leastRecords()
                        + " records, and there are "
                        + count
                        + ".",
                "run them with outcrop batch run --resume, or lower --least-records if your quota"
                        + " permits it");
    }

    private Iterator<InputRecord> pending(Reader in, DoneRecords done, RecordIds waiting) {
        return new PendingRecords(
                source.reader().records(in),
                record -> {
                    String key = keys.apply(record);
                    long job = waiting.number(record.id());
                    if (job >= 0 && job != Long.parseLong(key, 16)) {
                        throw new UsageException(
                                "The record "
                                        + record.id()
                                        + " is in a job, with another text or other options.",
                                "fetch that job first with outcrop batch fetch, or use another file"
                                        + " for --out");
                    }
                    return job < 0 && !done.contains(record.id(), key);
                },
                () -> false,
                Long.MAX_VALUE);
    }

    private void write(int perJob, DoneRecords done, RecordIds waiting) throws IOException {
        Path folder = jobs.folder().resolve("new");
        clear(folder);
        Files.createDirectories(folder);
        var ids = new ArrayList<Part>();
        Part part = null;
        try (Reader in = source.open();
                var files = new JobFiles(folder, perJob)) {
            Iterator<InputRecord> pending = pending(in, done, waiting);
            while (pending.hasNext()) {
                InputRecord record = pending.next();
                files.add(record, options);
                Path file = files.files().getLast();
                if (part == null || !part.file.equals(file)) {
                    part = new Part(file);
                    ids.add(part);
                }
                part.add(record, keys.apply(record));
            }
        } finally {
            for (Part open : ids) {
                open.out.close();
            }
        }
        for (Part each : ids) {
            if (each.count < request.leastRecords()) {
                clear(folder);
                throw tooFew(each.count);
            }
        }
        commit(ids);
        clear(folder);
    }

    /** The files get their last names first; the list, which makes them count, is written last. */
    private void commit(List<Part> parts) throws IOException {
        var entries = new ArrayList<SubmittedJobs.Entry>();
        int number = jobs.all().size();
        for (Part part : parts) {
            String token = token(part.file, number + entries.size());
            entries.add(
                    new SubmittedJobs.Entry(
                            token,
                            null,
                            request.modelId(),
                            part.count,
                            Files.size(part.file) / LETTERS,
                            maxTokens == null ? 0 : maxTokens * part.count,
                            request.members()
                                    .with("roleArn", Json.of(request.roleArn()))
                                    .with("s3Uri", Json.of(request.s3Uri())),
                            false));
            Files.move(part.ids, jobs.ids(token), StandardCopyOption.REPLACE_EXISTING);
            Files.move(part.file, jobs.input(token), StandardCopyOption.REPLACE_EXISTING);
        }
        jobs.add(entries);
    }

    /** Creates the jobs of the list that are not created, or not known to be; returns how many. */
    static int create(SubmittedJobs jobs, BatchJobs service, int least, int most)
            throws IOException {
        int created = 0;
        for (SubmittedJobs.Entry entry : jobs.open()) {
            if (entry.arn() != null) {
                continue;
            }
            Json.Obj request = entry.request();
            BatchJobs.Options options =
                    new BatchJobs.Options(
                                    entry.modelId(),
                                    String.valueOf(request.string("roleArn")),
                                    String.valueOf(request.string("s3Uri")),
                                    request.without("roleArn").without("s3Uri"),
                                    least,
                                    most)
                            .with("clientRequestToken", Json.of(entry.token()));
            BatchJobs.Job job = service.submit(options, jobs.input(entry.token()));
            jobs.replace(entry.withArn(job.arn()));
            Files.deleteIfExists(jobs.input(entry.token()));
            created++;
        }
        return created;
    }

    /**
     * Derived from the content, so that a lost list does not lead to second jobs; and from the
     * number of earlier jobs, so that records which failed can be submitted again.
     */
    private String token(Path file, int number) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var hashed = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            hashed.transferTo(OutputStream.nullOutputStream());
            MessageDigest digest = hashed.getMessageDigest();
            digest.update((number + " " + request).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** The ids of the records of one job, as they are written. */
    private static final class Part {
        private final Path file;
        private final Path ids;
        private final OutputStream out;
        private long count;

        Part(Path file) throws IOException {
            this.file = file;
            this.ids = file.resolveSibling(file.getFileName() + ".ids");
            this.out = new BufferedOutputStream(Files.newOutputStream(ids), 1 << 16);
        }

        void add(InputRecord record, String key) throws IOException {
            Json line = Json.EMPTY.with("recordId", Json.of(record.id())).with("key", Json.of(key));
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            count++;
        }
    }
}
