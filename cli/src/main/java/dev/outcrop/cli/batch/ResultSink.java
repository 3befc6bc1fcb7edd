package dev.outcrop.cli.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results go: a journal with a file of failures beside it, or a stream. */
interface ResultSink extends AutoCloseable {
    /**
     * Writes a result.
     *
     * @param counted called when it is written; on a file, when it is on the disk
     */
    void write(ResultRecord result, Runnable counted);

    @Override
    void close();

    /** A stream, with failures among the results. */
    static ResultSink of(PrintStream out, ResultFormat format) {
        out.writeBytes(format.header());
        return new ResultSink() {
            @Override
            public void write(ResultRecord result, Runnable counted) {
                out.writeBytes(format.bytes(result));
                out.flush();
                counted.run();
            }

            @Override
            public void close() {
                out.flush();
            }
        };
    }

    /** A file of answers, from the end of the complete records on. */
    static ResultSink of(Path file, ResultFormat format, long from) throws IOException {
        Path failures = failures(file);
        Files.deleteIfExists(failures);
        Journal journal = Journal.open(file, from);
        if (from == 0 && format.header().length > 0) {
            journal.append(format.header(), () -> {});
        }
        return new JournalSink(journal, format, failures);
    }

    /** The file of the failures of a run. */
    static Path failures(Path file) {
        return file.resolveSibling(file.getFileName() + ".failed.jsonl");
    }
}
