package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli.Result;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a person reads, and a script is told, when it cannot be done. */
class ErrorsTest {
    @TempDir Path home;

    @Test
    void saysWhatToDoWithoutCredentials() {
        assertThat(new Cli(home).run("ask", "hi"))
                .isEqualTo(
                        new Result(
                                3,
                                "",
                                """
                                error: No AWS credentials found.
                                  Looked at: environment (no AWS_BEARER_TOKEN_BEDROCK, no AWS_ACCESS_KEY_ID); \
                                web identity (no AWS_WEB_IDENTITY_TOKEN_FILE); profile "default" (no \
                                ~/.aws/config, no ~/.aws/credentials); container (none); EC2 instance \
                                (AWS_EC2_METADATA_DISABLED).
                                  Hint: Sign in with `aws login`, or set AWS_BEARER_TOKEN_BEDROCK to a \
                                Bedrock API key
                                  Try:  aws login
                                        outcrop ask --local "hi"    # needs no account
                                """));
    }

    @Test
    void saysThatThereIsNoRegion() {
        Result result =
                new Cli(home)
                        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
                        .env("AWS_SECRET_ACCESS_KEY", "no-secret")
                        .run("ask", "hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: No region configured.\n")
                .contains("Try:  outcrop config set region us-east-1");
    }

    @Test
    void saysThatThereIsNoQuestion() {
        assertThat(new Cli(home).run("ask", "--local"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                """
                                error: No question given.
                                  Try:  outcrop ask "Why is the sky blue?"
                                """));
    }

    @Test
    void saysThatAnOptionIsUnknown() {
        assertThat(new Cli(home).run("ask", "--locl", "hi"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                """
                                error: Unknown option: '--locl'.
                                  Did you mean --local?
                                  Try:  outcrop help ask
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "--temperature,-1",
        "--top-p,-0.1",
        "--max-tokens,0",
        "--max-tokens,many",
        "--port,1"
    })
    void refusesValuesThatCannotBe(String option, String value) {
        Result result = new Cli(home).run("ask", "--local", option, value, "hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("error: ")
                .contains(option)
                .contains("\n  Try:  ")
                .hasLineCount(2);
    }

    @Test
    void neverTakesALoneWordForAQuestion() {
        try (LocalBedrock local = LocalBedrock.start()) {
            Cli cli = Cli.of(home, local);

            assertThat(cli.run("modles").code()).isEqualTo(2);
            assertThat(cli.run("chta"))
                    .isEqualTo(
                            new Result(
                                    2,
                                    "",
                                    """
                                    error: Unknown command "chta".
                                      Did you mean chat?
                                      Try:  outcrop chat
                                    """));
            assertThat(local.requests()).isEmpty();
        }
    }

    @Test
    void saysThatAFileCannotBeRead() throws Exception {
        Path missing = home.resolve("missing.txt");
        Path binary = Files.write(home.resolve("binary"), new byte[] {(byte) 0xff, 0});
        Cli cli = new Cli(home);

        assertThat(cli.run("ask", "--local", "-f", missing.toString(), "hi"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                "error: Cannot read %s: it does not exist.\n  Hint: use another -f FILE\n"
                                        .formatted(missing)));
        assertThat(cli.run("ask", "--local", "-f", home.toString(), "hi").err())
                .contains("No text files in");
        assertThat(cli.run("ask", "--local", "-f", binary.toString(), "hi").err())
                .contains("is not valid UTF-8 text");
    }

    @Test
    void saysThatAModelDoesNotExist() {
        Result result = new Cli(home).run("ask", "--local", "-m", "no-such-model", "hi");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("error: The provided model identifier is invalid.\n")
                .contains("model no-such-model")
                .contains("\n  Hint: Check the model id")
                .contains("\n  Try:  outcrop models\n");
    }

    @ParameterizedTest
    @CsvSource({
        "UnrecognizedClientException,3",
        "ExpiredTokenException,3",
        "AccessDeniedException,4",
        "ResourceNotFoundException,4",
        "ValidationException,1",
        "ThrottlingException,5",
        "ServiceQuotaExceededException,5",
        "InternalServerException,1",
        "ModelErrorException,1"
    })
    void hasAnExitCodeForEachKindOfFailure(String type, int code) {
        try (LocalBedrock local = LocalBedrock.start()) {
            local.script(Scripted.error(type, "The service says so."));

            Result result = Cli.of(home, local).run("ask", "hi");

            assertThat(result.code()).isEqualTo(code);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("error: The service says so.\n").contains(type);
        }
    }

    @Test
    void makesWhatTheServiceSaysHarmless() {
        try (LocalBedrock local = LocalBedrock.start()) {
            local.script(Scripted.error("ValidationException", "bad \033]0;owned\007\nthing"));

            assertThat(Cli.of(home, local).run("ask", "hi").err())
                    .startsWith("error: bad ]0;owned thing\n");
        }
    }

    @Test
    void refusesContradictions() {
        Result result =
                new Cli(home).run("ask", "--local", "--endpoint-url", "http://127.0.0.1:1", "hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: --local ");
    }
}
