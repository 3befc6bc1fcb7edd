package dev.outcrop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

class EchoPrinterTest {
    private final StringBuilder out = new StringBuilder();

    private static StreamEvent words(String text) {
        return new StreamEvent.TextDelta(0, text);
    }

    private static StreamEvent thought(String text) {
        return new StreamEvent.ReasoningDelta(0, text, null, null);
    }

    private void print(EchoPrinter printer, StreamEvent... events) {
        for (StreamEvent event : events) {
            printer.event(event);
        }
        printer.end();
    }

    @Test
    void wordsAreWrittenAsTheyCome() {
        var printer = new EchoPrinter(out, 0, false, false);
        printer.question(List.of(Content.text("Hi")));
        printer.event(words("Hel"));
        assertThat(out).hasToString("Hel");

        print(printer, words("lo."));
        assertThat(out).hasToString("Hello.\n");
    }

    @Test
    void theQuestionIsMarkedWhereAllIsWanted() {
        var printer = new EchoPrinter(out, 12, false, true);
        printer.question(List.of(Content.text("What is the mean?")));
        print(printer, words("The middle."));

        assertThat(out).hasToString("> What is\n> the mean?\nThe middle.\n");
    }

    @Test
    void thinkingIsSetApart() {
        print(
                new EchoPrinter(out, 0, false, false),
                thought("They greet me.\nSo"),
                thought(" I greet back."),
                words("Hello."));

        assertThat(out).hasToString("| They greet me.\n| So I greet back.\nHello.\n");
    }

    @Test
    void onATerminalThinkingIsDimAndNothingElseIsStyled() {
        print(new EchoPrinter(out, 0, true, false), thought("Hm."), words("Hello."));

        assertThat(out).hasToString("\u001b[2m| Hm.\n\u001b[0mHello.\n");
    }

    @Test
    void theModelWritesNoEscapeCodes() {
        print(
                new EchoPrinter(out, 0, false, true),
                words("\u001b]0;owned\u0007"),
                thought("\u001b[31m"),
                new StreamEvent.BlockStart(
                        1, "toolUse", Json.EMPTY.with("name", Json.of("\u001bx"))),
                new StreamEvent.ToolUseDelta(1, "{\"a\":\"\u009b\"}"),
                new StreamEvent.BlockStop(1));

        assertThat(out.toString().chars())
                .noneMatch(c -> c != '\n' && (c < ' ' || (c >= 0x7f && c < 0xa0)));
        assertThat(out).contains("␛]0;owned␇");
    }

    @Test
    void aLineEndThatIsCutInTwoIsOne() {
        print(new EchoPrinter(out, 0, false, false), words("a\r"), words("\nb"));

        assertThat(out).hasToString("a\nb\n");
    }

    @Test
    void toolCallsAndResultsAreShortened() {
        var printer = new EchoPrinter(out, 40, false, false);
        print(
                printer,
                words("Let me look."),
                new StreamEvent.BlockStart(
                        1, "toolUse", Json.EMPTY.with("name", Json.of("weather"))),
                new StreamEvent.ToolUseDelta(1, "{\"place\":"),
                new StreamEvent.ToolUseDelta(1, "\"" + "Oslo ".repeat(1_000) + "\"}"),
                new StreamEvent.BlockStop(1));
        printer.result(List.of(Content.text("1\n2\n3\n4\n5\n6")), false);
        printer.result(List.of(Content.text("no such place")), true);

        assertThat(out.toString().lines())
                .containsExactly(
                        "Let me look.",
                        "* weather({\"place\":\"Oslo Oslo Oslo…",
                        "  => 1",
                        "  => 2",
                        "  => 3",
                        "  => 4",
                        "  => 5",
                        "  => …",
                        "  !> no such place");
    }

    @Test
    void anAnswerThatBeginsAnewSaysSo() {
        print(
                new EchoPrinter(out, 0, false, false),
                words("Hal"),
                new StreamEvent.Restarted(2, Duration.ZERO, "it broke"),
                new StreamEvent.FellBack("m", "it failed"),
                words("Hello."));

        assertThat(out).hasToString("Hal\n[the answer starts again]\n[calling m]\nHello.\n");
    }

    @Test
    void whatCannotBeWrittenIsHeardOf() {
        var closed =
                new Appendable() {
                    @Override
                    public Appendable append(CharSequence text) throws IOException {
                        throw new IOException("closed");
                    }

                    @Override
                    public Appendable append(CharSequence text, int start, int end)
                            throws IOException {
                        throw new IOException("closed");
                    }

                    @Override
                    public Appendable append(char c) throws IOException {
                        throw new IOException("closed");
                    }
                };

        assertThatThrownBy(() -> new EchoPrinter(closed, 0, false, false).event(words("a")))
                .isInstanceOf(UncheckedIOException.class);
    }
}
