package dev.outcrop.cli.batch;

import de.siegmar.fastcsv.reader.CsvReader;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The records that earlier runs have answered, by the file of results. A process that was killed
 * leaves at most one incomplete record, at the end.
 */
final class DoneRecords {
    private final Path file;
    private final ResultFormat format;
    private final RecordIds ids = new RecordIds();
    private BigDecimal usd = BigDecimal.ZERO;
    private long end;

    private DoneRecords(Path file, ResultFormat format) {
        this.file = file;
        this.format = format;
    }

    /** Reads a file of results; there need not be one. */
    static DoneRecords read(Path file, ResultFormat format) throws IOException {
        var done = new DoneRecords(file, format);
        if (Files.exists(file)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                done.read(in);
            }
        }
        return done;
    }

    private void read(InputStream in) throws IOException {
        var record = new ByteArrayOutputStream();
        boolean quoted = false;
        boolean first = format == ResultFormat.CSV;
        long at = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            at++;
            record.write(b);
            quoted ^= b == '"' && format == ResultFormat.CSV;
            if (b == '\n' && !quoted) {
                if (first) {
                    requireHeader(record.toByteArray());
                } else {
                    add(record.toString(StandardCharsets.UTF_8));
                }
                first = false;
                record.reset();
                end = at;
            }
        }
    }

    private void requireHeader(byte[] header) {
        if (!java.util.Arrays.equals(header, format.header())) {
            throw notResults();
        }
    }

    private void add(String text) {
        if (format == ResultFormat.CSV) {
            List<String> fields =
                    CsvReader.builder().ofCsvRecord(text).stream()
                            .findFirst()
                            .orElseThrow()
                            .getFields();
            if (fields.size() != ResultFormat.COLUMNS.size()) {
                throw notResults();
            }
            add(fields.get(0), fields.get(1), fields.get(9).isEmpty() ? null : fields.get(9));
            return;
        }
        try {
            if (Json.parse(text) instanceof Json.Obj line
                    && line.string("recordId") != null
                    && line.string("key") != null) {
                add(
                        String.valueOf(line.string("recordId")),
                        String.valueOf(line.string("key")),
                        line.string("costUsd"));
                return;
            }
        } catch (JsonException e) {
            // Reported below.
        }
        throw notResults();
    }

    private void add(String id, String key, @Nullable String cost) {
        try {
            ids.add(id, Long.parseLong(key, 16));
            usd = cost == null ? usd : usd.add(new BigDecimal(cost));
        } catch (NumberFormatException e) {
            throw notResults();
        }
    }

    private UsageException notResults() {
        return new UsageException(
                file + " contains a record that no run has written, at byte " + end + ".",
                "another file for --out");
    }

    /**
     * Whether a record is answered.
     *
     * @throws UsageException if it was another record then, or other settings
     */
    boolean contains(String id, String key) {
        long known = ids.number(id);
        if (known >= 0 && known != Long.parseLong(key, 16)) {
            throw new UsageException(
                    "The record "
                            + id
                            + ", or the options, have changed since "
                            + file
                            + " was written.",
                    "another file for --out");
        }
        return known >= 0;
    }

    int size() {
        return ids.size();
    }

    /** What they cost, as far as it is known. */
    BigDecimal usd() {
        return usd;
    }

    /** The number of bytes of complete records. */
    long end() {
        return end;
    }
}
