package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Joins the output of jobs with the records, by their ids, in any order.
 *
 * @param keys returns the key of a record
 */
record JobJoin(RecordSource source, Function<InputRecord, String> keys, JobOutput reader) {
    /**
     * What was joined.
     *
     * @param unknown records of the output that the input does not have
     * @param missing records of the input without an answer, failed ones not included
     */
    record Counts(long added, long earlier, long failed, long unknown, long missing) {
        String text() {
            return "added     "
                    + added
                    + (earlier > 0 ? " (and " + earlier + " earlier)" : "")
                    + "\nfailed    "
                    + failed
                    + "\nmissing   "
                    + missing
                    + "\n"
                    + (unknown > 0 ? "unknown   " + unknown + ", left out\n" : "");
        }
    }

    Counts join(List<Path> outputs, Path file, ResultFormat format) throws IOException {
        RecordIds known = known();
        DoneRecords done = DoneRecords.read(file, format);
        try (ResultSink sink = ResultSink.of(file, format, done.end())) {
            var joined = new Joined(done, reader, sink);
            for (Path part : files(outputs)) {
                try (BufferedReader in = Files.newBufferedReader(part)) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        joined.add(record(part, line), known);
                    }
                }
            }
            long missing = Math.max(0, known.size() - done.size() - joined.added - joined.failed);
            return new Counts(joined.added, done.size(), joined.failed, joined.unknown, missing);
        }
    }

    /** Writes records of output to a file of answers, each once. For one thread. */
    static final class Joined {
        private final DoneRecords done;
        private final JobOutput reader;
        private final ResultSink sink;
        private final RecordIds seen = new RecordIds();
        long added;
        long earlier;
        long failed;
        long unknown;

        Joined(DoneRecords done, JobOutput reader, ResultSink sink) {
            this.done = done;
            this.reader = reader;
            this.sink = sink;
        }

        /**
         * Adds a record.
         *
         * @param known the ids of the input, with their keys
         */
        void add(Json.Obj record, RecordIds known) {
            String id = record.string("recordId");
            long key = id == null ? -1 : known.number(id);
            if (id == null || key < 0) {
                unknown++;
                return;
            }
            String digits = java.util.HexFormat.of().toHexDigits(key);
            if (done.contains(id, digits)) {
                earlier++;
                return;
            }
            ResultRecord result = reader.result(record, id, digits);
            if (result.error() != null) {
                failed++;
            } else if (seen.add(id, 0)) {
                added++;
            } else {
                return; // answered by two jobs
            }
            sink.write(result, () -> {});
        }
    }

    private RecordIds known() throws IOException {
        var known = new RecordIds();
        try (Reader in = source.open()) {
            Iterator<InputRecord> records = source.reader().records(in);
            while (records.hasNext()) {
                InputRecord record = records.next();
                if (!known.add(record.id(), Long.parseLong(keys.apply(record), 16))) {
                    source.requireNew(known, record.id());
                }
            }
        }
        return known;
    }

    private static Json.Obj record(Path part, String line) {
        try {
            if (Json.parse(line) instanceof Json.Obj record) {
                return record;
            }
        } catch (JsonException e) {
            // Reported below.
        }
        throw new UsageException(part + " is not the output of a job.", "a file named .jsonl.out");
    }

    private static List<Path> files(List<Path> outputs) throws IOException {
        var files = new ArrayList<Path>();
        for (Path output : outputs) {
            if (!Files.exists(output)) {
                throw new UsageException("There is no file " + output + ".", "outcrop help batch");
            }
            if (Files.isDirectory(output)) {
                try (Stream<Path> all = Files.walk(output)) {
                    all.filter(path -> path.toString().endsWith(".jsonl.out"))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(output);
            }
        }
        return files;
    }
}
