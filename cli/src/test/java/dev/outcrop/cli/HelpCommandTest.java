package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli.Result;

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
                                  ask     Ask one question.
                                  chat    Start a conversation.
                                  batch   Ask for many records, in a run that can be resumed.
                                  models  List the models and inference profiles of the region.
                                  doctor  Check the setup and print how to fix it.
                                  local   Run a local Bedrock emulator until Ctrl-C.
                                  help    Show help for a command, or the exit codes.

                                Without a command: a chat on a terminal, one question on a pipe.
                                No AWS account?  outcrop ask --local "Tell me three jokes about statisticians"
                                """,
                                ""));
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
                                   6  incomplete answer: token limit reached, or content filtered
                                  74  cannot write the output: disk full, or stdout closed
                                 130  stopped by Ctrl-C
                                 141  output pipe closed
                                """,
                                ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "chat", "batch", "models", "doctor", "local", "help"})
    void explainsEachCommandInTwoWays(String command) {
        Result result = new Cli(home).run("help", command);

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: outcrop " + command);
        assertThat(new Cli(home).run(command, "--help")).isEqualTo(result);
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
