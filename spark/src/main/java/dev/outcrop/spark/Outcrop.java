package dev.outcrop.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Answers of a model for the rows of a Spark data set.
 *
 * <pre>{@code
 * Dataset<Row> answers = Outcrop.answers(reviews, "prompt", AnswerOptions.of("us.amazon.nova-lite-v1:0"));
 * answers.write().parquet("s3://bucket/answers");
 * }</pre>
 */
public final class Outcrop {
    private Outcrop() {}

    /**
     * Returns the rows with the answers to the prompts in a column. The model is called when an
     * action computes the rows, and again by each further action, except for rows in the journal.
     *
     * <p>Columns that are added, in the order of their names here:
     *
     * <ul>
     *   <li>{@code answer}: the text, or JSON if there are fields; null if the call failed
     *   <li>{@code usage}: the tokens, as {@code input}, {@code output}, {@code cacheRead}, {@code
     *       cacheWrite}
     *   <li>{@code cost}: at list prices, in US dollars; null if it is not known
     *   <li>{@code error}: {@code kind} and {@code message} of the failure; null if there was none
     *   <li>{@code fields}: the fields of the options, if there are some
     * </ul>
     *
     * <p>A row whose prompt is null is not asked.
     *
     * @param prompt the name of a column of strings
     * @throws IllegalArgumentException if there is no such column, a column of these names is there
     *     already, or the limits need a number of executors that is not known
     */
    public static Dataset<Row> answers(Dataset<Row> rows, String prompt, AnswerOptions options) {
        Objects.requireNonNull(options, "options");
        StructType before = rows.schema();
        int column = column(before, prompt);
        StructType after = AnswerColumns.addTo(before, options.prefix);
        requireNew(before, options);
        SparkContext context = rows.sparkSession().sparkContext();
        int executors = ExecutorCount.of(options, context);
        var partition =
                new AnswerPartition(column, options, UUID.randomUUID().toString(), executors);
        Dataset<Row> answered = rows.mapPartitions(partition, Encoders.row(after));
        return options.fields == null
                ? answered
                : answered.withColumn(
                        options.prefix + "fields",
                        functions.from_json(
                                answered.col(options.prefix + "answer"), options.fields));
    }

    private static int column(StructType schema, String name) {
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name().equals(name)) {
                if (!(fields[i].dataType() instanceof StringType)) {
                    throw new IllegalArgumentException(
                            "column "
                                    + name
                                    + " is a "
                                    + fields[i].dataType().simpleString()
                                    + "; cast it to a string");
                }
                return i;
            }
        }
        throw new IllegalArgumentException(
                "there is no column " + name + " in " + Arrays.toString(schema.fieldNames()));
    }

    private static void requireNew(StructType schema, AnswerOptions options) {
        for (String name : schema.fieldNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (String added : AnswerColumns.NAMES) {
                if (lower.equals((options.prefix + added).toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException(
                            "there is a column " + name + " already; use withPrefix(\"model_\")");
                }
            }
        }
    }
}
