package dev.outcrop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class WordWrapTest {
    private static final String TEXT =
            "The mean is a simple thing;  it lies\nin\tthe middle.\n\nIncomprehensibilities are long.";

    private static String wrapped(int width, String... pieces) {
        var wrap = new WordWrap(width);
        var out = new StringBuilder();
        for (String piece : pieces) {
            out.append(wrap.next(piece));
        }
        return out.append(wrap.end()).toString();
    }

    @Test
    void linesAreBrokenBetweenWords() {
        assertThat(wrapped(12, TEXT))
                .isEqualTo(
                        "The mean is\na simple\nthing;  it\nlies\nin    the\nmiddle.\n\n"
                                + "Incomprehensibilities\nare long.");
    }

    @Test
    void withoutAWidthOnlyTabsAreChanged() {
        assertThat(wrapped(0, TEXT)).isEqualTo(TEXT.replace("\t", "    "));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itDoesNotMatterWhereTheTextIsCut(long seed) {
        var random = new Random(seed);
        var wrap = new WordWrap(15);
        var out = new StringBuilder();
        for (int i = 0; i < TEXT.length(); ) {
            int end = Math.min(TEXT.length(), i + random.nextInt(6));
            out.append(wrap.next(TEXT.substring(i, end)));
            i = end;
        }

        assertThat(out + wrap.end()).isEqualTo(wrapped(15, TEXT));
    }

    @Test
    void eachLineBeginsWithThePrefix() {
        var wrap = new WordWrap(10);
        wrap.prefix("| ");

        assertThat(wrap.next("one two three\n\nfour ") + wrap.end())
                .isEqualTo("| one two\n| three\n| \n| four");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndAccentsNone() {
        assertThat(TextWidth.of("统计")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(wrapped(7, "统计 统计")).isEqualTo("统计\n统计");
    }
}
