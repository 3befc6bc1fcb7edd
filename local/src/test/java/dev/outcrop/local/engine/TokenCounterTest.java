package dev.outcrop.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
    @Test
    void splitsAtWordsSignsAndLongWords() {
        assertThat(TokenCounter.split("Hello, antidisestablishment!\n\n2nd"))
                .containsExactly("Hello", ",", " antidise", "stablish", "ment", "!", "\n\n2nd");
    }

    @Test
    void givesWordsAsModelsStreamThem() {
        assertThat(TokenCounter.words("Hello, you. Two\nlines"))
                .containsExactly("Hello,", " you.", " Two", "\nlines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "a", " a ", "日本語のテキスト", "👩‍👩‍👧 and é", "x  y\t\tz  "})
    void losesNothing(String text) {
        assertThat(String.join("", TokenCounter.split(text))).isEqualTo(text);
        assertThat(String.join("", TokenCounter.words(text))).isEqualTo(text);
        assertThat(TokenCounter.count(text)).isEqualTo(TokenCounter.split(text).size());
    }

    @Test
    void keepsSurrogatePairsTogether() {
        assertThat(TokenCounter.split("👩👧")).containsExactly("👩", "👧");
    }
}
