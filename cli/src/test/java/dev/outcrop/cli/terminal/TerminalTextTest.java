package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.output.AnswerPrinter;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class TerminalTextTest {
    private static final String HOSTILE =
            "\033[31mred\033]0;title\007 a\bb \u009b31m \u202eevil\u202c \u2066x\u2069 \u007f\0";

    @Test
    void leavesTextAlone() {
        String text = "Füße, 数字, 👩‍💻\n\ttabs and\r\nlines";

        assertThat(TerminalText.harmless(text)).isEqualTo(text.replace("\r\n", "\n"));
    }

    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(TerminalText.harmless(HOSTILE))
                .isEqualTo("␛[31mred␛]0;title␇ a␈b \ufffd31m \ufffdevil\ufffd \ufffdx\ufffd ␡␀");
    }

    @Test
    void showsACarriageReturnThatWouldHideItsLine() {
        assertThat(TerminalText.harmless("rm -rf\rls\r")).isEqualTo("rm -rf␍ls␍");
    }

    @Test
    void givesTheSameForPiecesAsForTheWhole() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String text = (HOSTILE + "\r\nline\r\r\n").repeat(5);
        for (int run = 0; run < 200; run++) {
            var filter = new TerminalText();
            var shown = new StringBuilder();
            int from = 0;
            while (from < text.length()) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(6));
                shown.append(filter.next(text.substring(from, to)));
                from = to;
            }
            shown.append(filter.end());
            assertThat(shown).as("seed %d", seed).hasToString(TerminalText.harmless(text));
        }
    }

    @Test
    void aCharacterThatIsCutIsShownWhole() {
        var filter = new TerminalText();

        assertThat(filter.next("a\ud83d")).isEqualTo("a");
        assertThat(filter.next("\ude00b")).isEqualTo("\ud83d\ude00b");
        assertThat(filter.next("\ud83d")).isEmpty();
        assertThat(filter.end()).isEqualTo("\ud83d");
    }

    @Test
    void isAppliedOnATerminalOnly() {
        assertThat(printed(true)).isEqualTo("␛[1mhi\n");
        assertThat(printed(false)).isEqualTo("\033[1mhi\n");
    }

    private static String printed(boolean terminal) {
        var bytes = new ByteArrayOutputStream();
        var printer = new AnswerPrinter(Cli.printer(bytes), terminal);
        printer.print("\033");
        printer.print("[1mhi");
        printer.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
