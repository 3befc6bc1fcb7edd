package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.LocalBedrock;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** Spark in this process, in local mode, against the local Bedrock. */
class AnswersTest {
    private static SparkSession session;

    private final CountingEngine engine = new CountingEngine();
    private final LocalBedrock bedrock = LocalBedrock.builder().engine(engine).start();
    private final AnswerOptions options =
            AnswerOptions.of("amazon.nova-lite-v1:0")
                    .withRegion("us-east-1")
                    .withEndpointUrl(bedrock.endpoint().toString());

    @BeforeAll
    static void begin() {
        session =
                SparkSession.builder()
                        .master("local[2,3]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.driver.host", "localhost")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.plugins", OutcropPlugin.class.getName())
                        .config("spark.sql.shuffle.partitions", "2")
                        .getOrCreate();
    }

    @AfterAll
    static void end() {
        session.stop();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @Test
    void eachRowHasItsAnswerUsageAndCostOrItsError() {
        Dataset<Row> prompts =
                prompts(
                        "CASE id WHEN 5 THEN 'Refuse this.' WHEN 6 THEN NULL"
                                + " ELSE concat('Row ', id) END");

        // Not ordered by Spark, which computes the rows a first time to find the ranges.
        List<Row> rows =
                Outcrop.answers(prompts, "prompt", options.withErrorsInRows(true)).collectAsList();

        assertThat(rows).hasSize(20);
        Row first = rows.get(0);
        assertThat(first.schema().fieldNames())
                .containsExactly("id", "prompt", "answer", "usage", "cost", "error");
        assertThat(first.getString(2)).isEqualTo("Answer to Row 0");
        assertThat(first.getStruct(3).getLong(0)).isEqualTo(10);
        assertThat(first.getStruct(3).getLong(1)).isEqualTo(5);
        assertThat(first.getDecimal(4)).isEqualByComparingTo(new BigDecimal("0.0000018"));
        assertThat(first.isNullAt(5)).isTrue();
        Row refused = rows.get(5);
        assertThat(refused.isNullAt(2)).isTrue();
        assertThat(refused.getStruct(5).getString(0)).isEqualTo("Validation");
        assertThat(refused.getStruct(5).getString(1)).contains("This prompt is refused");
        Row unasked = rows.get(6);
        assertThat(unasked.isNullAt(2) && unasked.isNullAt(5)).isTrue();
        assertThat(engine.asked()).hasSize(19).doesNotContainKey("null");
        assertThat(engine.repeated()).isZero();
    }

    @Test
    void fieldsBecomeColumnsOfTheirTypes() {
        Dataset<Row> prompts = prompts("concat('Tell me about person ', id)").limit(3);

        Dataset<Row> answers =
                Outcrop.answers(
                        prompts,
                        "prompt",
                        options.withFields("name STRING NOT NULL, age INT NOT NULL")
                                .withPrefix("model_"));

        List<Row> rows =
                answers.select("model_fields.name", "model_fields.age", "model_error")
                        .collectAsList();
        assertThat(rows).hasSize(3);
        assertThat(rows).allMatch(row -> row.isNullAt(2));
        assertThat(rows).allMatch(row -> row.get(0) instanceof String);
        assertThat(rows).allMatch(row -> row.get(1) instanceof Integer);
    }

    @Test
    void whatIsInTheJournalIsNotAskedAgain(@TempDir Path journal) {
        Dataset<Row> answers =
                Outcrop.answers(
                        prompts("concat('Row ', id % 10)"),
                        "prompt",
                        options.withJournal(journal.toString()));

        List<Row> first = answers.orderBy("id").collectAsList(); // computes them twice
        List<Row> again = answers.orderBy("id").collectAsList();

        assertThat(again).isEqualTo(first);
        assertThat(engine.asked().values()).as("two rows of each prompt").containsOnly(2);
    }

    @Test
    void aFailureOfAllRowsFailsTheJobOrMarksEachRow() {
        AnswerOptions wrong = options.withProfile("no-such-profile");

        assertThatThrownBy(() -> Outcrop.answers(prompts("'Row'"), "prompt", wrong).count())
                .hasStackTraceContaining("Credentials: ")
                .hasStackTraceContaining("no-such-profile");
        List<Row> rows =
                Outcrop.answers(prompts("'Row'"), "prompt", wrong.withErrorsInRows(true))
                        .select("error.kind")
                        .collectAsList();
        assertThat(rows).allMatch(row -> row.getString(0).equals("Credentials"));
    }

    @Test
    void noCredentialsAreInPlans() {
        Dataset<Row> answers = Outcrop.answers(prompts("'Row'"), "prompt", options);
        String plan = answers.queryExecution().toString() + options + answers.schema().treeString();

        System.getenv()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith("AWS_")) {
                                assertThat(plan).doesNotContain(value);
                            }
                        });
        assertThat(plan).contains("MapPartitions").doesNotContain(bedrock.endpoint().toString());
    }

    @Test
    void wrongColumnsAreRefusedBeforeAnythingRuns() {
        Dataset<Row> prompts = prompts("'Row'");

        assertThatThrownBy(() -> Outcrop.answers(prompts, "text", options))
                .hasMessage("there is no column text in [id, prompt]");
        assertThatThrownBy(() -> Outcrop.answers(prompts, "id", options))
                .hasMessage("column id is a bigint; cast it to a string");
        assertThatThrownBy(
                        () ->
                                Outcrop.answers(
                                        prompts.withColumnRenamed("id", "Answer"),
                                        "prompt",
                                        options))
                .hasMessageContaining("withPrefix");
    }

    private static Dataset<Row> prompts(String expression) {
        return session.range(0, 20, 1, 2).selectExpr("id", expression + " AS prompt");
    }
}
