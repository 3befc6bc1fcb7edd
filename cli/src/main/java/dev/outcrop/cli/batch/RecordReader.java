package dev.outcrop.cli.batch;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.prompt.PromptTemplate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Reads records one by one. A record without an id has the number of its line or row as its id.
 *
 * @param source names the input in errors
 * @param template is filled with the columns or members of a record; null if they contain the
 *     prompt
 */
record RecordReader(String source, RecordFormat format, @Nullable PromptTemplate template) {
    private static final int LONGEST = 25_000_000;

    Iterator<InputRecord> records(Reader in) {
        return switch (format) {
            case JSONL, PARQUET -> new Lines(in, this::ofJson);
            case TEXT -> new Lines(in, this::ofText);
            case CSV -> rows(in);
        };
    }

    private interface LineReader {
        InputRecord record(String line, long number);
    }

    private static final class Lines implements Iterator<InputRecord> {
        private final TextLines in;
        private final LineReader reader;
        private long number;
        private @Nullable String next;

        Lines(Reader in, LineReader reader) {
            this.in = new TextLines(in, LONGEST);
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null || next.isBlank()) {
                    next = in.next();
                    if (next == null) {
                        return false;
                    }
                    number++;
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String line = String.valueOf(next).strip();
            next = null;
            return reader.record(line, number);
        }
    }

    private InputRecord ofText(String line, long number) {
        return template == null
                ? new InputRecord(String.valueOf(number), line, null)
                : filled(String.valueOf(number), Map.of("text", line), number);
    }

    private InputRecord ofJson(String line, long number) {
        Json json;
        try {
            json = Json.parse(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
        } catch (JsonException e) {
            throw bad(number, "is not JSON: " + e.getMessage());
        }
        String id = String.valueOf(number);
        if (json instanceof Json.Str text) {
            return template == null
                    ? new InputRecord(id, text.value(), null)
                    : filled(id, Map.of("text", text.value()), number);
        }
        if (!(json instanceof Json.Obj object)) {
            throw bad(number, "is neither an object nor a string");
        }
        id = id(object, id);
        if (template != null) {
            var values = new LinkedHashMap<String, Object>();
            object.members().forEach((name, value) -> values.put(name, plain(value)));
            return filled(id, values, number);
        }
        String prompt = object.string("prompt");
        Json.Obj body =
                object.get("modelInput") instanceof Json.Obj input
                        ? input
                        : object.get("messages") == null
                                ? null
                                : object.without("recordId").without("id");
        if (prompt == null && body == null) {
            throw bad(number, "has no \"prompt\", \"messages\" or \"modelInput\"");
        }
        return new InputRecord(id, prompt, prompt == null ? body : null);
    }

    private static String id(Json.Obj record, String otherwise) {
        for (String name : new String[] {"recordId", "id"}) {
            Json id = record.get(name);
            if (id instanceof Json.Str || id instanceof Json.Num) {
                return plain(id);
            }
        }
        return otherwise;
    }

    private static String plain(Json value) {
        return value instanceof Json.Str text ? text.value() : value.toString();
    }

    private Iterator<InputRecord> rows(Reader in) {
        Iterator<NamedCsvRecord> rows =
                CsvReader.builder()
                        .maxBufferSize(LONGEST)
                        .detectBomHeader(false)
                        .ofNamedCsvRecord(in)
                        .iterator();
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return checked(rows::hasNext);
            }

            @Override
            public InputRecord next() {
                return ofRow(checked(rows::next).getFieldsAsMap(), ++number);
            }

            private <T> T checked(Supplier<T> read) {
                try {
                    return read.get();
                } catch (CsvParseException e) {
                    throw bad(number + 1, "is not CSV: " + e.getMessage());
                }
            }
        };
    }

    private InputRecord ofRow(Map<String, String> row, long number) {
        String id = row.getOrDefault("recordId", row.getOrDefault("id", String.valueOf(number)));
        if (template != null) {
            return filled(id, row, number);
        }
        String prompt = row.get("prompt");
        if (prompt == null) {
            throw new UsageException(
                    source + " has no column \"prompt\"; it has " + row.keySet() + ".",
                    "name a column in a template: --template \"Translate: {text}\"");
        }
        return new InputRecord(id, prompt, null);
    }

    private InputRecord filled(String id, Map<String, ?> values, long number) {
        try {
            PromptTemplate filling = template == null ? PromptTemplate.of("{text}") : template;
            return new InputRecord(id, filling.format(values).getFirst().text(), null);
        } catch (IllegalArgumentException e) {
            throw bad(number, "does not fill the template: " + e.getMessage());
        }
    }

    private UsageException bad(long number, String what) {
        return new UsageException(
                source + ": record " + number + " " + what + ".", "outcrop help batch");
    }
}
