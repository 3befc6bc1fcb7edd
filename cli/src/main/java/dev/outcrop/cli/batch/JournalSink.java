package dev.outcrop.cli.batch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes answers to a journal, and failures to a file that exists only if there are some. */
final class JournalSink implements ResultSink {
    private final Journal journal;
    private final ResultFormat format;
    private final Path failures;
    private @Nullable OutputStream failed;

    JournalSink(Journal journal, ResultFormat format, Path failures) {
        this.journal = journal;
        this.format = format;
        this.failures = failures;
    }

    @Override
    public void write(ResultRecord result, Runnable counted) {
        if (result.error() == null) {
            journal.append(format.bytes(result), counted);
            return;
        }
        try {
            if (failed == null) {
                failed = Files.newOutputStream(failures);
            }
            failed.write(ResultFormat.JSONL.bytes(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        counted.run();
    }

    @Override
    public void close() {
        try (OutputStream last = failed) {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
