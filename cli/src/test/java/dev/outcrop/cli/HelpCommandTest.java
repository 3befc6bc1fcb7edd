package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class HelpCommandTest {
    @TempDir Path home;

    @Test
    void listsTheCommands() {
        assertThat(new Cli(home).run("help"))
                .isEqualTo(
                        new Result(
                                0,
                                """
                                Usage: outcrop [-hV] [--debug] [--color=WHEN] COMMAND
                                Chat with Amazon Bedrock models.
                                      --color=WHEN   Use color on the terminal: auto, always or never.
                                      --debug        On error, print the stack trace.
                                  -h, --help         Print this help.
                                  -V, --version      Print the version.
                                Commands:
                                  ask         Ask one question.
                                  chat        Start a conversation.
                                  batch       Ask for many records, in a run that can be resumed.
                                  log         List, show, search, export and delete stored conversations.
                                  models      List the models and inference profiles of the region.
                                  aliases     List, set and remove short names of models, for -m.
                                  templates   List, show and edit templates of questions, for -t.
                                  config      Show and change the configuration.
                                  doctor      Check the setup and print how to fix it.
                                  local       Run a local Bedrock emulator until Ctrl-C.
                                  mcp         List and call tools of MCP servers; be one.
                                  completion  Print a completion script for a shell, or the manual page.
                                  help        Show help for a command or a topic.

                                Without a command: a chat on a terminal, one question on a pipe.
                                No AWS account?  outcrop ask --local "Tell me three jokes about statisticians"
                                """,
                                ""));
    }

    /** If it is not, write what the command prints to the file. */
    @Test
    void theConstantHelpIsThatOfTheCommands() {
        String help = new Cli(home).run("help").out();

        assertThat(ConstantText.of("help")).isEqualTo(help);
        assertThat(ConstantText.of("--help")).isEqualTo(new Cli(home).run("--help").out());
        assertThat(ConstantText.of("--version")).isEqualTo(new Cli(home).run("-V").out());
        assertThat(ConstantText.of("ask")).isNull();
    }

    @Test
    void listsTheExitCodes() {
        assertThat(new Cli(home).run("help", "exit-codes"))
                .isEqualTo(
                        new Result(
                                0,
                                """
                                   0  success
                                   1  the service, the model or the network failed
                                   2  usage error; nothing was sent
                                   3  no credentials, or credentials refused
                                   4  no access to the model, or model not available in this region
                                   5  too many requests, or quota exhausted
                                   6  incomplete answer: token limit reached, content filtered, or schema not met
                                   7  a tool call was refused, with --tools-required
                                   8  limit reached: --max-cost, --max-turns or --timeout
                                  74  cannot write the output: disk full, or stdout closed
                                 130  stopped by Ctrl-C
                                 141  output pipe closed
                                 143  stopped by SIGTERM
                                """,
                                ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask",
                "chat",
                "batch",
                "log",
                "models",
                "aliases",
                "templates",
                "config",
                "doctor",
                "local",
                "mcp",
                "completion",
                "help"
            })
    void explainsEachCommandInTwoWays(String command) {
        Result result = new Cli(home).run("help", command);

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: outcrop " + command);
        assertThat(new Cli(home).run(command, "--help")).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "tools", "iam"})
    void explainsEachTopic(String topic) {
        Result result = new Cli(home).run("help", topic);

        assertThat(result.code()).isZero();
        assertThat(result.out()).isNotBlank();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void namesTheProfileAndTheModelInAPolicy() {
        Result result = new Cli(home).run("help", "iam", "-m", "eu.anthropic.claude-sonnet-5");

        assertThat(Json.parse(result.out()).toString())
                .contains("arn:aws:bedrock:*:*:inference-profile/eu.anthropic.claude-sonnet-5")
                .contains("arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5");
    }

    /** A line that is cut inside of an example cannot be pasted. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ask", "chat", "log", "config", "templates", "completion", "local", "mcp"})
    void neverBreaksALineInsideAnExample(String command) {
        assertThat(new Cli(home).run("help", command).out().lines())
                .noneMatch(
                        line -> line.endsWith("-") || line.endsWith("-m") || line.length() > 100);
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        assertThat(new Cli(home).run("help", "me").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void printsTheVersion(String option) {
        Result result = new Cli(home).run(option);

        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("outcrop \\S+, Java \\d+\n");
        assertThat(result.err()).isEmpty();
    }
}
