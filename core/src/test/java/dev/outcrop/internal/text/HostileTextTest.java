package dev.outcrop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.outcrop.Repetitions;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a model or a tool may say to harm whoever reads it, wherever it stands and is cut. */
@Tag("slow")
@Tag("repeated")
class HostileTextTest {
    private static final int LENGTH = Repetitions.of(1 << 20, 1 << 17);

    /** Far above what it takes, which is less than a second; a quadratic cost takes hours. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Clears, colours, a title, a clipboard, a link; the same of C1; and text turned around. */
    private static final String ESCAPES =
            "\u001b[2J\u001b[31mred\u001b]0;title\u0007\u001b]52;c;cm0gLXJm\u0007"
                    + "\u001b]8;;http://evil/\u001b\\link\u001b]8;;\u001b\\ \u009b31m\u009d52;c;eA==\u009c"
                    + "\u0090q\u009f \u202eturned\u202c \u2066isolated\u2069 \u200f\u061c \b\u007f\u0000";

    @Test
    void nothingOfItReachesATerminalWhereverItIsCut() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var out = new StringBuilder();
            var printer = new EchoPrinter(out, run % 2 == 0 ? 0 : 20, false, true);
            printer.question(List.of(Content.text(ESCAPES)));
            for (StreamEvent event : answer(random)) {
                printer.event(event);
            }
            printer.end();

            assertThat(out.chars().filter(HostileTextTest::acts).count())
                    .as("seed %d: %s", seed, out)
                    .isZero();
        }
    }

    private static boolean acts(int c) {
        return (Character.isISOControl(c) && c != '\n')
                || c == '\u061c'
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static List<StreamEvent> answer(Random random) {
        var events = new ArrayList<StreamEvent>();
        pieces(random).forEach(piece -> events.add(new StreamEvent.TextDelta(0, piece)));
        pieces(random)
                .forEach(piece -> events.add(new StreamEvent.ReasoningDelta(1, piece, null, null)));
        events.add(
                new StreamEvent.BlockStart(
                        2, "toolUse", Json.EMPTY.with("name", Json.of(ESCAPES))));
        pieces(random).forEach(piece -> events.add(new StreamEvent.ToolUseDelta(2, piece)));
        events.add(new StreamEvent.BlockStop(2));
        events.add(
                new StreamEvent.ToolReturned(
                        new Content.ToolUse("t", ESCAPES, Json.EMPTY),
                        new Content.ToolResult("t", List.of(Content.text(ESCAPES))),
                        Duration.ZERO));
        events.add(new StreamEvent.FellBack(ESCAPES, ESCAPES));
        return events;
    }

    private static List<String> pieces(Random random) {
        var pieces = new ArrayList<String>();
        for (int from = 0; from < ESCAPES.length(); ) {
            int to = Math.min(ESCAPES.length(), from + 1 + random.nextInt(4));
            pieces.add(ESCAPES.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`",
                "*",
                "_",
                "[",
                "](",
                "![",
                "<",
                "<!--",
                "> ",
                "- ",
                "\\",
                "&",
                "|",
                "#",
                " ",
                "\t",
                "\n",
                "\r",
                "a",
                "\u001b[",
                "\u001b]8;;",
                "\u009b",
                "\u202e",
                "\ud83d",
                "e\u0301",
                "[a](b",
                "**a *b ",
                "<a href='"
            })
    void aMegabyteOfItIsWrittenInEachForm(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        assertTimeoutPreemptively(
                BOUND,
                () -> {
                    var turn = Turn.of(Message.assistant(everywhere(text)));
                    var chat = new Transcript("m", List.of(Content.text(text)), List.of(turn));

                    assertThat(chat.text()).isNotEmpty();
                    assertThat(chat.markdown()).isNotEmpty();
                    assertThat(chat.html()).isNotEmpty();
                    assertThat(Preview.of(turn.content())).hasSizeLessThanOrEqualTo(40);
                    echo(text, LENGTH);
                    echo(text, 7);
                });
    }

    private static Content[] everywhere(String text) {
        return new Content[] {
            Content.text(text),
            new Content.Reasoning(text, null),
            new Content.ToolUse("t", text, Json.of(text)),
            new Content.ToolResult("t", List.of(Content.text(text)))
        };
    }

    private static void echo(String text, int length) {
        var out = new StringBuilder();
        var printer = new EchoPrinter(out, 80, true, true);
        printer.question(List.of(Content.text(text)));
        printer.event(new StreamEvent.BlockStart(1, "toolUse", Json.EMPTY));
        for (int i = 0; i < text.length(); i += length) {
            String piece = text.substring(i, Math.min(text.length(), i + length));
            printer.event(new StreamEvent.TextDelta(0, piece));
            printer.event(new StreamEvent.ToolUseDelta(1, piece));
        }
        printer.event(new StreamEvent.BlockStop(1));
        printer.result(List.of(Content.text(text)), false);
        printer.end();
        assertThat(out).isNotEmpty();
    }
}
