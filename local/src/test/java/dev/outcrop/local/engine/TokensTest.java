package dev.outcrop.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @Test
    void splitsAtWordsSignsAndLongWords() {
        assertThat(Tokens.split("Hello, antidisestablishment!\n\n2nd"))
                .containsExactly("Hello", ",", " antidise", "stablish", "ment", "!", "\n\n2nd");
    }

    @Test
    void givesWordsAsModelsStreamThem() {
        assertThat(Tokens.words("Hello, you. Two\nlines"))
                .containsExactly("Hello,", " you.", " Two", "\nlines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "a", " a ", "日本語のテキスト", "👩‍👩‍👧 and é", "x  y\t\tz  "})
    void losesNothing(String text) {
        assertThat(String.join("", Tokens.split(text))).isEqualTo(text);
        assertThat(String.join("", Tokens.words(text))).isEqualTo(text);
        assertThat(Tokens.count(text)).isEqualTo(Tokens.split(text).size());
    }

    @Test
    void keepsSurrogatePairsTogether() {
        assertThat(Tokens.split("👩👧")).containsExactly("👩", "👧");
    }
}
