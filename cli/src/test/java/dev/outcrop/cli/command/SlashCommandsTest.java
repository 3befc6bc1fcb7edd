package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.cli.chat.SlashCommand;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands of a conversation, from a pipe. */
class SlashCommandsTest {
    private static final String MODEL = "amazon.nova-lite-v1:0";

    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        local.script(
                Scripted.text("One."),
                Scripted.text("Two."),
                Scripted.text("Three."),
                Scripted.text("Four."));
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private Result chat(String lines, String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of("chat", "-m", MODEL));
        args.addAll(java.util.List.of(more));
        return cli.stdin(lines).run(args.toArray(String[]::new));
    }

    private Json.Obj body() {
        return (Json.Obj) local.requests().getLast().body();
    }

    private String request() {
        return body().toString();
    }

    @Test
    void setsParametersAndThinking() {
        Result result = chat("/set temperature 0.5\n/set top_k=7\nHi\n");

        assertThat(result.err()).isEqualTo("temperature = 0.5\ntop_k = 7\n");
        assertThat(request()).contains("\"temperature\":0.5", "\"topK\":7");
        cli.stdin("/think low\nHi\n").run("chat", "-m", "us.anthropic.claude-opus-5");
        assertThat(request()).contains("\"effort\":\"low\"");
    }

    @Test
    void takesBackQuestions() {
        Result result = chat("First?\nSecond?\n/undo\n/undo 1\nThird?\n");

        assertThat(result.out()).isEqualTo("One.\nTwo.\nThree.\n");
        assertThat(result.err()).isEqualTo("Removed from: Second?\nRemoved from: First?\n");
        assertThat(body().array("messages")).hasSize(1);
    }

    @Test
    void savesLoadsAndExports() throws Exception {
        Path file = home.resolve("saved.json");
        Path page = home.resolve("page.md");

        Result result =
                chat(
                        "First?\n/save %1$s\n/export %2$s\n/clear\n/load %1$s\nSecond?\n"
                                .formatted(file, page));

        assertThat(result.code()).isZero();
        assertThat(body().array("messages")).hasSize(3);
        assertThat(Json.parse(Files.readString(file))).isInstanceOf(Json.Obj.class);
        assertThat(Files.readString(page)).contains("First?", "One.");
        assertThat(cli.run("log").out()).hasLineCount(2);
    }

    @Test
    void continuesInACopy() {
        chat("First?\n/fork\nSecond?\n");

        assertThat(body().array("messages")).hasSize(3);
        String log = cli.run("log", "--json").out();
        assertThat(log.lines()).hasSize(2);
        assertThat(log).contains("\"output\":5", "\"output\":10");
    }

    @Test
    void replacesTheConversationByASummary() {
        Result result = chat("First?\n/compact\nSecond?\n");

        assertThat(result.err()).isEqualTo("Replaced by a summary:\nTwo.\n");
        assertThat(request()).contains("Summarize our conversation", "Two.");
        assertThat(body().array("messages")).hasSize(3);
        assertThat(request()).doesNotContain("First?");
        assertThat(cli.run("log", "--json").out().lines()).hasSize(2);
    }

    @Test
    void aSummaryCanKeepTheLastQuestions() {
        Result result = chat("First?\nSecond?\n/compact 1\nThird?\n");

        assertThat(result.err()).isEqualTo("Replaced by a summary:\nThree.\n");
        assertThat(body().array("messages")).hasSize(5);
        assertThat(request()).contains("Three.", "Second?", "Two.").doesNotContain("First?");
    }

    @Test
    void aSummaryIsNeitherRepeatedNorTakenBack() {
        assertThat(chat("First?\n/compact\n/retry\n").err()).contains("No question to repeat.");
        assertThat(chat("First?\n/compact\nSecond?\n/undo 2\n").err())
                .contains("Removed from: Second?");
        assertThat(chat("First?\n/compact\n/undo\n").err()).contains("Nothing to undo.");
    }

    @Test
    void aSummaryThatIsNotWholeChangesNothing() {
        try (LocalBedrock other = LocalBedrock.start()) {
            Json half = Json.EMPTY.with("text", Json.of("Tw"));
            other.script(
                    Scripted.text("One."),
                    Scripted.answer(Scripted.said(List.of(half), "max_tokens")));

            Result result =
                    Cli.of(home, other)
                            .stdin("First?\n/compact\nSecond?\n")
                            .run("chat", "-m", MODEL);

            assertThat(result.code()).isEqualTo(6);
            assertThat(result.err()).contains("the history was not changed");
            assertThat(Cli.lastQuestion(other)).isEqualTo("Second?");
            assertThat(other.requests().getLast().body().toString()).contains("First?", "One.");
        }
    }

    @Test
    void showsTheNextRequestAndSendsNothing() {
        Result result = chat("First?\n/dry Second?\n");

        assertThat(result.err())
                .startsWith("POST /model/amazon.nova-lite-v1%3A0/converse-stream\n{")
                .contains("Second?", "One.");
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void countsTheTokensOfTheNextRequest() {
        Result result =
                cli.stdin("First?\n/tokens And then?\n")
                        .run("chat", "-m", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");

        assertThat(result.err()).matches("\\d+ tokens\n");
    }

    @Test
    void attachesAFileToTheNextQuestionOnly() throws Exception {
        Path file = Files.writeString(home.resolve("notes.txt"), "some notes");

        Result result = chat("/attach " + file + "\n/attach\nWhat?\nAnd?\n");

        assertThat(result.err()).contains("1 file for the next question.");
        String first = String.valueOf(local.requests().getFirst().body());
        assertThat(first).contains("\"document\"", "\"name\":\"notes\"");
        assertThat(body().array("messages").getLast().toString()).doesNotContain("document");
    }

    @Test
    void namesFilesAsAtAShell() throws Exception {
        Files.writeString(home.resolve("my notes.txt"), "some notes");
        String file = home + "/my notes.txt";

        Result result =
                chat("/attach ~/my notes.txt\n/attach '" + file + "'\nWhat?\n/export ~/a.md\n");

        assertThat(result.err())
                .isEqualTo(
                        "Attached to the next question: %1$s\n".repeat(2).formatted(file)
                                + "Written to %s/a.md\n".formatted(home));
        assertThat(home.resolve("a.md")).content().contains("What?");
    }

    @Test
    void saysWhyAFileCannotBeWritten() {
        assertThat(chat("/export " + home + "/nowhere/a.md\n").err())
                .startsWith(
                        "error: Cannot write " + home + "/nowhere/a.md: no such file or folder.\n");
    }

    @Test
    void theHelpFitsATerminal() {
        assertThat(chat("/help\n").err().lines())
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void writesTheQuestionInTheEditor() throws Exception {
        Path editor = home.resolve("editor");
        Files.writeString(editor, "#!/bin/sh\nprintf 'two\\nlines' >\"$1\"\n");
        assertThat(editor.toFile().setExecutable(true)).isTrue();
        cli.env("EDITOR", editor.toString());

        assertThat(chat("/edit\n").out()).isEqualTo("One.\n");
        assertThat(Cli.lastQuestion(local)).isEqualTo("two\nlines");
        assertThat(cli.env("VISUAL", "false").stdin("/edit\n").run("chat").err())
                .isEqualTo("Nothing was sent.\n");
        assertThat(cli.env("VISUAL", "true").stdin("/edit\n").run("chat").err())
                .isEqualTo("Nothing was sent.\n");
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void aTextBetweenQuotesIsOneQuestion() {
        chat("\"\"\"one\ntwo\n\nthree\"\"\"\n");

        assertThat(Cli.lastQuestion(local)).isEqualTo("one\ntwo\n\nthree");
    }

    @Test
    void stopsWhenTheMoneyIsSpent() {
        Result result = chat("First?\nSecond?\n", "--max-cost", "0.000001");

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.out()).isEqualTo("One.\n");
        assertThat(result.err()).contains("the limit of --max-cost");
        assertThat(local.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quit", "/exit", "exit", "quit"})
    void leaves(String word) {
        assertThat(chat(word + "\nHi\n")).isEqualTo(new Result(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/undo,Nothing to undo.",
        "/undo x,/undo needs a number.",
        "/set x,/set needs a name and a value.",
        "/set temperature 9,Invalid value",
        "/save,/save needs a file.",
        "/load none.json,cannot read",
        "/attach none.png,it does not exist",
        "/copy,No answer to copy.",
        "/dry,/dry needs a question.",
        "/compact,Nothing to summarize.",
        "/compact x,/compact needs a number",
        "/model claude,matches several models",
        "/retry,No question to repeat."
    })
    void saysWhatIsWrong(String command, String said) {
        Result result = chat(command + "\nnever asked\n");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains(said);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void anErrorNamesTheCommandOfTheConversation() {

        assertThat(chat("/model claude\n").err()).contains("  Try:  /model anthropic.claude");
    }

    @Test
    void eachCommandIsInTheHelpAndIsKnown() {
        String help = chat("/help\n").err();
        for (SlashCommand command : SlashCommand.values()) {
            assertThat(help).contains(command.word() + " ");
            assertThat(chat(command.word() + "\n").err()).doesNotContain("Unknown command");
        }
    }
}
