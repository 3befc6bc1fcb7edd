package dev.outcrop.cli.batch;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The rows of a Parquet file as lines of JSON: an object with a member for each column that is not
 * null. Numbers and truth values are such; dates and times are text of ISO 8601; bytes are Base64.
 */
final class ParquetLines extends Reader {
    private static final int MOST_LEVELS = 100;

    /** Lines that are read ahead. */
    private static final int AHEAD = 16;

    /** The library looks without end for pages that a broken file announces, and does not have. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Duration patience;
    private final BlockingQueue<Read> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private String line = "";
    private int at;
    private boolean ended;

    /** A line; at the end of the file or at a failure, there is none. */
    private record Read(@Nullable String line, @Nullable Exception failure) {}

    private ParquetLines(Path path, Duration patience) {
        this.name = path.toString();
        this.patience = patience;
        thread = Thread.ofVirtual().name("outcrop-parquet").unstarted(() -> readAll(path));
    }

    /** Opens a file. That it is not a Parquet file is found when it is read. */
    static Reader open(Path path) throws IOException {
        return open(path, PATIENCE);
    }

    /**
     * Opens a file.
     *
     * @param patience the longest wait for a line
     */
    static Reader open(Path path, Duration patience) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        var lines = new ParquetLines(path, patience);
        lines.thread.start();
        return lines;
    }

    private void readAll(Path path) {
        try {
            ahead.put(readLines(path));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Read readLines(Path path) throws InterruptedException {
        try (var file = ParquetFileReader.open(InputFile.of(path));
                RowReader rows = file.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                ahead.put(new Read(object(rows, 0) + "\n", null));
            }
            return new Read(null, null);
        } catch (IOException | RuntimeException e) {
            return new Read(null, e);
        }
    }

    /** Whatever the library throws on a broken file. */
    private static UsageException unreadable(String name, Exception e) {
        if (e instanceof UsageException known) {
            return known;
        }
        for (Throwable why = e; why != null; why = why.getCause()) {
            String codec = codec(String.valueOf(why.getMessage()));
            if (codec != null) {
                return new UsageException(
                        name + " is compressed with " + codec + ", which is not supported.",
                        "a file that is compressed with Snappy or gzip, or not at all");
            }
        }
        return new UsageException(
                name + " cannot be read as Parquet: " + e.getMessage(), "outcrop help batch");
    }

    private static @Nullable String codec(String message) {
        for (String codec : List.of("ZSTD", "LZ4", "BROTLI", "LZO")) {
            if (message.toUpperCase(Locale.ROOT).contains(codec)) {
                return codec;
            }
        }
        return null;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == line.length()) {
            String next = nextLine();
            if (next == null) {
                return -1;
            }
            line = next;
            at = 0;
        }
        int count = Math.min(length, line.length() - at);
        line.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    /** Returns the next line; null at the end. */
    private @Nullable String nextLine() throws IOException {
        if (ended) {
            return null;
        }
        Read next;
        try {
            next = ahead.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + name);
        }
        if (next == null) {
            throw new UsageException(
                    name + " cannot be read as Parquet: rows are missing.", "outcrop help batch");
        }
        if (next.failure() != null) {
            throw unreadable(name, next.failure());
        }
        ended = next.line() == null;
        return next.line();
    }

    private Json object(StructAccessor row, int level) {
        Json.Obj object = Json.EMPTY;
        for (int i = 0; i < row.getFieldCount(); i++) {
            if (!row.isNull(i)) {
                object = object.with(row.getFieldName(i), json(row.getValue(i), level));
            }
        }
        return object;
    }

    private Json json(@Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            throw new UsageException(
                    name + " is nested deeper than " + MOST_LEVELS + " levels.",
                    "outcrop help batch");
        }
        return switch (value) {
            case null -> Json.NULL;
            case Boolean truth -> Json.of(truth);
            case Integer number -> Json.of(number);
            case Long number -> Json.of(number);
            case Float number -> real(number.doubleValue(), number.toString());
            case Double number -> real(number, number.toString());
            case BigDecimal number -> new Json.Num(number.toString());
            case byte[] bytes -> Json.of(Base64.getEncoder().encodeToString(bytes));
            case PqStruct struct -> object(struct, level + 1);
            case PqList list -> array(list, level + 1);
            case PqMap map -> members(map, level + 1);
            default -> Json.of(value.toString());
        };
    }

    /** JSON has no infinity and no NaN. */
    private static Json real(double number, String text) {
        return Double.isFinite(number) ? new Json.Num(text) : Json.of(text);
    }

    private Json array(PqList list, int level) {
        var elements = new ArrayList<Json>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(list.isNull(i) ? Json.NULL : json(list.get(i), level));
        }
        return new Json.Arr(elements);
    }

    private Json members(PqMap map, int level) {
        Json.Obj object = Json.EMPTY;
        for (PqMap.Entry entry : map.getEntries()) {
            Json value = entry.isValueNull() ? Json.NULL : json(entry.getValue(), level);
            object = object.with(String.valueOf(entry.getKey()), value);
        }
        return object;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
