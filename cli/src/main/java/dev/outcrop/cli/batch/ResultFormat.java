package dev.outcrop.cli.batch;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** How results are written: JSON lines or CSV, both in UTF-8. */
enum ResultFormat {
    JSONL {
        @Override
        byte[] header() {
            return new byte[0];
        }

        @Override
        byte[] bytes(ResultRecord result) {
            byte[] line =
                    JsonWriter.bytes(
                            json -> {
                                json.object()
                                        .member("recordId", result.id())
                                        .member("key", result.key())
                                        .member("modelId", result.modelId())
                                        .member("answer", result.answer())
                                        .member("stopReason", result.stopReason());
                                ResultRecord.Failure error = result.error();
                                if (error != null) {
                                    json.name("error")
                                            .object()
                                            .member("kind", error.kind())
                                            .member("message", error.message())
                                            .endObject();
                                }
                                json.member("usage", result.usage().json())
                                        .member("costUsd", result.usd())
                                        .endObject();
                            });
            byte[] ended = Arrays.copyOf(line, line.length + 1);
            ended[line.length] = '\n';
            return ended;
        }
    },
    CSV {
        @Override
        byte[] header() {
            return row(COLUMNS);
        }

        @Override
        byte[] bytes(ResultRecord result) {
            Json answer = result.answer();
            return row(
                    List.of(
                            result.id(),
                            result.key(),
                            result.modelId(),
                            answer == null
                                    ? ""
                                    : answer instanceof Json.Str text
                                            ? text.value()
                                            : answer.toString(),
                            result.stopReason() == null ? "" : result.stopReason(),
                            String.valueOf(result.usage().input()),
                            String.valueOf(result.usage().output()),
                            String.valueOf(result.usage().cacheRead()),
                            String.valueOf(result.usage().cacheWrite()),
                            result.usd() == null ? "" : result.usd(),
                            result.error() == null
                                    ? ""
                                    : result.error().kind() + ": " + result.error().message()));
        }

        private static byte[] row(List<String> fields) {
            var text = new StringWriter();
            try (CsvWriter csv =
                    CsvWriter.builder()
                            .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                            .build(text)) {
                csv.writeRecord(fields);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    };

    static final List<String> COLUMNS =
            List.of(
                    "recordId",
                    "key",
                    "modelId",
                    "answer",
                    "stopReason",
                    "inputTokens",
                    "outputTokens",
                    "cacheReadTokens",
                    "cacheWriteTokens",
                    "costUsd",
                    "error");

    /** What a new file begins with. */
    abstract byte[] header();

    abstract byte[] bytes(ResultRecord result);

    /** The format of answers to records that come from a stream. */
    static ResultFormat of(RecordFormat format) {
        return format == RecordFormat.CSV ? CSV : JSONL;
    }

    /** The format of a file of answers, by its name. */
    static ResultFormat ofFile(String name) {
        RecordFormat format = RecordFormat.of(name);
        if (format == RecordFormat.PARQUET) {
            throw new UsageException(
                    "Parquet is read only, and cannot be written.", "--out answers.jsonl");
        }
        return of(format);
    }
}
