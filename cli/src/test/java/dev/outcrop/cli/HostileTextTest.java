package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a terminal would obey, by whichever way it comes to one. */
class HostileTextTest {
    /** Clears, a title, a clipboard, a link, the same of C1, and text turned around. */
    private static final String ESCAPES =
            "\033[2J\033]0;title\007\033]52;c;cm0gLXJm\007\033]8;;http://evil/\033\\link\033]8;;\033\\"
                    + " \u009b31m\u009d52;c;eA==\u009c \u202eturned\u202c \u2066isolated\u2069 \u200f\b";

    @TempDir Path home;
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private String onATerminal(String stdin, String... args) {
        var out = new ByteArrayOutputStream();
        var stdio =
                new Stdio(
                        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                        Cli.printer(out),
                        Cli.printer(out),
                        false,
                        true,
                        true);
        Commands.run(
                args, ProcessContext.of(Cli.of(home, local).env("NO_COLOR", "1").env(), stdio));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertHarmless(String shown, String contained) {
        assertThat(shown).contains(contained);
        assertThat(shown.chars().filter(HostileTextTest::acts).count()).as(shown).isZero();
    }

    private static boolean acts(int c) {
        return (Character.isISOControl(c) && c != '\n')
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void anAnswerHasNoPowerHoweverItIsCut(int length) {
        var events = new ArrayList<>(List.of(Event.messageStart()));
        for (int i = 0; i < ESCAPES.length(); i += length) {
            int end = Math.min(ESCAPES.length(), i + length);
            events.add(Event.textDelta(0, ESCAPES.substring(i, end)));
        }
        events.add(Event.blockStop(0));
        events.add(Event.messageStop("end_turn"));
        events.add(Event.metadata(1, 2));

        for (String[] args : new String[][] {{"ask", "Hi"}, {"chat"}}) {
            local.script(Scripted.events(events.toArray(Event[]::new)));
            assertHarmless(onATerminal(args.length == 1 ? "Hi\n" : "", args), "turned");
        }
    }

    @Test
    void neitherHasAWholeAnswer() {
        local.script(Scripted.text(ESCAPES));

        assertHarmless(onATerminal("", "ask", "--no-stream", "Hi"), "turned");
    }

    @Test
    void neitherHasWhatTheServiceSaysOfAFailure() {
        local.script(
                Scripted.error("ValidationException", ESCAPES),
                Scripted.error("ValidationException", ESCAPES));

        assertHarmless(onATerminal("", "ask", "Hi"), "turned");
        assertHarmless(onATerminal("", "ask", "--debug", "Hi").replace("\t", ""), "turned");
    }

    @Test
    void neitherHasAStopReasonOrAToolThatTheModelMadeUp() {
        Json input = Json.EMPTY.with("name", Json.of(ESCAPES)).with("toolUseId", Json.of("t"));
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.textDelta(0, "Half"),
                        Event.blockStop(0),
                        Event.blockStart(1, Json.EMPTY.with("toolUse", input)),
                        Event.blockStop(1),
                        Event.messageStop(ESCAPES),
                        Event.metadata(1, 2)));

        assertHarmless(onATerminal("", "ask", "Hi"), "Half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file=%s", "--model=%s", "--%s", "--temperature=%s", "--region=%s"})
    void neitherHaveTheWordsOfTheCommand(String option) {
        assertHarmless(onATerminal("", "ask", option.formatted(ESCAPES), "Hi"), "error: ");
    }

    @Test
    void neitherHasASlashCommandThatThereIsNot() {
        assertHarmless(onATerminal("/" + ESCAPES + "\n", "chat"), "Unknown command");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\033", "\r", "\r\n", " ", "\n", "\u009b31m", "\u202e", "\033]8;;", "."})
    void aMegabyteOfItIsShownInNoTime(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    assertThat(TerminalText.harmless(text)).isNotEmpty();
                    var bytes = new ByteArrayOutputStream();
                    ErrorReport.of(
                                    ProcessContext.of(
                                            Cli.of(home, local).env(),
                                            Stdio.of(
                                                    new ByteArrayInputStream(new byte[0]),
                                                    Cli.printer(bytes),
                                                    Cli.printer(bytes))),
                                    new CommonOptions())
                            .print(new UsageException(text, text));
                    assertThat(bytes.size()).isPositive();
                });
    }
}
