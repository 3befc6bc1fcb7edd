package dev.outcrop.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void isOneLineWithoutControlCharacters() {
        assertThat(Excerpt.of(" a\r\n\tb\u001b[1m\u0000c\u0085d\u202ee\u200f ", 100))
                .isEqualTo("a b [1m c d e");
    }

    @Test
    void isShort() {
        assertThat(Excerpt.of("abcdef", 4)).isEqualTo("abcd…");
        assertThat(Excerpt.of("x".repeat(1 << 20), 10)).hasSize(11);
        assertThat(Excerpt.of("", 10)).isEmpty();
    }
}
