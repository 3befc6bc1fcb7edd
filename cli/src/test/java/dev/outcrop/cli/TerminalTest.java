package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.json.Json;
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

/** The command on a real terminal, or what the system's {@code script} takes for one. */
@Timeout(240)
@Tag("slow")
class TerminalTest {
    @TempDir Path home;
    private LocalBedrock local;
    private final StallGate gate = new StallGate();
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
    void chatsAtAPrompt() throws Exception {
        local.script(
                Scripted.text("**Hello** my `friend`"),
                unending("Partial answer "),
                Scripted.text("Third."),
                Scripted.text("Fourth."));
        String pasted = "line one\n\tindented \"\"\" quotes\n\nlast line";
        try (var terminal = PseudoTerminal.start(cli.env(), "chat -m amazon.nova-lite-v1:0")) {
            terminal.awaitPrompt(1);
            terminal.type("\033[200~" + pasted.replace("\n", "\r") + "\033[201~");
            terminal.type(PseudoTerminal.ENTER);
            terminal.await("10 in · 5 out · $0.0000018");
            assertThat(Cli.lastQuestion(local)).isEqualTo(pasted);
            assertThat(terminal.shown()).contains("\033[0;1mHello\033[0m my \033[0;35mfriend");

            terminal.awaitPrompt(2);
            terminal.type("Second?");
            terminal.await("Second?");
            terminal.type(PseudoTerminal.ENTER);
            terminal.await("Partial");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Stopped. The partial answer stays in the history.");

            terminal.awaitPrompt(3);
            terminal.type("two" + PseudoTerminal.CTRL_J + "lines" + PseudoTerminal.ENTER);
            terminal.await("Third.");
            assertThat(Cli.lastQuestion(local)).isEqualTo("two\nlines");
            assertThat(local.requests().getLast().body().toString()).contains("Partial answer");

            terminal.awaitPrompt(4);
            terminal.type("\"\"\"a" + PseudoTerminal.ENTER + "b\"\"\"" + PseudoTerminal.ENTER);
            terminal.await("Fourth.");
            assertThat(Cli.lastQuestion(local)).isEqualTo("a\nb");

            terminal.type("/cost" + PseudoTerminal.ENTER);
            terminal.await(" input tokens, ");
            terminal.type("exit" + PseudoTerminal.ENTER);
            assertThat(terminal.end()).isZero();
            assertThat(terminal.shown()).doesNotContain("WARNING", "\033[?1049h");
        }
        Path history = home.resolve(".local/share/outcrop/chat_history");
        assertThat(Files.readString(history)).contains("Second?");
        assertThat(cli.run("log").out()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask -n --raw Hi", "ask -n Hi", "chat", "chat --raw"})
    void leavesTheShellALineOfItsOwnIfItIsTerminated(String command) throws Exception {
        local.script(unending("Half an answer "));
        try (var terminal =
                PseudoTerminal.startInShell(cli.env(), command + " -m amazon.nova-lite-v1:0")) {
            if (command.startsWith("chat")) {
                terminal.awaitPrompt(1);
                terminal.type("Hi" + PseudoTerminal.ENTER);
            }
            terminal.await("Half an");
            terminal.terminate();
            terminal.end();
            assertThat(terminal.shown().replaceAll("\033\\[[0-9;?]*\\w", ""))
                    .doesNotContain("error", "Exception")
                    .endsWith("\r\nstatus 143\r\n")
                    .doesNotContain("\r\n\r\nstatus");
        }
    }

    @Test
    void leavesTheShellALineOfItsOwnIfItIsTerminatedAtThePrompt() throws Exception {
        try (var terminal = PseudoTerminal.startInShell(cli.env(), "chat")) {
            terminal.awaitPrompt(1);
            terminal.type("half a question");
            terminal.await("half a question");
            terminal.terminate();
            terminal.end();
            assertThat(terminal.shown()).endsWith("\033[?2004l\r\nstatus 143\r\n");
        }
    }

    private Scripted unending(String text) {
        return Scripted.events(Event.messageStart(), Event.textDelta(0, text), Event.blockStop(0))
                .afterFrames(2, new Step.Stall(gate));
    }

    @Test
    void asksBeforeAToolRuns() throws Exception {
        Path tool = home.resolve("weather.json");
        Files.writeString(
                tool,
                """
                {"name": "weather", "description": "Weather of a city",
                 "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
                 "command": ["echo", "sunny"]}""");
        String arguments = "chat -m us.anthropic.claude-opus-5 --tool " + tool;
        try (var terminal = PseudoTerminal.start(cli.env(), arguments)) {
            terminal.awaitPrompt(1);
            terminal.type("What is the weather?" + PseudoTerminal.ENTER);
            terminal.await("or why not: ");
            terminal.type("too expensive" + PseudoTerminal.ENTER);
            terminal.await(" out · ");
            assertThat(lastResult())
                    .contains("The user does not allow it: too expensive")
                    .doesNotContain("sunny");

            terminal.awaitPrompt(3);
            terminal.type("/retry" + PseudoTerminal.ENTER);
            terminal.awaitPrompt(4);
            int calls = local.requests().size();
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Stopped. The partial answer stays in the history.");
            assertThat(local.requests()).hasSize(calls);

            terminal.awaitPrompt(5);
            terminal.type("/retry" + PseudoTerminal.ENTER);
            terminal.awaitPrompt(6);
            terminal.type("always" + PseudoTerminal.ENTER);
            terminal.await("result: sunny");
            terminal.awaitPrompt(7);
            assertThat(lastResult()).contains("sunny");
            terminal.type(PseudoTerminal.CTRL_D);
            assertThat(terminal.end()).isZero();
        }
        Path history = home.resolve(".local/share/outcrop/chat_history");
        assertThat(Files.readString(history)).doesNotContain("always", "expensive");
    }

    private String lastResult() {
        return ((Json.Obj) local.requests().getLast().body())
                .array("messages")
                .getLast()
                .toString();
    }

    @Test
    void signsInAgainAndAnswersTheSameQuestion() throws Exception {
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path aws = bin.resolve("aws");
        Files.writeString(
                aws,
                """
                #!/bin/sh
                test -t 1 && echo "aws $* on a terminal"
                cat >"$HOME/.aws/config" <<END
                [profile dev]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = no-secret
                region = us-east-1
                END
                """);
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        expiredSession();
        local.script(Scripted.text("Answered."));
        cli.env("PATH", bin + ":/usr/bin:/bin").env("AWS_PROFILE", "dev");
        cli.env().remove("AWS_ACCESS_KEY_ID");
        cli.env().remove("AWS_SECRET_ACCESS_KEY");
        try (var terminal = PseudoTerminal.start(cli.env(), "ask -n Hi")) {
            terminal.await("Run aws sso login --profile dev now? [Y/n]");
            terminal.type("\n");
            terminal.await("aws sso login --profile dev on a terminal");
            terminal.await("Answered.");
            assertThat(terminal.end()).isZero();
        }
        assertThat(local.requests()).hasSize(1);
        assertThat(cli.run("log").out()).hasLineCount(1);
    }

    @Test
    void neverAsksToSignInOnAPipe() throws Exception {
        expiredSession();
        cli.env("AWS_PROFILE", "dev").env().remove("AWS_ACCESS_KEY_ID");
        cli.env().remove("AWS_SECRET_ACCESS_KEY");

        Cli.Result result = cli.run("ask", "Hi");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("aws sso login --profile dev").doesNotContain("[Y/n]");
    }

    private void expiredSession() throws Exception {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"),
                """
                [profile dev]
                sso_start_url = https://x.awsapps.com/start
                sso_region = us-east-1
                sso_account_id = 111122223333
                sso_role_name = reader
                region = us-east-1
                """);
    }
}
