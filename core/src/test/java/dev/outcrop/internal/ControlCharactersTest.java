package dev.outcrop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlCharactersTest {
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
        assertThat(ControlCharacters.text(said)).isEqualTo(shown);
    }

    @Test
    void linesAndTabsStay() {
        assertThat(ControlCharacters.text("a\r\nb\rc\n\td")).isEqualTo("a\nb\nc\n\td");
    }

    @Test
    void harmlessTextIsNotCopied() {
        String text = "harmless";

        assertThat(ControlCharacters.text(text)).isSameAs(text);
    }

    @Test
    void aLineIsOneLineWithoutControlCharacters() {
        assertThat(ControlCharacters.line(" a\r\n\tb\u001b[1m\u0000c\u0085d\u202ee\u200f ", 100))
                .isEqualTo("a b [1m c d e");
        assertThat(ControlCharacters.line("a\u2028b\u2029c\u009bd\u007f", 100))
                .isEqualTo("a b c d");
        assertThat(ControlCharacters.line("größe 日本 😂 dev-1.x/y", 100))
                .isEqualTo("größe 日本 😂 dev-1.x/y");
    }

    @Test
    void aLineIsShort() {
        assertThat(ControlCharacters.line("abcdef", 4)).isEqualTo("abcd…");
        assertThat(ControlCharacters.line("abcd", 4)).isEqualTo("abcd");
        assertThat(ControlCharacters.line("abcd \n", 4)).isEqualTo("abcd");
        assertThat(ControlCharacters.line("abc def", 4)).isEqualTo("abc…");
        assertThat(ControlCharacters.line("x".repeat(1 << 20), 10)).hasSize(11);
        assertThat(ControlCharacters.line("", 10)).isEmpty();
        assertThat(ControlCharacters.line("a", 0)).isEqualTo("…");
    }

    @Test
    void aLineIsReadByCodePoint() {
        assertThat(ControlCharacters.line("😂😂😂", 2)).isEqualTo("😂😂…");
        assertThat(ControlCharacters.line("a\uDB40\uDC01\uDB40\uDC41b", 9)).isEqualTo("a b");
        assertThat(ControlCharacters.line("\uD800x\uDC00", 9)).isEqualTo("\uFFFDx\uFFFD");
    }
}
