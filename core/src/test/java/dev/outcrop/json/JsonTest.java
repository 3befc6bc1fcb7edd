package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1.50",
                "1e5",
                "1E+05",
                "-12.5e-300",
                "123456789012345678901234567890.123456789",
                "\"\"",
                "\"größe 東京 🗼\"",
                "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\"",
                "[]",
                "{}",
                "[1,[2,[]],{\"a\":null}]",
                "{\"z\":1,\"a\":{\"\":true},\"m\":[]}"
            })
    void printsWhatItRead(String text) {
        assertThat(Json.parse(text)).hasToString(text);
        assertThat(Json.parse(text.getBytes(UTF_8))).hasToString(text);
    }

    @Test
    void spaceBetweenTokensIsNotKept() {
        assertThat(Json.parse(" \t\r\n{ \"a\" : [ 1 , 2 ] }\n")).hasToString("{\"a\":[1,2]}");
    }

    @Test
    void readsRandomTreesAsTheyWerePrinted() {
        for (long seed = 0; seed < 5_000; seed++) {
            Json value = randomValue(new Random(seed), 0);
            String text = value.toString();

            assertThat(Json.parse(text)).as("seed %d", seed).isEqualTo(value).hasToString(text);
            byte[] bytes = JsonWriter.bytes(json -> json.value(value));
            assertThat(Json.parse(bytes)).as("seed %d", seed).isEqualTo(value).hasToString(text);
        }
    }

    @Test
    void theOrderOfMembersDoesNotCount() {
        Json one = Json.parse("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
        Json other = Json.parse("{\"b\":{\"d\":3,\"c\":2},\"a\":1}");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.toString()).isNotEqualTo(other.toString());
    }

    @Test
    void theOrderOfElementsCounts() {
        assertThat(Json.parse("[1,2]")).isNotEqualTo(Json.parse("[2,1]"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1, 1e0",
        "100, 1E+2",
        "0.1, 1e-1",
        "0, -0",
        "0, 0e99",
        "0, 0.000",
        "1e400, 10e399",
        "1e-400, 0.1e-399",
        "1e999999999, 10e999999998",
        "0, 0e999999999999"
    })
    void differentSpellingsOfANumberAreEqual(String one, String other) {
        assertThat(Json.parse(one))
                .isEqualTo(Json.parse(other))
                .hasSameHashCodeAs(Json.parse(other));
        assertThat(Json.parse("{\"a\":[" + one + "]}"))
                .isEqualTo(Json.parse("{\"a\":[" + other + "]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "1, -1",
        "0.1, 0.1000000000000000055511151231257827",
        "9007199254740992, 9007199254740993",
        "1e400, 1e401",
        "1e999999999, 1",
        "1e999999999, 1e999999998",
        "1e-999999999, 0",
        "1e99999999999, 1e99999999998",
        "1, '\"1\"'",
        "1, true",
        "0, null",
        "0, false"
    })
    void differentValuesAreNotEqual(String one, String other) {
        assertThat(Json.parse(one)).isNotEqualTo(Json.parse(other));
        assertThat(Json.parse(other)).isNotEqualTo(Json.parse(one));
    }

    @Test
    void hostileNumbersAreComparedAtOnce() {
        // Written out, each has up to two thousand million digits.
        String[] literals = {
            "1e999999999",
            "1e-999999999",
            "9".repeat(900) + "e2147483647",
            "1e2147483648",
            "-1e99999999999999999999",
            "0." + "0".repeat(900) + "1e-2147483647",
            "1".repeat(JsonNumbers.MAX_LENGTH)
        };
        for (String one : literals) {
            for (String other : literals) {
                assertThat(Json.parse(one).equals(Json.parse(other))).isEqualTo(one.equals(other));
                assertThat(Json.parse(one).hashCode()).isEqualTo(Json.parse(one).hashCode());
            }
        }
    }

    @Test
    void numbersTellWhatTheyAre() {
        assertThat(number("12").longValue()).isEqualTo(12);
        assertThat(number("-9223372036854775808").longValue()).isEqualTo(Long.MIN_VALUE);
        assertThat(number("9223372036854775807").isLong()).isTrue();
        for (String literal :
                List.of("9223372036854775808", "-9223372036854775809", "1.0", "1e2", "1e400")) {
            assertThat(number(literal).isLong()).as(literal).isFalse();
        }
        assertThat(number("1e400").doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(number("1.50").decimalValue()).isEqualTo(new BigDecimal("1.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "01", "1.", ".5", "+1", "1e", "0x1", "NaN", "Infinity", " 1"})
    void refusesANumberThatJsonDoesNotKnow(String literal) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Num(literal));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesADoubleThatJsonDoesNotKnow(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.of(value));
    }

    @Test
    void writesDoublesAsShortAsTheyAre() {
        assertThat(Json.of(1.0)).hasToString("1");
        assertThat(Json.of(0.2)).hasToString("0.2");
        assertThat(Json.of(-0.0)).hasToString("-0.0");
        assertThat(Json.of(1e300)).hasToString("1.0E300");
        assertThat(Json.from(0.1f)).hasToString("0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d",
                "\\udd25",
                "x\\ud83dx",
                "\\udd25\\ud83d",
                "\\ud83d\\ud83d\\udd25"
            })
    void keepsHalfOfASurrogatePair(String escaped) {
        String text = "\"" + escaped + "\"";
        Json value = Json.parse(text);
        byte[] bytes = JsonWriter.bytes(json -> json.value(value));

        assertThat(Json.parse(text.getBytes(UTF_8))).isEqualTo(value);
        assertThat(Json.parse(value.toString())).isEqualTo(value);
        assertThat(Json.parse(bytes)).isEqualTo(value);
        assertThat(new String(bytes, UTF_8)).doesNotContain("?", "\uFFFD");
        assertThat(value.toString()).isEqualTo(new String(bytes, UTF_8));
    }

    @Test
    void refusesHalfOfASurrogatePairInAName() {
        assertRefused("{\"secret\\ud83d\":1}");
        assertRefused("{\"\\udd25secret\":1}");
        assertThat(Json.parse("{\"\\ud83d\\udd25\":1}")).hasToString("{\"🔥\":1}");
    }

    @Test
    void ofANameThatCameTwiceTheLastValueCounts() {
        assertThat(Json.parse("{\"a\":1,\"b\":2,\"a\":3}")).hasToString("{\"a\":3,\"b\":2}");
    }

    @Test
    void readsToADepthOf1000AndNoFurther() {
        for (String[] ends : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            String deepest = ends[0].repeat(999) + "[]" + ends[1].repeat(999);
            Json value = Json.parse(deepest);

            assertThat(value).hasToString(deepest).isEqualTo(Json.parse(deepest));
            assertThat(value.hashCode()).isEqualTo(Json.parse(deepest).hashCode());
            assertRefused(ends[0] + deepest + ends[1]);
            assertRefused(ends[0].repeat(100_000));
        }
    }

    @Test
    void refusesWhatIsLongerThanTheLimit() {
        var limits = new Json.Limits(10, 2);
        byte[] most = "[12345678]".getBytes(UTF_8);
        byte[] more = "[123456789]".getBytes(UTF_8);
        byte[] deeper = "[[[]]]".getBytes(UTF_8);

        assertThat(Json.parse(most, limits)).hasToString("[12345678]");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(more, limits))
                .withMessage("JSON of 11 bytes; the limit is 10");
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(deeper, limits));
    }

    /** A value takes a hundred bytes, and its text two. */
    @Test
    void refusesMoreValuesThanTheLimit() {
        var limits = new Json.Limits(1_000, 10, 4);

        assertThat(Json.parse("[{},[],7]", limits)).hasToString("[{},[],7]");
        for (String more : List.of("[{},[],7,0]", "[[[[[]]]]]", "{\"a\":[1,2,3]}")) {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> Json.parse(more, limits))
                    .withMessageContaining("more than 4 values")
                    .matches(JsonException::isBeyondLimits);
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> new PartialJson(limits).append(more + more));
        }
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse("[" + "{},".repeat(6_000_000) + "1]"));
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Limits(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Limits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Limits(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Limits(1, 1_001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1 2",
                "1x",
                "{} {}",
                "[] secret",
                "{\"secret\"}",
                "{\"secret\":}",
                "{\"secret\":1,}",
                "{secret:1}",
                "['secret']",
                "[1,]",
                "[1",
                "{\"secret\":1",
                "\"secret",
                "\"sec\nret\"",
                "\"\\xsecret\"",
                "\"\\u00g0secret\"",
                "secret",
                "tru",
                "nulls",
                "01",
                "+1",
                "1.",
                ".1",
                "1e",
                "NaN",
                "-Infinity",
                "/* secret */ 1",
                "# secret",
                "]",
                "[}",
                "\uFEFF\uFEFF1"
            })
    void refusesWhatIsNotJsonWithoutQuotingIt(String text) {
        assertRefused(text);
    }

    @Test
    void refusesNumbersOfMoreThan1000Characters() {
        for (String number :
                List.of(
                        "1".repeat(1_001),
                        "-" + "1".repeat(1_000),
                        "0." + "1".repeat(999),
                        "1." + "1".repeat(996) + "e-1",
                        "1e" + "1".repeat(999),
                        "1".repeat(1_000_000))) {
            assertRefused(number);
            assertRefused("{\"a\":" + number + "}");
        }
        assertThat(Json.parse("-" + "1".repeat(999))).isNotNull();
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (byte[] bytes :
                new byte[][] {
                    {'"', (byte) 0xC3, '"'},
                    {'"', (byte) 0xFF, '"'},
                    {'"', (byte) 0xE2, (byte) 0x82},
                    {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}
                }) {
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(bytes));
        }
    }

    @Test
    void mutatedTextIsReadOrRefusedNothingElse() {
        byte[] text =
                ("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Straße \\ud83d\\udd25"
                                + " 🗼\"}]}],\"n\":[-12.5e+3,0,1e400,true,false,null,{}],\"d\":[[]]}")
                        .getBytes(UTF_8);
        int read = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] mutated = mutate(text, new Random(seed));
            try {
                Json value = Json.parse(mutated);
                assertThat(Json.parse(value.toString())).as("seed %d", seed).isEqualTo(value);
                read++;
            } catch (JsonException e) {
                assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("Stra", "role");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void objectsGiveWhatIsAskedFor() {
        var object =
                (Json.Obj) Json.parse("{\"s\":\"x\",\"n\":7,\"f\":1.5,\"o\":{\"a\":1},\"l\":[1]}");

        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.string("n")).isNull();
        assertThat(object.string("absent")).isNull();
        assertThat(object.integer("n", -1)).isEqualTo(7);
        assertThat(object.integer("f", -1)).isEqualTo(-1);
        assertThat(object.integer("s", -1)).isEqualTo(-1);
        assertThat(object.object("o").integer("a", -1)).isEqualTo(1);
        assertThat(object.object("s")).isSameAs(Json.EMPTY);
        assertThat(object.array("l")).containsExactly(Json.of(1));
        assertThat(object.array("s")).isEmpty();
        assertThat(object.get("absent")).isNull();
    }

    @Test
    void objectsAreChangedByCopy() {
        Json.Obj object = Json.object(Map.of("a", 1));

        assertThat(object.with("b", Json.of(2)).with("a", Json.of(3)))
                .hasToString("{\"a\":3,\"b\":2}");
        assertThat(object.without("a", "absent").isEmpty()).isTrue();
        assertThat(object.without("absent")).isSameAs(object);
        assertThat(object).hasToString("{\"a\":1}");
        assertThat(((Json.Obj) Json.parse("{\"c\":1,\"a\":2,\"d\":3,\"b\":4}")).without("d", "c"))
                .hasToString("{\"a\":2,\"b\":4}");
    }

    @Test
    void isNotChangedThroughWhatItWasMadeOf() {
        var members = new HashMap<String, Json>(Map.of("a", Json.of(1)));
        var object = new Json.Obj(members);
        var elements = new ArrayList<Json>(List.of(Json.of(1)));
        var array = new Json.Arr(elements);

        members.put("b", Json.of(2));
        elements.add(Json.of(2));

        assertThat(object).hasToString("{\"a\":1}");
        assertThat(array).hasToString("[1]");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> object.members().put("b", Json.NULL));
    }

    @Test
    void isMadeOfPlainJava() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("null", null);
        map.put("text", CharBuffer.wrap("x"));
        map.put("numbers", List.of(1, 2L, (short) 3, (byte) 4, 0.5, 1.5f));
        map.put("big", new Object[] {new BigInteger("9".repeat(30)), new BigDecimal("1.50")});
        map.put("enum", Thread.State.NEW);
        map.put("json", Json.array(Json.of(true)));

        assertThat(Json.from(map))
                .hasToString(
                        "{\"null\":null,\"text\":\"x\",\"numbers\":[1,2,3,4,0.5,1.5],\"big\":["
                                + "9".repeat(30)
                                + ",1.50],\"enum\":\"NEW\",\"json\":[true]}");
    }

    @Test
    void isNotMadeOfAnythingElse() {
        for (Object odd :
                new Object[] {
                    new Object(), 'c', Map.of(1, 2), List.of(new Object()), Double.NaN, Float.NaN
                }) {
            assertThatIllegalArgumentException().isThrownBy(() -> Json.from(odd));
        }
    }

    @Test
    void isNotMadeOfAnythingDeeperThanItReads() {
        List<Object> deepest = List.of();
        for (int i = 1; i < 1_000; i++) {
            deepest = List.of(deepest);
        }
        List<Object> deeper = List.of(deepest);
        var endless = new ArrayList<Object>();
        endless.add(endless);

        assertThat(Json.parse(Json.from(deepest).toString())).isEqualTo(Json.from(deepest));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.from(deeper));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.from(endless));
    }

    /** A hostile answer must not end in a StackOverflowError, not even deep in a caller's stack. */
    @Test
    void aThousandLevelsFitIntoHalfAStack() throws Exception {
        String text = "{\"a\":[".repeat(500) + "]}".repeat(500);
        Object plain = List.of();
        for (int i = 1; i < 1_000; i++) {
            plain = i % 2 == 0 ? List.of(plain) : Map.of("a", plain);
        }
        Object deep = plain;
        var work =
                new FutureTask<>(
                        () -> {
                            var one = (Json.Obj) Json.parse(text);
                            var other = (Json.Obj) Json.parse(one.toString());
                            return one.equals(other)
                                    && one.hashCode() == other.hashCode()
                                    && one.merged(other).equals(one)
                                    && Json.from(deep).equals(Json.from(deep));
                        });
        var thread = new Thread(null, work, "half a stack", 600L << 10);
        thread.start();

        assertThat(work.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void refusesToPrintWhatIsFarDeeperThanItReads() {
        Json value = Json.NULL;
        for (int i = 0; i < 2_500; i++) {
            value = Json.array(value);
        }

        assertThatExceptionOfType(JsonException.class).isThrownBy(value::toString);
    }

    private static Json.Num number(String literal) {
        return (Json.Num) Json.parse(literal);
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(JsonException.class)
                .as(text.length() < 100 ? text : text.length() + " characters")
                .isThrownBy(() -> Json.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "sec", "111"));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "sec", "111"));
    }

    private static byte[] mutate(byte[] text, Random random) {
        byte[] copy = text.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(4)) {
                case 0 -> copy[at] = (byte) random.nextInt();
                case 1 -> copy[at] = (byte) "{}[]\",:\\eu0-. ".charAt(random.nextInt(14));
                case 2 -> copy[at] = copy[random.nextInt(copy.length)];
                default -> copy = Arrays.copyOf(copy, Math.max(at, 1));
            }
        }
        return copy;
    }

    private static Json randomValue(Random random, int depth) {
        return switch (random.nextInt(depth < 5 ? 7 : 5)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(random.nextLong() >> random.nextInt(64));
            case 3 -> Json.of(Double.longBitsToDouble(random.nextLong() & 0xBFEF_FFFF_FFFF_FFFFL));
            case 4 -> Json.of(randomText(random));
            case 5 -> {
                var elements = new ArrayList<Json>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(randomValue(random, depth + 1));
                }
                yield new Json.Arr(elements);
            }
            default -> {
                var members = new LinkedHashMap<String, Json>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(randomName(random), randomValue(random, depth + 1));
                }
                yield new Json.Obj(members);
            }
        };
    }

    private static String randomName(Random random) {
        return randomText(random).replaceAll("\\p{Cs}", "s");
    }

    /** Any characters, halves of surrogate pairs among them. */
    private static String randomText(Random random) {
        int[] bounds = {0x20, 0x7F, 0x7FF, 0x10000};
        int bound = bounds[random.nextInt(bounds.length)];
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    (char)
                            (random.nextInt(4) == 0
                                    ? 0xD7F0 + random.nextInt(0x820)
                                    : random.nextInt(bound)));
        }
        return text.toString();
    }
}
