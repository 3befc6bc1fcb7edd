package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON in pieces: what is whole is there, wherever the pieces are cut. */
class PartialJsonTest {
    private static final String TEXT =
            "{\"name\":\"S\\u00fcsan 😀\",\"ages\":[1,-2.50,3e4],\"in\":{\"a\":null,\"b\":[true,{}]},"
                    + "\"half\":\"\\ud83d\"} \n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {                      | {}
                    {"a"                   | {}
                    {"a":                  | {}
                    {"a":"x                | {}
                    {"a":"x"               | {"a":"x"}
                    {"a":12                | {}
                    {"a":12,               | {"a":12}
                    {"a":tru               | {}
                    {"a":[1,2              | {"a":[1]}
                    {"a":{"b":{"c":1}      | {"a":{"b":{"c":1}}}
                    {"a":1,"a":2}          | {"a":2}
                    [                      | []
                    [{"n":"x"},{"n":"y"    | [{"n":"x"},{"n":"y"}]
                    [[[                    | [[[]]]
                    "whole"                | "whole"
                    """)
    void whatIsWholeIsThere(String begun, String value) {
        var json = new PartialJson(Json.Limits.DEFAULT);
        json.append(begun);

        assertThat(json.value()).isEqualTo(Json.parse(value));
    }

    @Test
    void beforeAnythingThereIsNothing() {
        var json = new PartialJson(Json.Limits.DEFAULT);

        assertThat(json.append("  ")).isZero();
        assertThat(json.value()).isNull();
        assertThat(json.isWhole()).isFalse();
    }

    @Test
    void cutAnywhereItBecomesTheSame() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var json = new PartialJson(Json.Limits.DEFAULT);
            for (int from = 0; from < TEXT.length(); ) {
                int to = Math.min(TEXT.length(), from + 1 + random.nextInt(5));
                json.append(TEXT.substring(from, to));
                from = to;
            }
            assertThat(json.isWhole()).isTrue();
            assertThat(json.value()).isEqualTo(Json.parse(TEXT));
        }
    }

    @Test
    void valuesOnlyGrow() {
        var json = new PartialJson(Json.Limits.DEFAULT);
        var seen = new ArrayList<Json>();
        long count = 0;
        for (int i = 0; i < TEXT.length(); i++) {
            long now = json.append(TEXT.substring(i, i + 1));
            assertThat(now).isGreaterThanOrEqualTo(count);
            if (now > count) {
                seen.add(json.value());
            } else if (!seen.isEmpty()) {
                assertThat(json.value()).isEqualTo(seen.get(seen.size() - 1));
            }
            count = now;
        }
        assertThat(seen).hasSizeGreaterThan(10).doesNotContainNull();
    }

    @Test
    void valueThatWasGivenDoesNotChange() {
        var json = new PartialJson(Json.Limits.DEFAULT);
        json.append("[1,");
        Json before = json.value();
        json.append("2]");

        assertThat(before).isEqualTo(Json.parse("[1]"));
        assertThat(json.value()).isEqualTo(Json.parse("[1,2]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "{]", "[1 2", "{\"a\" 1", "nul!", "[1]x", "1 2 ", "{\"a\":01,"})
    void whatCannotBecomeJsonIsRefused(String text) {
        var json = new PartialJson(Json.Limits.DEFAULT);

        assertThatThrownBy(() -> json.append(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void limitsHold() {
        var small = new Json.Limits(10, 3);

        assertThatThrownBy(() -> new PartialJson(small).append("[\"12345678\"]"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("the limit is 10");
        assertThatThrownBy(() -> new PartialJson(small).append("[[[[")) //
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(
                        () ->
                                new PartialJson(Json.Limits.DEFAULT)
                                        .append("[" + "1".repeat(2_000) + ","))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void noFaultQuotesTheText() {
        assertThatThrownBy(() -> new PartialJson(Json.Limits.DEFAULT).append("{\"a\":secret"))
                .isInstanceOf(JsonException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void partsOfAListAreSharedAndNotCopied() {
        var json = new PartialJson(Json.Limits.DEFAULT);
        json.append("[{\"a\":1},");
        Json first = elements(json).get(0);
        json.append("{\"a\":2},");

        assertThat(elements(json).get(0)).isSameAs(first);
        assertThat(elements(json)).hasSize(2);
    }

    private static List<Json> elements(PartialJson json) {
        return json.value() instanceof Json.Arr(List<Json> elements) ? elements : List.of();
    }
}
