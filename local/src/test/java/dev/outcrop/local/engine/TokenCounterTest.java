package dev.outcrop.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class TokenCounterTest {
    @Test
    void splitsAtWordsSignsAndLongWords() {
        assertThat(TokenCounter.split("Hello, antidisestablishment!\n\n2nd"))
                .containsExactly(
                        "Hello", ",", " antidise", "stablish", "ment", "!", "\n\n", "2", "nd");
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

    /** A text, and its tokens in the vocabulary o200k_base, counted by OpenAI's tokenizer. */
    private record Counted(int tokens, String text) {}

    private static final List<Counted> ENGLISH =
            List.of(
                    new Counted(
                            56,
                            "The lighthouse keeper had not spoken to anyone for eleven days when the supply boat finally appeared on the horizon. He put down his book, a water-stained copy of a novel he had read four times already, and walked to the window. \"They're late,\" he said aloud."));

    private static final List<Counted> CODE =
            List.of(
                    new Counted(
                            49,
"""
    /** Returns the sum of all values. */
    static long sum(List<Integer> values) {
        long total = 0;
        for (int value : values) {
            total += value;
        }
        return total;
    }
"""),
                    new Counted(
                            54,
"""
def read_rows(path, encoding="utf-8"):
    with open(path, encoding=encoding) as file:
        for line in file:
            key, _, value = line.partition("=")
            if not key.startswith("#"):
                yield key.strip(), value.strip()
"""),
                    new Counted(
                            49,
"""
{
  "name": "get_weather",
  "input": {"city": "Oslo", "latitude": 59.9139, "longitude": 10.7522},
  "required": ["city", "units"]
}
"""));

    private static final List<Counted> EAST_ASIA =
            List.of(
                    new Counted(
                            51,
                            "人工智能正在改变我们的生活方式。过去十年里，机器学习技术取得了显著的进展，尤其是在自然语言处理和计算机视觉领域。请总结以下文章的主要内容，并列出三个最重要的观点。"),
                    new Counted(
                            61,
                            "東京は日本の首都であり、世界で最も人口の多い都市圏の一つです。春になると、多くの人々が花見を楽しみます。次の文章を読んで、重要なポイントを三つ挙げてください。"),
                    new Counted(
                            50,
                            "서울은 대한민국의 수도이며 한강을 중심으로 발전한 도시입니다. 많은 기업들이 고객 상담과 문서 작성에 언어 모델을 사용하고 있습니다. 다음 글을 읽고 가장 중요한 내용을 세 가지로 요약해 주세요."));

    @Test
    void countsAsAModelDoesWithinATenth() {
        for (List<Counted> kind : List.of(ENGLISH, CODE, EAST_ASIA)) {
            int counted = kind.stream().mapToInt(one -> TokenCounter.count(one.text())).sum();
            int tokens = kind.stream().mapToInt(Counted::tokens).sum();

            assertThat((double) counted / tokens).isCloseTo(1, within(0.1));
        }
    }

    /** With a cost that grows with the square of the length, it takes minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"word ", "\t", " \n", "\n", "a", "+ ", "日", "👩"})
    void theCostGrowsWithTheLength(String piece) {
        String text = piece.repeat(2_000_000 / piece.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertThat(TokenCounter.count(text)).isPositive());
    }
}
