package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

class SignedHeadersTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areInOrderAndEachOnceWhateverTheyWere(long seed) {
        var random = new Random(seed);
        var signed = new SignedHeaders();
        var expected = new TreeMap<String, String>();
        for (int i = 0; i < 60; i++) {
            String name = "X-" + (char) ('A' + random.nextInt(26)) + random.nextInt(3);
            name = random.nextBoolean() ? name.toLowerCase(Locale.ROOT) : name;
            signed.put(name, "v" + i);
            expected.put(name.toLowerCase(Locale.ROOT), "v" + i);
        }
        var lines = new StringBuilder();
        expected.forEach((name, value) -> lines.append(name + ":" + value + "\n"));
        assertThat(lines(signed)).isEqualTo(lines.toString());
        assertThat(signed.names()).isEqualTo(String.join(";", expected.keySet()));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "plain|plain",
                "one space|one space",
                "  around  |around",
                "a   b  c|a b c",
                " a\tb |a b",
                "a \t b|a b",
                "no\u00a0break|no\u00a0break",
                "\u000ba\f|a",
            })
    void haveValuesWithoutNeedlessSpace(String value, String folded) {
        var signed = new SignedHeaders();
        signed.put("x", value);
        assertThat(lines(signed)).isEqualTo("x:" + folded + "\n");
    }

    @Test
    void mayHaveValuesOfSpacesAlone() {
        var signed = new SignedHeaders();
        signed.put("x", " \t ");
        signed.put("y", "");
        assertThat(lines(signed)).isEqualTo("x:\ny:\n");
    }

    @Test
    void leaveOutWhatMayChangeOnTheWay() {
        var signed = new SignedHeaders();
        signed.put("User-Agent", "a");
        signed.put("authorization", "b");
        signed.put("Host", "c");
        assertThat(signed.names()).isEqualTo("host");
    }

    private static String lines(SignedHeaders signed) {
        var text = new StringBuilder();
        signed.addTo(text);
        return text.toString();
    }
}
