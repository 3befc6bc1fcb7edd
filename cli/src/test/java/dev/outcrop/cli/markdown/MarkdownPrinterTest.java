package dev.outcrop.cli.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.terminal.TextColumns;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

class MarkdownPrinterTest {
    private static final String SAMPLE =
            """
            # Title

            Some **bold**, *italic*, ***both*** and `code`, ~~gone~~, [text](https://a.b/c).
            2 * 3 * 4 and snake_case_name and **not closed, \\*escaped\\*

            - one
            - two **bold
              goes on**
              1. three
              2) four
            * * *
            > quoted *text*
            >> twice

            | a | b |
            |---|--:|
            | x \\| y | 1 |
            | `c|d` | **22** |

            ```java
            var s = "a * b"; // *no*
            ```
            ~~~
            plain
            ~~~
            #nothing
            + plus
            ![picture](x.png) <https://a.b> <b>html</b> ! [ ] ( ) _ ` end
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "**bold** x§[1]bold[0] x",
                "*it* _it_§[3]it[0] [3]it[0]",
                "`a*b*`§[35]a*b*[0]",
                "a*b* 2 * 3§a[3]b[0] 2 * 3",
                "snake_case_x§snake_case_x",
                "**open§**open",
                "\\*a\\*§*a*",
                "# Head§[1;35]Head[0]",
                "- item§• item",
                "12. item§12. item",
                "[a](u)§[4]a[2] (u)[0]",
                "[a] (u)§[a] (u)",
                "~~x~~ ~x~§[9]x[0] ~x~",
                "***x***§[1;3]x[0]",
                "**a `**` b**§[1]a [35]**[1] b[0]",
                "> q§[2]│ [0]q"
            })
    void rendersMarks(String markdown, String expected) {
        assertThat(
                        MarkdownPrinter.render(markdown, 0)
                                .replace("\033[0m", "[0]")
                                .replaceAll("\033\\[(?:0;)?([0-9;]+)m", "[$1]"))
                .isEqualTo(expected + "\n");
    }

    @Test
    void alignsTables() {
        String table = MarkdownPrinter.render("| a | bb |\n|---|--:|\n| xyz | 1 |\n", 0);

        assertThat(table.replaceAll("\033\\[[0-9;]*m", ""))
                .isEqualTo("a   │ bb\n────┼───\nxyz │  1\n");
    }

    @Test
    void aWideTableFitsTheTerminal() {
        String cell = "many words in one cell ".repeat(5);
        String table =
                MarkdownPrinter.render("| a | b |\n|---|---|\n| " + cell + "| " + cell + "|\n", 60);

        assertThat(table.lines()).allMatch(line -> TextColumns.of(line) <= 60);
        assertThat(table.replaceAll("\033\\[[0-9;]*m", "").replaceAll("\\s+", " "))
                .contains("many words");
    }

    @Test
    void wrapsWordsButNoCode() {
        String text = MarkdownPrinter.render("word ".repeat(30) + "\n```\n" + "x".repeat(50), 20);

        assertThat(text.lines().filter(line -> line.contains("word")))
                .allMatch(line -> line.length() <= 20)
                .hasSize(8);
        assertThat(text).contains("x".repeat(50));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(MarkdownPrinter.render("日本語の文章はとても長い", 10).lines())
                .allMatch(line -> TextColumns.of(line) <= 10)
                .hasSize(3);
    }

    @Test
    void aShortTextIsShownBeforeItsLineEnds() {
        var printer = new MarkdownPrinter(() -> 80);

        assertThat(printer.next("Hello my fri")).isEqualTo("Hello my");
        assertThat(printer.next("end ")).isEqualTo(" friend");
    }

    @Test
    void aCarriageReturnBeforeALineEndIsNotShown() {
        assertThat(MarkdownPrinter.render("a\r\nb\r\n", 0)).isEqualTo("a\nb\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 40, 80})
    void aSampleIsTheSameInPieces(int width) {
        String whole = MarkdownPrinter.render(SAMPLE, width);

        for (int seed = 0; seed < 60; seed++) {
            assertThat(inPieces(SAMPLE, width, new Random(seed), 12)).isEqualTo(whole);
        }
    }

    @Test
    void randomMarksAreTheSameInPieces() {
        String alphabet = "*_`~[]()!<>#-+|\\ \n\tab1.\"\u001b\r日";
        for (int seed = 0; seed < 1_500; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(120); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String whole = MarkdownPrinter.render(text.toString(), 20);
            assertThat(inPieces(text.toString(), 20, random, 4))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(whole);
        }
    }

    @Test
    void eachPageOfTheProjectIsTheSameInPieces() throws IOException {
        List<Path> pages = pages();
        assertThat(pages).hasSizeGreaterThan(10);
        for (Path page : pages) {
            String text = Files.readString(page);
            assertThat(inPieces(text, 80, new Random(1), 12))
                    .as("%s", page)
                    .isEqualTo(MarkdownPrinter.render(text, 80));
        }
    }

    private static List<Path> pages() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("CONTRIBUTING.md"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        try (Stream<Path> files = Files.list(root.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static String inPieces(String text, int width, Random random, int longest) {
        var printer = new MarkdownPrinter(() -> width);
        var out = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            out.append(printer.next(text.substring(at, end)));
            at = end;
        }
        return out.append(printer.end()).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a ",
                "**a ",
                "_a ",
                "`a ",
                "[a ",
                "[a](",
                "<",
                "![",
                "~~a ",
                "\\",
                "|a",
                "- ",
                "> ",
                "#",
                "```",
                "\033[31m",
                "\033]52;c;QUJD\007",
                "\u202e",
                "a",
                "日",
                "**a `"
            })
    @Timeout(60)
    void hostileTextIsPrintedInBoundedTimeAndWithoutItsEscapes(String part) {
        String hostile = part.repeat(100_000 / part.length());
        var printer = new MarkdownPrinter(() -> 80);
        var out = new StringBuilder();
        for (int at = 0; at < hostile.length(); at += 97) {
            out.append(printer.next(hostile.substring(at, Math.min(hostile.length(), at + 97))));
        }
        out.append(printer.end());

        assertThat(out.toString().replaceAll("\033\\[[0-9;]*m", "")).doesNotContain("\033", "\007");
        assertThat(out.toString()).doesNotContain("\033[31m", "\u202e");
    }
}
