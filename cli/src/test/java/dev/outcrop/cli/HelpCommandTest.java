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
                                Chat with the models of Amazon Bedrock.
                                      --color=WHEN   Colour on the terminal: auto, always or never.
                                      --debug        With an error, print where in the code it arose.
                                  -h, --help         Print this help.
                                  -V, --version      Print the version.
                                Commands:
                                  ask     Ask one question.
                                  chat    Hold a conversation.
                                  models  List the models and inference profiles of the region.
                                  doctor  Look at what a call needs, and say what to do.
                                  local   Run a Bedrock on this machine until Ctrl-C.
                                  help    Help about a command, or exit-codes.

                                Without a command: a conversation on a terminal, one question on a pipe.
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
                                   0  done
                                   1  the service, the model or the network failed
                                   2  the command cannot be understood; nothing was sent
                                   3  no credentials, or they were refused
                                   4  no access to the model, or it is not in this region
                                   5  too many requests, or a quota is used up
                                   6  the answer is not whole: no room left, or a filter stepped in
                                  74  the output cannot be written: the disk is full, or stdout is closed
                                 130  stopped by Ctrl-C
                                 141  whoever read the output has gone
                                """,
                                ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "chat", "models", "doctor", "local", "help"})
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
