package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Stored conversations and models, chosen from a list on a terminal. */
@Tag("slow")
@Timeout(240)
class PickedConversationTest {
    private static final String MODEL = "amazon.nova-lite-v1:0";
    private static final String DOWN = "\033[B";
    private static final String ESCAPE = "\033";

    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                PseudoTerminal.isPossible(),
                "no script of util-linux here: the terminal is not tested");
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
        for (String question : new String[] {"Blue sky?", "Green grass?", "Red rose?"}) {
            local.script(Scripted.text("Yes."));
            cli.run("ask", "-m", MODEL, question);
        }
    }

    @AfterEach
    void stop() {
        if (local != null) {
            local.close();
        }
    }

    private String request() {
        return local.requests().getLast().body().toString();
    }

    @Test
    void continuesTheOneThatArrowsOrWordsSelect() throws Exception {
        local.script(Scripted.text("First."), Scripted.text("Second."));
        try (var terminal = PseudoTerminal.start(cli.env(), "chat --pick")) {
            terminal.await("Conversation: ");
            terminal.await("  1  now         Red rose?      2 turns  amazon");
            terminal.await("Blue sky?");
            terminal.type(DOWN + PseudoTerminal.ENTER);
            terminal.awaitPrompt(1);
            terminal.type("More?" + PseudoTerminal.ENTER);
            terminal.await("First.");
            assertThat(request()).contains("Green grass?", "More?").doesNotContain("rose", "sky");

            terminal.awaitPrompt(2);
            terminal.type("/load" + PseudoTerminal.ENTER);
            terminal.await("Conversation: ");
            terminal.type("sky blue");
            terminal.await("Conversation: sky blue");
            terminal.type(PseudoTerminal.ENTER);
            terminal.await("2 turns with " + MODEL);
            terminal.awaitPrompt(3);
            terminal.type("And?" + PseudoTerminal.ENTER);
            terminal.await("Second.");
            assertThat(request()).contains("Blue sky?", "And?").doesNotContain("grass");

            terminal.awaitPrompt(4);
            terminal.type("/load" + PseudoTerminal.ENTER);
            terminal.await("4 turns");
            terminal.type("3" + PseudoTerminal.ENTER);
            terminal.await("2 turns with " + MODEL);
            terminal.awaitPrompt(5);
            terminal.type(PseudoTerminal.CTRL_D);
            assertThat(terminal.end()).isZero();
        }
        assertThat(cli.run("log").out()).hasLineCount(3);
    }

    @Test
    void escapeChoosesNothing() throws Exception {
        try (var terminal = PseudoTerminal.start(cli.env(), "chat --pick")) {
            terminal.await("Blue sky?");
            terminal.type(ESCAPE);
            assertThat(terminal.end()).isZero();
            assertThat(terminal.shown()).doesNotContain("Chat with");
        }
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m " + MODEL)) {
            terminal.awaitPrompt(1);
            terminal.resize(120);
            terminal.type("/load" + PseudoTerminal.ENTER);
            terminal.await("Blue sky?");
            terminal.type(ESCAPE);
            terminal.awaitPrompt(2);
            terminal.type("/model" + PseudoTerminal.ENTER);
            terminal.await("Model: ");
            terminal.type("nova pro");
            terminal.await("Model: nova pro");
            terminal.await(
                    "us.amazon.nova-pro-v1:0                              $0.8 in, $3.2 out");
            terminal.await("image");
            terminal.type(PseudoTerminal.ENTER);
            terminal.await("Model: us.amazon.nova-pro-v1:0");
            terminal.awaitPrompt(3);
            terminal.type(PseudoTerminal.CTRL_D);
            assertThat(terminal.end()).isZero();
        }
    }

    @Test
    void aTerminalWithoutAbilitiesShowsNumbers() throws Exception {
        cli.env("TERM", "dumb");
        local.script(Scripted.text("First."));
        try (var terminal = PseudoTerminal.start(cli.env(), "chat --pick")) {
            terminal.await("  3  now         Blue sky? ");
            terminal.await("Conversation: number, words, or Enter for none: ");
            terminal.type("2" + PseudoTerminal.ENTER);
            terminal.await("Chat with");
            terminal.type("More?" + PseudoTerminal.ENTER);
            terminal.await("First.");
            assertThat(request()).contains("Green grass?", "More?");
            terminal.type("exit" + PseudoTerminal.ENTER);
            assertThat(terminal.end()).isZero();
            assertThat(terminal.shown()).doesNotContain("\033");
        }
    }

    @Test
    void aPipeIsToldToNameIt() {
        Cli.Result result = cli.stdin("Hi\n").run("chat", "--pick");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: To choose a conversation, a terminal is needed.")
                .contains("--cid ID", "Try:  outcrop log list");
        assertThat(cli.stdin("/load\n").run("chat", "-m", MODEL).err()).contains("--cid ID");
        assertThat(cli.run("chat", "--pick", "-c").code()).isEqualTo(2);
    }
}
