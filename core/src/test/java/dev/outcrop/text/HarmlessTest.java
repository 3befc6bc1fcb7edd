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

    @Test
    void aLineIsOneLineWithoutControlCharacters() {
        assertThat(Harmless.line(" a\r\n\tb\u001b[1m\u0000c\u0085d\u202ee\u200f ", 100))
                .isEqualTo("a b [1m c d e");
        assertThat(Harmless.line("a\u2028b\u2029c\u009bd\u007f", 100)).isEqualTo("a b c d");
        assertThat(Harmless.line("größe 日本 😂 dev-1.x/y", 100)).isEqualTo("größe 日本 😂 dev-1.x/y");
    }

    @Test
    void aLineIsShort() {
        assertThat(Harmless.line("abcdef", 4)).isEqualTo("abcd…");
        assertThat(Harmless.line("abcd", 4)).isEqualTo("abcd");
        assertThat(Harmless.line("abcd \n", 4)).isEqualTo("abcd");
        assertThat(Harmless.line("abc def", 4)).isEqualTo("abc…");
        assertThat(Harmless.line("x".repeat(1 << 20), 10)).hasSize(11);
        assertThat(Harmless.line("", 10)).isEmpty();
        assertThat(Harmless.line("a", 0)).isEqualTo("…");
    }

    @Test
    void aLineIsReadByCodePoint() {
        assertThat(Harmless.line("😂😂😂", 2)).isEqualTo("😂😂…");
        assertThat(Harmless.line("a\uDB40\uDC01\uDB40\uDC41b", 9)).isEqualTo("a b");
        assertThat(Harmless.line("\uD800x\uDC00", 9)).isEqualTo("\uFFFDx\uFFFD");
    }
}
