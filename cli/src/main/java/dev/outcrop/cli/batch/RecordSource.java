package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.UsageException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Where the records come from: a file, or a stream that can be read once.
 *
 * @param file {@code -} for the stream
 */
record RecordSource(String file, RecordReader reader, InputStream stdin) {
    boolean isStream() {
        return file.equals("-");
    }

    Reader open() throws IOException {
        if (isStream()) {
            if (reader.format() == RecordFormat.PARQUET) {
                throw new UsageException(
                        "Parquet is read from files only.", "a file in place of stdin");
            }
            return new InputStreamReader(stdin, StandardCharsets.UTF_8);
        }
        try {
            if (reader.format() == RecordFormat.PARQUET) {
                return ParquetLines.open(Path.of(file));
            }
            InputStream in = Files.newInputStream(Path.of(file));
            return new BufferedReader(
                    new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        } catch (NoSuchFileException e) {
            throw new UsageException("There is no file " + file + ".", "outcrop help batch");
        }
    }

    /**
     * Reads the whole file once before anything is sent, so that an error in it costs nothing.
     *
     * @return how many records there are; -1 for a stream
     * @throws UsageException if it contains no records, or two with the same id
     */
    long check() throws IOException {
        if (isStream()) {
            return -1;
        }
        var ids = new RecordIds();
        try (Reader in = open()) {
            Iterator<InputRecord> records = reader.records(in);
            while (records.hasNext()) {
                requireNew(ids, records.next().id());
            }
        }
        if (ids.size() == 0) {
            throw new UsageException(file + " has no records.", "outcrop help batch");
        }
        return ids.size();
    }

    /** Refuses an id that occurs twice. */
    void requireNew(RecordIds ids, String id) {
        if (!ids.add(id, 0)) {
            throw new UsageException(
                    file + " has two records with the id " + id + ".", "unique values of recordId");
        }
    }
}
