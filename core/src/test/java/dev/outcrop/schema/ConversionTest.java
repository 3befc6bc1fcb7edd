package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of JSON that is not quite of its type: what models write, row by row. */
class ConversionTest {
    enum Size {
        SMALL,
        LARGE
    }

    record All(
            Optional<String> text,
            Optional<Integer> whole,
            Optional<Byte> tiny,
            Optional<Double> number,
            Optional<Boolean> truth,
            Optional<Size> size,
            Optional<List<Integer>> list,
            Optional<Inner> inner) {}

    record Inner(String name) {}

    /** As read after fitting; a fault is given by its words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    text   | "a"             | a
                    text   | 12              | 12
                    text   | 1.50            | 1.50
                    text   | true            | true
                    text   | ["a"]           | a
                    text   | ["a","b"]       | /text: is of type array, not string, null
                    text   | {"a":1}         | /text: is of type object, not string, null
                    whole  | 12              | 12
                    whole  | 12.0            | 12
                    whole  | 1.2e1           | 12
                    whole  | "12"            | 12
                    whole  | " 12 "          | 12
                    whole  | [12]            | 12
                    whole  | "twelve"        | /whole: is of type string, not integer, null
                    whole  | 12.5            | /whole: is of type number, not integer, null
                    whole  | 2147483648      | /whole: is not from -2147483648 to 2147483647
                    whole  | 1e999999999     | /whole: is a number too large or too small to read
                    whole  | true            | /whole: is of type boolean, not integer, null
                    tiny   | 127             | 127
                    tiny   | 128             | /tiny: is not from -128 to 127
                    number | 1               | 1.0
                    number | "1.5"           | 1.5
                    number | 1e390           | /number: is out of the range of a double
                    number | "NaN"           | /number: is of type string, not number, null
                    truth  | "true"          | true
                    truth  | "False"         | false
                    truth  | "yes"           | /truth: is of type string, not boolean, null
                    truth  | 1               | /truth: is of type integer, not boolean, null
                    size   | "LARGE"         | LARGE
                    size   | "large"         | LARGE
                    size   | "Huge"          | /size: is none of "SMALL", "LARGE"
                    list   | [1,2]           | [1, 2]
                    list   | ["1",2]         | [1, 2]
                    list   | 1               | [1]
                    list   | "[1,2]"         | [1, 2]
                    list   | []              | []
                    list   | [1,null]        | /list/1: is of type null, not integer
                    inner  | {"name":"n"}    | Inner[name=n]
                    inner  | "{\\"name\\":1}"| Inner[name=1]
                    inner  | {"name":"n","x":1} | Inner[name=n]
                    inner  | {}              | /inner: lacks name
                    inner  | {"name":null}   | /inner/name: is of type null, not string
                    inner  | "n"             | /inner: is of type string, not object, null
                    """)
    void whatModelsWriteIsTakenWhereItIsPlain(String member, String json, String expected) {
        JsonType<All> type = JsonType.of(All.class);
        Json given = Json.EMPTY.with(member, Json.parse(json));

        Json fitted = type.schema().fitted(given);
        List<JsonSchema.Violation> errors = type.schema().validate(fitted);

        String found;
        try {
            found = errors.isEmpty() ? value(member, type.read(fitted)) : errors.getFirst() + "";
        } catch (MismatchException e) {
            found = e.getMessage();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatMayBeMissingMayBeNull() {
        JsonType<All> type = JsonType.of(All.class);
        var names = type.schema().json().object("properties").members().keySet();
        Json.Obj nulls = Json.EMPTY;
        for (String name : names) {
            nulls = nulls.with(name, Json.NULL);
        }

        assertThat(type.read(nulls)).isEqualTo(type.read(Json.EMPTY));
        assertThat(type.read(nulls).text()).isEmpty();
    }

    @Test
    void whatIsMissingHasItsDefault() {
        record Search(String query, @Default("10") int limit, @Default("LARGE") Size size) {}

        assertThat(JsonType.of(Search.class).read(Json.parse("{\"query\":\"q\"}")))
                .isEqualTo(new Search("q", 10, Size.LARGE));
    }

    @Test
    void nullWhereADefaultStandsIsFittedAway() {
        record Search(@Default("10") int limit) {}
        JsonType<Search> type = JsonType.of(Search.class);

        assertThat(type.read(type.schema().fitted(Json.parse("{\"limit\":null}"))))
                .isEqualTo(new Search(10));
    }

    @Test
    void noDigitOfAnExactNumberIsLost() {
        record Exact(BigDecimal amount, BigInteger count) {}

        assertThat(
                        JsonType.of(Exact.class)
                                .read(
                                        Json.parse(
                                                "{\"amount\":0.10000000000000000000001,"
                                                        + "\"count\":123456789012345678901234567890}")))
                .isEqualTo(
                        new Exact(
                                new BigDecimal("0.10000000000000000000001"),
                                new BigInteger("123456789012345678901234567890")));
    }

    @Test
    void setsKeepTheirOrderAndHoldEachElementOnce() {
        record Tags(java.util.Set<String> tags) {}

        assertThat(JsonType.of(Tags.class).read(Json.parse("{\"tags\":[\"b\",\"a\",\"b\"]}")))
                .isEqualTo(new Tags(new LinkedHashSet<>(List.of("b", "a"))));
    }

    @Test
    void whatTheConstructorRefusesIsAFaultWithItsPlace() {
        @SuppressWarnings("UnusedMethod") // by reflection
        record Age(int years) {
            Age {
                if (years < 0) {
                    throw new IllegalArgumentException("nobody is younger than 0");
                }
            }
        }
        record Family(List<Age> ages) {}

        assertThatThrownBy(
                        () ->
                                JsonType.of(Family.class)
                                        .read(
                                                Json.parse(
                                                        "{\"ages\":[{\"years\":1},{\"years\":-1}]}")))
                .isInstanceOf(MismatchException.class)
                .hasMessage("/ages/1: is rejected by Age: nobody is younger than 0");
    }

    @Test
    void ofManyFaultsTwentyAreNamed() {
        String many = "[" + "\"x\",".repeat(999) + "\"x\"]";

        assertThatThrownBy(
                        () -> JsonType.of(new TypeRef<List<Integer>>() {}).read(Json.parse(many)))
                .isInstanceOfSatisfying(
                        MismatchException.class, e -> assertThat(e.errors()).hasSize(20));
    }

    @Test
    void anyValueIsPlainJava() {
        Json json = Json.parse("{\"a\":[1,1.5,\"x\",true,null]}");

        assertThat(JsonType.of(new TypeRef<Map<String, Object>>() {}).read(json))
                .isEqualTo(Map.of("a", Arrays.asList(1L, new BigDecimal("1.5"), "x", true, null)));
    }

    @Test
    void valuesAreWrittenByTheirClass() {
        assertThat(
                        JsonType.json(
                                Arrays.asList(
                                        new Inner("n"),
                                        Size.SMALL,
                                        Optional.of(1),
                                        Map.of("k", new Inner("m")),
                                        new int[] {1, 2},
                                        null)))
                .isEqualTo(
                        Json.parse(
                                "[{\"name\":\"n\"},\"SMALL\",1,{\"k\":{\"name\":\"m\"}},[1,2],null]"));
    }

    @Test
    void listThatHoldsItselfIsRefusedAndEndsTheWriting() {
        var list = new java.util.ArrayList<Object>();
        list.add(list);

        assertThatThrownBy(() -> JsonType.json(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500 levels");
    }

    @Test
    void numberThatJsonCannotSayIsRefused() {
        assertThatThrownBy(() -> JsonType.of(double.class).write(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String value(String member, All all) {
        Optional<?> value =
                switch (member) {
                    case "text" -> all.text();
                    case "whole" -> all.whole();
                    case "tiny" -> all.tiny();
                    case "number" -> all.number();
                    case "truth" -> all.truth();
                    case "size" -> all.size();
                    case "list" -> all.list();
                    default -> all.inner();
                };
        return value.map(Object::toString).orElse("nothing");
    }
}
