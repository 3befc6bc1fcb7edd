package dev.outcrop.spark;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The columns that are added to a row, from the line of JSON that answers it. */
final class AnswerColumns {
    static final List<String> NAMES = List.of("answer", "usage", "cost", "error", "fields");
    private static final int SCALE = 12;

    private static final StructType USAGE =
            new StructType()
                    .add("input", DataTypes.LongType, false)
                    .add("output", DataTypes.LongType, false)
                    .add("cacheRead", DataTypes.LongType, false)
                    .add("cacheWrite", DataTypes.LongType, false);

    private static final StructType ERROR =
            new StructType()
                    .add("kind", DataTypes.StringType, false)
                    .add("message", DataTypes.StringType, false);

    private AnswerColumns() {}

    static StructType addTo(StructType schema, String prefix) {
        return schema.add(prefix + "answer", DataTypes.StringType, true)
                .add(prefix + "usage", USAGE, true)
                .add(prefix + "cost", DataTypes.createDecimalType(24, SCALE), true)
                .add(prefix + "error", ERROR, true);
    }

    /**
     * @param answer null for a row that was not asked
     */
    static Row row(Row row, @Nullable JsonNode answer) {
        int columns = row.size();
        @Nullable Object[] values = new @Nullable Object[columns + 4];
        for (int i = 0; i < columns; i++) {
            values[i] = row.get(i);
        }
        if (answer != null) {
            JsonNode text = answer.path("answer");
            values[columns] = text.isTextual() ? text.asText() : null;
            values[columns + 1] = usage(answer.path("usage"));
            JsonNode usd = answer.path("costUsd");
            values[columns + 2] =
                    usd.isTextual()
                            ? new BigDecimal(usd.asText()).setScale(SCALE, RoundingMode.HALF_UP)
                            : null;
            JsonNode error = answer.path("error");
            values[columns + 3] =
                    error.isObject()
                            ? RowFactory.create(
                                    error.path("kind").asText(), error.path("message").asText())
                            : null;
        }
        return RowFactory.create(values);
    }

    private static @Nullable Row usage(JsonNode usage) {
        return usage.isObject()
                ? RowFactory.create(
                        usage.path("input").asLong(),
                        usage.path("output").asLong(),
                        usage.path("cacheRead").asLong(),
                        usage.path("cacheWrite").asLong())
                : null;
    }
}
