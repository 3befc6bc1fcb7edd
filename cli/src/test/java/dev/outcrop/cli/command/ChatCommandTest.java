package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A conversation without a terminal: one question a line. */
class ChatCommandTest {
    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void answersLineByLineAndRemembers() {
        local.script(Scripted.text("One."), Scripted.text("Two."));

        Result result = cli.stdin("First?\n\nSecond?\n").run("chat");

        assertThat(result).isEqualTo(new Result(0, "One.\nTwo.\n", ""));
        assertThat(messages()).isEqualTo(3);
    }

    @Test
    void obeysSlashCommands() {
        local.script(Scripted.text("One."), Scripted.text("Two."));

        Result result =
                cli.stdin(
                                """
                                First?
                                /system Be brief.
                                /model amazon.nova-pro-v1:0
                                //slash
                                /usage
                                /quit
                                never asked
                                """)
                        .run("chat");

        assertThat(result)
                .isEqualTo(
                        new Result(
                                0,
                                "One.\nTwo.\n",
                                """
                                System prompt set.
                                Model: amazon.nova-pro-v1:0
                                20 input tokens, 10 output tokens, $0.000094
                                """));
        assertThat(messages()).isEqualTo(3);
        assertThat(Cli.lastQuestion(local)).isEqualTo("/slash");
        assertThat(local.requests().getLast().path()).contains("nova-pro");
        assertThat(local.requests().getLast().body().toString()).contains("Be brief.");
    }

    @Test
    void asksAgainInPlaceOfTheAnswer() {
        local.script(Scripted.text("One."), Scripted.text("Two."), Scripted.text("Three."));

        assertThat(cli.stdin("First?\n/retry\n/clear\nSecond?\n").run("chat").out())
                .isEqualTo("One.\nTwo.\nThree.\n");
        assertThat(Cli.lastQuestion(local)).isEqualTo("Second?");
        assertThat(messages()).isEqualTo(1);
        assertThat(local.requests().get(1).body().toString()).doesNotContain("One.");
    }

    @Test
    void neverSendsAnUnknownSlashCommand() {
        assertThat(cli.stdin("/modle x\nHi\n").run("chat"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                """
                                error: Unknown command /modle.
                                  Try:  /model
                                """));
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void stopsAtTheFirstFailureWhereNobodySitsBeforeIt() {
        local.script(Scripted.text("One."), Scripted.error("ThrottlingException", "Slow down."));

        Result result = cli.stdin("First?\nSecond?\nThird?\n").run("chat");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).isEqualTo("One.\n");
        assertThat(local.requests()).hasSize(2);
    }

    @Test
    void endsAtOnceWithoutInput() {
        assertThat(cli.run("chat")).isEqualTo(new Result(0, "", ""));
    }

    private int messages() {
        return ((Json.Obj) local.requests().getLast().body()).array("messages").size();
    }
}
