package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A terminal that is resized, gets a long text, or is left for a while. */
@Timeout(240)
@Tag("slow")
class TerminalSizeTest {
    @TempDir Path home;
    private final StallGate gate = new StallGate();
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                PseudoTerminal.isPossible(),
                "no script of util-linux here: the terminal is not tested");
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        gate.open();
        if (local != null) {
            local.close();
        }
    }

    @Test
    void resizesAndPastes() throws Exception {
        String question = "a question that is longer than a row ".repeat(4).strip();
        local.script(
                halted(
                        Event.messageStart(),
                        Event.textDelta(0, "wide ".repeat(30) + "END1 "),
                        Event.textDelta(0, "narrow ".repeat(30) + "END2"),
                        Event.blockStop(0),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 2)),
                Scripted.text("Received."));
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.awaitPrompt(1);
            terminal.type(question.substring(0, 80));
            terminal.await("longer than a row a");
            terminal.resize(90);
            terminal.type(question.substring(80) + PseudoTerminal.ENTER);
            terminal.await("END1");
            assertThat(Cli.lastQuestion(local)).isEqualTo(question);
            assertThat(widest(terminal, "wide wide")).isBetween(81, 90);

            terminal.resize(30);
            gate.open();
            terminal.await("END2");
            terminal.awaitPrompt(2);
            assertThat(widest(terminal, "narrow narrow narrow narrow")).isBetween(24, 30);

            String pasted = "line with\ttab and \"\"\" and ümläut\n".repeat(3_000).strip();
            assertThat(pasted).hasSizeGreaterThan(90_000);
            terminal.type("\033[200~" + pasted.replace("\n", "\r") + "\033[201~");
            terminal.type(PseudoTerminal.ENTER);
            terminal.await("Received.");
            assertThat(Cli.lastQuestion(local)).isEqualTo(pasted);
            terminal.awaitPrompt(3);
            terminal.type(PseudoTerminal.CTRL_D);
            assertThat(terminal.end()).isZero();
        }
        assertThat(local.requests()).hasSize(2);
    }

    @Test
    void oneAnswerFollowsATerminalThatIsResized() throws Exception {
        var gates = new ArrayList<StallGate>();
        var steps = new ArrayList<Step>();
        var events = new ArrayList<Event>();
        events.add(Event.messageStart());
        for (int i = 0; i < 20; i++) {
            gates.add(new StallGate());
            events.add(Event.textDelta(0, "word ".repeat(30) + "END" + i + "\n"));
        }
        events.addAll(List.of(Event.blockStop(0), Event.messageStop("end_turn")));
        events.add(Event.metadata(1, 2));
        int frames = 0;
        for (Step step : Scripted.events(events.toArray(Event[]::new)).steps()) {
            boolean text = step instanceof Step.SendFrame && frames++ > 0 && frames <= 21;
            if (text) {
                steps.add(new Step.Stall(gates.get(frames - 2)));
            }
            steps.add(step);
        }
        local.script(new Scripted.Steps(steps));
        String arguments = "ask -n -m amazon.nova-lite-v1:0 question";
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            gates.get(0).open();
            terminal.await("END0");
            assertThat(widest(terminal, "word word")).isBetween(55, 60);

            terminal.resize(30);
            // The command is told of it by a signal, which may come after the next text.
            int told = 0;
            int width = 60;
            while (width > 30 && told < 19) {
                told++;
                String before = terminal.shown();
                gates.get(told).open();
                terminal.await("END" + told);
                width = widest(terminal.shown().substring(before.length()), "word word");
            }
            assertThat(width).isBetween(25, 30);
            gates.forEach(StallGate::open);
            assertThat(terminal.end()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "chat"})
    void anAnswerToAFileFitsTheTerminal(String command) throws Exception {
        Path file = Files.writeString(home.resolve("question"), "Hi\n");
        local.script(Scripted.text("word ".repeat(40)));
        cli.env("TEST_TERMINALS", "12");
        String arguments = command + " -m amazon.nova-lite-v1:0 <" + file;
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            assertThat(terminal.end()).isZero();
            assertThat(widest(terminal, "word word")).isBetween(55, 60);
        }
    }

    /** Waits at the gate after the second event. */
    private Scripted halted(Event... events) {
        var steps = new ArrayList<>(Scripted.events(events).steps());
        int second = 0;
        for (int frames = 0; frames < 2; second++) {
            frames += steps.get(second) instanceof Step.SendFrame ? 1 : 0;
        }
        steps.add(second, new Step.Stall(gate));
        return new Scripted.Steps(steps);
    }

    private static int widest(PseudoTerminal terminal, String part) {
        return widest(terminal.shown(), part);
    }

    private static int widest(String shown, String part) {
        List<String> rows =
                shown.replaceAll("\033(?:\\[[0-9;?]*[a-zA-Z]|[>=])", "").lines().toList();
        return rows.stream()
                .map(String::strip)
                .filter(row -> row.contains(part))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    @Test
    void isSuspendedAndContinued() throws Exception {
        local.script(Scripted.text("First."), Scripted.text("Second."));
        try (var terminal = PseudoTerminal.startJob(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.awaitPrompt(1);
            terminal.type("half" + PseudoTerminal.CTRL_Z);
            terminal.await("status 148");
            terminal.awaitPrompt(2);
            terminal.type(" and whole" + PseudoTerminal.ENTER);
            terminal.await("First.");
            assertThat(Cli.lastQuestion(local)).isEqualTo("half and whole");
            terminal.awaitPrompt(3);
            terminal.type("exit" + PseudoTerminal.ENTER);
            assertThat(terminal.end()).isZero();
        }
    }

    @Test
    void aTerminalWithoutAbilitiesGetsPlainText() throws Exception {
        local.script(Scripted.text("**First**."), Scripted.text("Second."));
        cli.env("TERM", "dumb");
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.await("> ");
            terminal.type("one question" + PseudoTerminal.ENTER);
            terminal.await("**First**.");
            assertThat(Cli.lastQuestion(local)).isEqualTo("one question");
            terminal.await(" s\r\n> "); // after the answer
            terminal.type(
                    "\"\"\"two" + PseudoTerminal.ENTER + "lines\"\"\"" + PseudoTerminal.ENTER);
            terminal.await("Second.");
            terminal.await("Second.\r\n");
            assertThat(Cli.lastQuestion(local)).isEqualTo("two\nlines");
            terminal.type("exit" + PseudoTerminal.ENTER);
            assertThat(terminal.end()).isZero();
            assertThat(terminal.shown())
                    .doesNotContain("\033")
                    .containsOnlyOnce("one question")
                    .contains("> one question\r\n**First**.\r\n");
        }
    }

    @Test
    void ctrlCStopsAnAnswerOnATerminalWithoutAbilities() throws Exception {
        local.script(
                Scripted.events(
                                Event.messageStart(),
                                Event.textDelta(0, "Half an"),
                                Event.blockStop(0))
                        .afterFrames(2, new Step.Stall(gate)),
                Scripted.text("Second."));
        cli.env("TERM", "dumb");
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.await("> ");
            terminal.type("one" + PseudoTerminal.ENTER);
            terminal.await("Half an");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Stopped. The partial answer stays in the history.");
            terminal.type("two" + PseudoTerminal.ENTER);
            terminal.await(" s\r\n> "); // after the answer
            terminal.type(PseudoTerminal.CTRL_C);
            assertThat(terminal.end()).isEqualTo(130);
        }
    }

    @Test
    void isNotSuspendedIfNobodyCouldContinueIt() throws Exception {
        local.script(Scripted.text("First."));
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.awaitPrompt(1);
            terminal.type("half" + PseudoTerminal.CTRL_Z);
            terminal.awaitPrompt(2);
            terminal.type(" and whole" + PseudoTerminal.ENTER);
            terminal.await("First.");
            assertThat(Cli.lastQuestion(local)).isEqualTo("half and whole");
            terminal.type("exit" + PseudoTerminal.ENTER);
            assertThat(terminal.end()).isZero();
        }
    }
}
