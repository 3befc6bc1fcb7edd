package dev.outcrop.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.outcrop.message.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Random;

class ThinkingReaderTest {
    private static final String TEXT =
            "<think>one < two</think>\n\nAnswer <thin air> <think>more</think>end</thi";

    @Test
    void thinkingIsTakenOutOfTheTextAndPutBack() {
        List<Content> blocks = ThinkingTags.THINK.blocks(TEXT);

        assertThat(blocks)
                .containsExactly(
                        new Content.Reasoning("one < two", null),
                        Content.text("\n\nAnswer <thin air> "),
                        new Content.Reasoning("more", null),
                        Content.text("end</thi"));
        assertThat(ThinkingTags.THINK.text(blocks)).isEqualTo(TEXT);
    }

    @Test
    void howTheTextIsCutMakesNoDifference() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var reader = ThinkingTags.THINK.reader();
            var thoughts = new StringBuilder();
            var words = new StringBuilder();
            int at = 0;
            while (at <= TEXT.length()) {
                int next = Math.min(TEXT.length(), at + 1 + random.nextInt(9));
                var parts =
                        at == TEXT.length() ? reader.end() : reader.next(TEXT.substring(at, next));
                parts.forEach(p -> (p.thinking() ? thoughts : words).append(p.text()));
                at = at == TEXT.length() ? at + 1 : next;
            }
            assertThat(thoughts).as("seed %d", seed).hasToString("one < twomore");
            assertThat(words).as("seed %d", seed).hasToString("\n\nAnswer <thin air> end</thi");
        }
    }

    @Test
    void aFamilyWithoutTagsHasNothingButWords() {
        assertThat(ThinkingTags.NONE.blocks(TEXT)).containsExactly(Content.text(TEXT));
        assertThat(ThinkingTags.NONE.blocks("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>", "</think>", "<think></think>", "a<think>b</think>", "<thin"})
    void aMegabyteOfTagsTakesNoLonger(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(ThinkingTags.THINK.blocks(text + "x")).isNotEmpty());
    }
}
