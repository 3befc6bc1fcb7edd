package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.TerminalEmulator;
import dev.outcrop.cli.markdown.MarkdownPrinter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Examples of Unicode Standard Annex 29 and Technical Standard 51. */
class TextColumnsTest {
    /** Each is one cluster, by its code points. */
    private static final String CLUSTERS =
            """
            a,                                              61,                             1
            letter with acute accent,                       65 301,                         1
            letter with three marks,                        67 308 323 331,                 1
            ideograph,                                      65E5,                           2
            Hangul of three jamo,                           1112 1161 11AB,                 2
            Devanagari letter with nukta,                   915 93C,                        1
            Devanagari letter with vowel sign that follows, 928 93F,                        2
            Devanagari conjunct with vowel sign,            915 94D 937 93F,                3
            Tamil letter with vowel sign,                   BA8 BBF,                        2
            emoji,                                          1F600,                          2
            emoji with skin tone,                           1F44D 1F3FD,                    2
            text heart,                                     2764,                           1
            emoji heart,                                    2764 FE0F,                      2
            keycap,                                         31 FE0F 20E3,                   2
            flag,                                           1F1E9 1F1EA,                    2
            flag of England,             1F3F4 E0067 E0062 E0065 E006E E0067 E007F,         2
            rainbow flag,                                   1F3F3 FE0F 200D 1F308,          2
            woman technologist with skin tone,              1F469 1F3FD 200D 1F4BB,         2
            family of four,          1F468 200D 1F469 200D 1F467 200D 1F466,                2
            mark alone,                                     301,                            0
            """;

    private static String text(String points) {
        var text = new StringBuilder();
        Arrays.stream(points.strip().split(" ", -1))
                .forEach(point -> text.appendCodePoint(Integer.parseInt(point, 16)));
        return text.toString();
    }

    private static List<String> clusters() {
        return CLUSTERS.lines().map(line -> text(line.split(",", -1)[1])).toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = CLUSTERS)
    void aClusterHasTheColumnsOfATerminal(String name, String points, int columns) {
        String cluster = text(points);

        assertThat(TextColumns.of(cluster)).as(name).isEqualTo(columns);
        assertThat(TextColumns.of("x" + cluster + "x\033[1m" + cluster + "\033[0m"))
                .isEqualTo(2 + 2 * columns);
        assertThat(new TerminalEmulator(80).print("x" + cluster).cursor()).isEqualTo(1 + columns);
    }

    @Test
    void twoFlagsAreTwoClusters() {
        String flags = text("1F1E9 1F1EA 1F1EB 1F1F7");

        assertThat(TextColumns.of(flags)).isEqualTo(4);
        assertThat(TextColumns.cut(flags, 3)).isEqualTo(flags.substring(0, 4) + "…");
    }

    @Test
    void aTextIsCutBetweenClusters() {
        assertThat(TextColumns.cut("four", 4)).isEqualTo("four");
        assertThat(TextColumns.cut("fourth", 4)).isEqualTo("fou…");
        assertThat(TextColumns.cut("日本語", 4)).isEqualTo("日…");
        assertThat(TextColumns.cut("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301…");
        assertThat(TextColumns.cut("x", 0)).isEmpty();
    }

    @Test
    void thousandsOfMarksAreReadInLinearTime() {
        assertThat(TextColumns.of("a" + "\u0301".repeat(200_000))).isOne();
    }

    @Test
    void noClusterIsSeparatedWhereverTextIsCutAndWrapped() {
        String words = String.join(" ", clusters()) + " " + String.join("", clusters());
        String whole = MarkdownPrinter.render(words, 12);
        for (int length = 1; length < 8; length++) {
            var printer = new MarkdownPrinter(() -> 12);
            var pieces = new StringBuilder();
            for (int at = 0; at < words.length(); at += length) {
                pieces.append(
                        printer.next(words.substring(at, Math.min(words.length(), at + length))));
            }
            assertThat(pieces + printer.end()).isEqualTo(whole);
        }
        assertThat(whole.lines()).allMatch(line -> TextColumns.of(line) <= 12);
        String together = whole.replace("\n", "").replace(" ", "");
        assertThat(together).isEqualTo(words.replace(" ", ""));
        for (String cluster : clusters()) {
            assertThat(whole).contains(cluster);
        }
        assertThat(new TerminalEmulator(12).print(whole).wrapped()).isEmpty();
    }

    @Test
    void columnsOfTablesAlignWithClusters() {
        var table = new StringBuilder("| name | x |\n|---|---|\n");
        clusters().forEach(cluster -> table.append("| ").append(cluster).append(" | x |\n"));

        var bars = new ArrayList<Integer>();
        for (String row : MarkdownPrinter.render(table.toString(), 40).lines().toList()) {
            int bar = row.indexOf('│');
            if (bar > 0) {
                bars.add(new TerminalEmulator(40).print(row.substring(0, bar)).cursor());
            }
        }
        assertThat(bars).hasSize(1 + clusters().size()).containsOnly(5);
    }
}
