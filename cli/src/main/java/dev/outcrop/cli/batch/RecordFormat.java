package dev.outcrop.cli.batch;

import dev.outcrop.cli.terminal.UsageException;

import java.util.Locale;

/** The formats of records in files. */
enum RecordFormat {
    /** A JSON value in each line. */
    JSONL,
    /** Rows of columns, with their names in the first row. */
    CSV,
    /** A prompt in each line. */
    TEXT,
    /** Rows of columns, in a file only. */
    PARQUET;

    /** Returns the format of a file by its name; JSON lines for a stream. */
    static RecordFormat of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (file.equals("-") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return JSONL;
        }
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".txt")) {
            return TEXT;
        }
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        throw new UsageException(
                "Unknown format of " + file + ".",
                "a name that ends in .jsonl, .csv, .txt or .parquet");
    }
}
