package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsAnObjectMemberByMember() {
        JsonReader reader =
                reader(
                        "{\"index\":3,\"skipped\":{\"a\":[1,{}]},\"delta\":{\"text\":\"x\"},\"more\":[1]}");
        var seen = new StringBuilder();

        reader.object();
        for (String name; (name = reader.name()) != null; ) {
            switch (name) {
                case "index" -> seen.append(reader.index());
                case "delta" -> {
                    reader.object();
                    for (String inner; (inner = reader.name()) != null; ) {
                        seen.append(inner).append(reader.string());
                    }
                }
                case "more" -> seen.append(reader.value());
                default -> reader.skip();
            }
        }
        reader.end();

        assertThat(seen).hasToString("3textx[1]");
    }

    @Test
    void readsAPartOfAnArray() {
        byte[] bytes = "xx{\"a\":1}xx".getBytes(UTF_8);

        JsonReader reader = JsonReader.of(bytes, 2, bytes.length - 4, Json.Limits.DEFAULT);

        assertThat(reader.document()).hasToString("{\"a\":1}");
    }

    @Test
    void skipsAnyValue() {
        JsonReader reader = reader("{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":[[]],\"e\":{\"f\":{}}}");

        reader.object();
        while (reader.name() != null) {
            reader.skip();
        }
        reader.end();
    }

    @Test
    void tellsWhatItExpectedAndWhereAndFound() {
        assertMessage(
                () -> reader("[1]").object(), "expected an object at offset 1, found an array");
        assertMessage(() -> reader("7").string(), "expected a string at offset 1, found a number");
        assertMessage(
                () -> reader("\"secret\"").index(), "expected a whole number", "found a string");
        assertMessage(() -> reader("").value(), "expected a value", "found the end of the text");
        assertMessage(() -> reader("").string(), "expected a string", "found the end of the text");
        assertMessage(() -> reader("").skip(), "expected a value", "found the end of the text");
        assertMessage(() -> reader("").object(), "expected a value", "found the end of the text");
        assertMessage(() -> reader("").index(), "expected a whole number", "the end of the text");
        assertMessage(
                () -> {
                    JsonReader reader = reader("1 \"secret\"");
                    reader.skip();
                    reader.end();
                },
                "expected the end of the document",
                "found a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e0", "2147483648", "99999999999999999999", "true"})
    void refusesAnIndexThatIsNone(String text) {
        assertMessage(() -> reader(text).index(), "expected a whole number from 0 to 2147483647");
    }

    @Test
    void readsTheSmallestAndTheLargestIndex() {
        assertThat(reader("0").index()).isZero();
        assertThat(reader("2147483647").index()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void messagesAboutBrokenTextDoNotQuoteIt() {
        for (String broken :
                new String[] {"secret", "{\"a\":secret}", "{\"a\":\"secret", "{\"secret\" 1}"}) {
            assertMessage(() -> reader(broken).value(), "not JSON at offset");
            assertMessage(() -> reader(broken).skip(), "not JSON at offset");
        }
    }

    @Test
    void aNameIsNotReadWhereThereIsNone() {
        JsonReader array = reader("[1]");
        array.skip();

        assertMessage(array::name, "expected a member or the end of the object");
        assertMessage(() -> reader("\"secret\"").name(), "expected a member or the end");
    }

    private static JsonReader reader(String text) {
        return JsonReader.of(text.getBytes(UTF_8), Json.Limits.DEFAULT);
    }

    private static void assertMessage(ThrowingCallable reading, String... parts) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(reading)
                .satisfies(
                        e -> assertThat(e.getMessage()).contains(parts).doesNotContain("secret"));
    }
}
