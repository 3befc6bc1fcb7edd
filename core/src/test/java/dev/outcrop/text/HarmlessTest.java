package dev.outcrop.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text|plain text",
                "\u001b[2Jgone|␛[2Jgone",
                "a\u0007b\u0000c|a␇b␀c",
                "\u007f|␡",
                "\u009b31m|\ufffd31m",
                "left\u202eright|left\ufffdright",
                "a\u2066b\u200fc|a\ufffdb\ufffdc",
                "a\u2028b|a\ufffdb",
                "👩\u200d👩\u200d👧 stays|👩\u200d👩\u200d👧 stays"
            })
    void controlCharactersHaveNoPower(String said, String shown) {
        assertThat(Harmless.text(said)).isEqualTo(shown);
    }

    @Test
    void linesAndTabsStay() {
        assertThat(Harmless.text("a\r\nb\rc\n\td")).isEqualTo("a\nb\nc\n\td");
    }

    @Test
    void harmlessTextIsNotCopied() {
        String text = "harmless";

        assertThat(Harmless.text(text)).isSameAs(text);
    }
}
