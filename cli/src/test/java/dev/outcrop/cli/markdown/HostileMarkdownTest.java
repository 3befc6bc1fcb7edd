package dev.outcrop.cli.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.output.AnswerPrinter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

/** Ten megabytes that were made to move the cursor, to fill the clipboard, or to take long. */
@Timeout(120)
@Tag("slow")
class HostileMarkdownTest {
    private static final int SIZE = 10_000_000;
    private static final String[] PARTS = {
        "\033[2J",
        "\033]0;title\007",
        "\033]52;c;QUJD\033\\",
        "\033[?1049h",
        "\u009b31m",
        "\033",
        "\r",
        "\b",
        "\u202e",
        "\u2066",
        "\u200f",
        "\ud83d",
        "\0",
        "\177",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "<",
        "|",
        "|--|\n",
        "|a|b|\n",
        "> ",
        "- ",
        "#",
        "\\",
        "\n",
        "\n\n",
        " ",
        "\t",
        "word",
        "日本",
        "1. ",
        "👍"
    };

    /** The styles that the command itself prints; everything else acts on a terminal. */
    private static final Pattern STYLE = Pattern.compile("\033\\[[0-9;]*m");

    private static final Pattern ACTS =
            Pattern.compile(
                    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    @Test
    void renderedTextHasNoEscapesAndTakesNoTime() {
        var printer = new MarkdownPrinter(() -> 80);
        var random = new Random(1);
        long printed = 0;
        for (int size = 0; size < SIZE; ) {
            String piece = piece(random);
            String shown = printer.next(piece);
            assertHarmless(STYLE.matcher(shown).replaceAll(""));
            printed += shown.length();
            size += piece.length();
        }
        assertHarmless(STYLE.matcher(printer.end()).replaceAll(""));
        assertThat(printed).isBetween((long) SIZE / 2, 20L * SIZE);
    }

    @Test
    void neitherHasPlainText() {
        var screen = new ByteArrayOutputStream();
        var printer =
                new AnswerPrinter(new PrintStream(screen, false, StandardCharsets.UTF_8), true);
        var random = new Random(2);
        for (int size = 0; size < SIZE; ) {
            String piece = piece(random);
            printer.print(piece);
            size += piece.length();
            if (screen.size() > 100_000) {
                assertHarmless(screen.toString(StandardCharsets.UTF_8));
                screen.reset();
            }
        }
        printer.end();
        assertHarmless(screen.toString(StandardCharsets.UTF_8));
    }

    /** Parts in any order, or one of them again and again, as long as one event of a stream. */
    private static String piece(Random random) {
        int parts = 1 + random.nextInt(400);
        if (random.nextInt(8) == 0) {
            return PARTS[random.nextInt(PARTS.length)].repeat(parts * 10);
        }
        var piece = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            piece.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return piece.toString();
    }

    private static void assertHarmless(String shown) {
        if (ACTS.matcher(shown).find()) {
            assertThat(ACTS.matcher(shown).results().toList()).as(shown).isEmpty();
        }
    }
}
