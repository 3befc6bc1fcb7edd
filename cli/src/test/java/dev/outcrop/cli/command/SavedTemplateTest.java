package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A question that is saved as a template. */
class SavedTemplateTest {
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
    void itHasThePromptAndTheOptionsAndNothingIsSent() {
        Result saved =
                cli.run(
                        "ask",
                        "--save",
                        "tr",
                        "-m",
                        "amazon.nova-lite-v1:0",
                        "-s",
                        "Be \"brief\".",
                        "--temperature",
                        "0.5",
                        "-p",
                        "top_k=7",
                        "-v",
                        "language=German",
                        "Translate into {language}:\n{input}");

        assertThat(saved.code()).isZero();
        assertThat(saved.err()).startsWith("Saved to ").endsWith("templates/tr.toml\n");
        assertThat(local.requests()).isEmpty();

        local.script(Scripted.text("Guten Tag."));
        assertThat(cli.stdin("Good day").run("ask", "-t", "tr").out()).isEqualTo("Guten Tag.\n");
        assertThat(Cli.lastQuestion(local)).isEqualTo("Translate into German:\nGood day");
        assertThat(local.requests().getLast().path()).contains("nova-lite");
        assertThat(local.requests().getLast().body().toString())
                .contains("Be \\\"brief\\\".", "\"temperature\":0.5", "\"topK\":7");
    }

    @Test
    void anExistingTemplateStays() {
        assertThat(cli.run("ask", "--save", "one", "First").code()).isZero();

        Result again = cli.run("ask", "--save", "one", "Second");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("Try:  outcrop templates edit one");
        assertThat(cli.run("templates", "show", "one").out()).contains("First");
    }

    @Test
    void aTemplateNeedsAText() {
        assertThat(cli.run("ask", "--save", "none", "-m", "x").code()).isEqualTo(2);
        assertThat(cli.run("ask", "--save", "none", "--stop", "a", "--stop", "b", "Hi").code())
                .isEqualTo(2);
        assertThat(cli.run("templates").out()).isEmpty();
    }
}
