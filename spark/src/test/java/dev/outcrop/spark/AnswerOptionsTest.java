package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

class AnswerOptionsTest {
    @Test
    void onlyWhatChangesTheAnswersIsPartOfTheKeys() {
        AnswerOptions options = AnswerOptions.of("m").withSystem("Be brief.").withMaxTokens(9);

        assertThat(
                        options.withRegion("us-east-1")
                                .withJournal("j")
                                .withMaxActive(3)
                                .withProfile("p")
                                .asked())
                .isEqualTo(options.asked());
        assertThat(options.withSystem("Be long.").asked()).isNotEqualTo(options.asked());
        assertThat(options.withTemperature(0.5).asked()).isNotEqualTo(options.asked());
        assertThat(options.withMaxTokens(10).asked()).isNotEqualTo(options.asked());
        assertThat(options.withFields("a INT").asked()).isNotEqualTo(options.asked());
    }

    @Test
    void theOriginalDoesNotChange() {
        String before = AnswerOptions.DEFAULT.forEngine();
        AnswerOptions.DEFAULT.withSystem("x").withRegion("y");

        assertThat(AnswerOptions.DEFAULT.forEngine()).isEqualTo(before);
    }

    @Test
    void theyReachTheExecutorsUnchanged() throws Exception {
        AnswerOptions options =
                AnswerOptions.of("m")
                        .withFields("a STRING")
                        .withTemperature(0.1)
                        .withEndpointUrl("http://localhost:1");
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(options);
        }
        Object read =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(((AnswerOptions) read).forEngine()).isEqualTo(options.forEngine());
    }

    @Test
    void wrongValuesAreRefused() {
        AnswerOptions options = AnswerOptions.DEFAULT;
        assertThatThrownBy(() -> options.withMaxActive(0)).hasMessageContaining("maxActive");
        assertThatThrownBy(() -> options.withMaxTokens(-1)).hasMessageContaining("maxTokens");
        assertThatThrownBy(() -> options.withPrefix("a b")).hasMessageContaining("prefix");
        assertThatThrownBy(() -> options.withWorkerMemory("1g -Dx")).hasMessageContaining("512m");
        assertThatThrownBy(() -> options.withEndpointUrl("https://me:secret@host"))
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("secret");
    }

    @Test
    void fieldsBecomeAJsonSchema() throws Exception {
        JsonNode schema =
                schema(
                        "name STRING NOT NULL COMMENT 'of the person', age INT,"
                                + " tags ARRAY<STRING>, at STRUCT<day: DATE, price: DECIMAL(9,2)>,"
                                + " counts MAP<STRING, BIGINT>");

        assertThat(schema.at("/required").toString())
                .isEqualTo("[\"name\",\"age\",\"tags\",\"at\",\"counts\"]");
        assertThat(schema.at("/properties/name").toString())
                .isEqualTo("{\"type\":\"string\",\"description\":\"of the person\"}");
        assertThat(schema.at("/properties/age/type").toString())
                .isEqualTo("[\"integer\",\"null\"]");
        assertThat(schema.at("/properties/tags/items/type").asText()).isEqualTo("string");
        assertThat(schema.at("/properties/at/properties/day/format").asText()).isEqualTo("date");
        assertThat(schema.at("/properties/at/properties/price/type/0").asText())
                .isEqualTo("number");
        assertThat(schema.at("/properties/counts/additionalProperties/type").asText())
                .isEqualTo("integer");
        assertThatThrownBy(() -> schema("a BINARY")).hasMessageContaining("use STRING");
    }

    private static JsonNode schema(String ddl) throws Exception {
        String asked = AnswerOptions.DEFAULT.withFields(ddl).asked();
        var json = new ObjectMapper();
        return json.readTree(json.readTree(asked).path("schema").asText());
    }

    @Test
    void theNumberOfExecutorsIsThatOfTheConfigurationOrAsked() {
        var conf = new SparkConf(false).set("spark.executor.instances", "5");

        assertThat(ExecutorCount.of("yarn", conf)).isEqualTo(5);
        assertThat(ExecutorCount.of("local[4]", conf)).isEqualTo(1);
        assertThat(ExecutorCount.of("local-cluster[3,1,1024]", conf)).isEqualTo(3);
        conf.set("spark.dynamicAllocation.enabled", "true");
        assertThatThrownBy(() -> ExecutorCount.of("yarn", conf))
                .hasMessageContaining("OutcropPlugin");
        conf.set("spark.dynamicAllocation.maxExecutors", "20");
        assertThat(ExecutorCount.of("yarn", conf)).isEqualTo(20);
    }

    @Test
    void equalPromptsOfAPartitionHaveKeysOfTheirOwnInAnyOrder() {
        var first = new RowKeys("options");
        var second = new RowKeys("options");
        String a = first.next("a");
        String b = first.next("b");
        String again = first.next("a");

        assertThat(again).isNotEqualTo(a).startsWith(a);
        assertThat(second.next("b")).isEqualTo(b);
        assertThat(second.next("a")).isEqualTo(a);
        assertThat(second.next("a")).isEqualTo(again);
        assertThat(new RowKeys("others").next("a")).isNotEqualTo(a);
    }
}
