package dev.outcrop.cli.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.TerminalEmulator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a terminal shows of an answer that arrives in pieces. */
@Timeout(120)
@Tag("slow")
class RenderedScreenTest {
    private static final int DOCUMENTS = 500;
    private static final Pattern WORD = Pattern.compile("w\\d+x");

    @Test
    void eachDocumentLooksTheSameHoweverItArrives() throws IOException {
        List<String> documents = pages();
        assertThat(documents).hasSizeGreaterThan(40);
        for (long seed = 0; documents.size() < DOCUMENTS; seed++) {
            documents.add(RandomMarkdown.of(seed, true));
        }
        for (int i = 0; i < documents.size(); i++) {
            String text = documents.get(i);
            int width = 20 + i % 100;
            var whole = new TerminalEmulator(width).print(MarkdownPrinter.render(text, width));
            var pieces = inPieces(text, width, new Random(i));

            assertThat(pieces.screen()).as("document %d: %s", i, text).isEqualTo(whole.screen());
            assertThat(pieces.moves()).as("moves of the cursor").isZero();
        }
    }

    @Test
    void noWordIsLostOrMoved() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            String text = RandomMarkdown.of(seed, true);
            var screen = inPieces(text, 1_000, new Random(seed));

            assertThat(words(String.join("\n", screen.rows())))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(words(text));
        }
    }

    @Test
    void theTerminalBreaksNoLineOfText() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            int width = 40 + (int) (seed % 60);
            var screen = inPieces(RandomMarkdown.of(seed, false), width, new Random(seed));

            assertThat(screen.wrapped()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void textFollowsATerminalThatIsResized() {
        var width = new int[] {80};
        var printer = new MarkdownPrinter(() -> width[0]);
        var wide = new TerminalEmulator(80).print(printer.next("word ".repeat(60)));
        width[0] = 30;
        String rest = printer.next("word ".repeat(60) + "\n\n- " + "item ".repeat(30));
        var narrow = new TerminalEmulator(80).print(rest + printer.end());

        assertThat(wide.rows()).allMatch(row -> row.length() <= 80).hasSize(4);
        assertThat(narrow.rows().subList(1, narrow.rows().size()))
                .allMatch(row -> row.length() <= 30)
                .anyMatch(row -> row.startsWith("  item"));
    }

    @Test
    void columnsOfTablesAlignWhateverIsInThem() {
        String table =
                MarkdownPrinter.render(
                        """
                        | name | text |
                        |------|-----:|
                        | 日本語 | x |
                        | 👍 | yy |
                        | e\u0301 | **bold** `c` |
                        """,
                        60);
        List<String> rows = new TerminalEmulator(60).print(table).rows();

        assertThat(rows.stream().filter(row -> row.contains("│")).map(RenderedScreenTest::bar))
                .hasSize(4)
                .containsOnly(7);
    }

    private static int bar(String row) {
        return row.substring(0, row.indexOf('│'))
                .codePoints()
                .map(c -> new TerminalEmulator(9).print(Character.toString(c)).cursor())
                .sum();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static TerminalEmulator inPieces(String text, int width, Random random) {
        var printer = new MarkdownPrinter(() -> width);
        var screen = new TerminalEmulator(width);
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            screen.print(printer.next(text.substring(at, end)));
            at = end;
        }
        return screen.print(printer.end());
    }

    private static List<String> pages() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("CONTRIBUTING.md"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        var pages = new ArrayList<String>();
        for (String folder : List.of("", "docs", "decisions")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                    pages.add(Files.readString(file));
                }
            }
        }
        return pages;
    }
}
