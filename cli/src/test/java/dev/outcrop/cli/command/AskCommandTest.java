package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class AskCommandTest {
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
    void putsTheAnswerAndOneLineEndOnStdout() {
        local.script(Scripted.text("Hello.\nYou."));

        assertThat(cli.run("ask", "Hi")).isEqualTo(new Result(0, "Hello.\nYou.\n", ""));
        assertThat(local.requests().getLast().path()).endsWith("/converse-stream");
    }

    @Test
    void putsTheSameOnStdoutWithoutAStream() {
        local.script(Scripted.text("Hello."));

        assertThat(cli.run("ask", "--no-stream", "Hi")).isEqualTo(new Result(0, "Hello.\n", ""));
        assertThat(local.requests().getLast().path()).endsWith("/converse");
    }

    @Test
    void answersFromABedrockInsideTheProcess() {
        Result result =
                new Cli(home).run("ask", "--local", "Tell me three jokes about statisticians");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("This is the local Bedrock. No model is running here")
                .contains("\n1. ", "\n2. ", "\n3. ")
                .endsWith("\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void putsTheTokensOnStderr() {
        local.script(Scripted.text("Hello."));

        assertThat(cli.run("ask", "-u", "-m", "amazon.nova-lite-v1:0", "Hi"))
                .isEqualTo(
                        new Result(
                                0,
                                "Hello.\n",
                                "10 input tokens, 5 output tokens, $0.0000018 at prices of "
                                        + Catalog.standard().date()
                                        + " (amazon.nova-lite-v1:0)\n"));
    }

    @Test
    void joinsStdinWordsAndFiles() throws Exception {
        Path file = Files.writeString(home.resolve("notes.txt"), "from a file\n");

        cli.stdin("piped\n").run("ask", "-f", file.toString(), "two", "words");

        assertThat(Cli.lastQuestion(local)).isEqualTo("piped\n\ntwo words\n\nfrom a file\n");
    }

    @Test
    void takesStdinAloneAsTheQuestion() {
        assertThat(cli.stdin("a").run("ask").code()).isZero();
        assertThat(Cli.lastQuestion(local)).isEqualTo("a");
    }

    @Test
    void takesAnAtSignAndADashAfterTwoDashesAsText() {
        assertThat(cli.run("ask", "--", "@you", "-x").code()).isZero();
        assertThat(Cli.lastQuestion(local)).isEqualTo("@you -x");
    }

    @Test
    void sendsWhatTheOptionsSay() {
        cli.run(
                "ask",
                "-m",
                "amazon.nova-lite-v1:0",
                "-s",
                "Be brief.",
                "--temperature",
                "0.2",
                "--top-p",
                "0.9",
                "--max-tokens",
                "50",
                "--stop",
                "a",
                "--stop",
                "b",
                "Hi");

        Json.Obj body = (Json.Obj) local.requests().getLast().body();
        assertThat(body.without("messages"))
                .isEqualTo(
                        Json.parse(
                                """
                                {"system":[{"text":"Be brief."}],"inferenceConfig":{"maxTokens":50,\
                                "temperature":0.2,"topP":0.9,"stopSequences":["a","b"]}}\
                                """));
    }

    @Test
    void takesOptionsBeforeTheCommandToo() {
        local.script(Scripted.text("Hello."), Scripted.text("Hello."));

        assertThat(cli.run("-s", "ask", "ask", "Hi").out()).isEqualTo("Hello.\n");
        assertThat(cli.run("-u", "two words").out()).isEqualTo("Hello.\n");
    }

    @Test
    void leavesTheAnswerAsItIsWhereNobodyLooks() {
        local.script(Scripted.text("\033[31mred\033[0m \u202e\r\n"));

        assertThat(cli.run("ask", "Hi").out()).isEqualTo("\033[31mred\033[0m \u202e\r\n\n");
    }

    @Test
    void saysThatAnAnswerIsNotWhole() {
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.textDelta(0, "Half an"),
                        Event.blockStop(0),
                        Event.messageStop("max_tokens"),
                        Event.metadata(1, 2)));

        assertThat(cli.run("ask", "Hi"))
                .isEqualTo(
                        new Result(
                                6,
                                "Half an\n",
                                """
                                warning: the answer is incomplete: the model stopped with max_tokens
                                  Try:  outcrop ask --max-tokens 32000 Hi
                                """));
    }

    @Test
    void completesTheLineOfAnAnswerThatBrokeOff() {
        local.script(
                Scripted.events(
                                Event.messageStart(),
                                Event.textDelta(0, "Half an"),
                                Event.blockStop(0))
                        .afterFrames(2, new dev.outcrop.local.script.Step.Abort(StreamCut.CLOSE)));

        Result result = cli.run("ask", "Hi");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("Half an\n");
        assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ");
    }

    @Test
    void printsNothingOnStdoutWhereThereIsNoAnswer() {
        local.script(Scripted.error("ThrottlingException", "Too many tokens. Wait."));

        Result result = cli.run("ask", "-m", "amazon.nova-lite-v1:0", "Hi");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .matches(
                        """
                        error: Too many tokens\\.
                          Wait\\. \\(ThrottlingException, HTTP 429, model amazon.nova-lite-v1:0, request .*\\)
                          Hint: .*
                        """);
    }

    @Test
    void printsTheStackOnlyWithDebug() {
        local.script(
                Scripted.error("ValidationException", "no"),
                Scripted.error("ValidationException", "no"));

        assertThat(cli.run("ask", "Hi").err()).doesNotContain("\tat ");
        assertThat(cli.run("ask", "--debug", "Hi").err()).contains("\tat dev.outcrop.");
    }
}
