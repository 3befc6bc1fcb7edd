package dev.outcrop.internal.aws.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.source.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Keys that programs print: credential_process, and the command line after {@code aws login}. */
@DisabledOnOs(OS.WINDOWS)
class ProgramsTest {
    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aProgramsKeysAreRenewedBeforeTheyEnd() throws Exception {
        Path count = home.resolve("count");
        program(
                "printf x >> '"
                        + count
                        + "'; printf '%s' '{\"Version\": 1, \"AccessKeyId\": \"P\","
                        + " \"SecretAccessKey\": \"secret\", \"SessionToken\": \"session\","
                        + " \"Expiration\": \"2026-11-22T13:00:00+00:00\"}'");
        CredentialsProvider provider = FakeAws.sources(aws.environment(home)).profile("p");

        assertThat(provider.resolve())
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "P", "secret", "session", aws.end(), "profile \"p\""));
        provider.resolve();
        assertThat(count).hasContent("x");

        aws.pass(FakeAws.LIFE);
        assertThatThrownBy(provider::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("have expired");
        assertThat(count).hasContent("xx");
    }

    @Test
    void keysWithoutAnEndAreKept() throws Exception {
        program("echo '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"secret\"}'");

        assertThat(FakeAws.sources(aws.environment(home)).profile("p").resolve().expires())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'not signed in' >&2; exit 3|exited with status 3: not signed in",
                "exit 3|exited with status 3",
                "echo canary|printed no JSON with \"Version\": 1",
                "echo '{\"Version\":2,\"AccessKeyId\":\"canary\"}'|printed no JSON",
                "echo '{\"Version\":1,\"AccessKeyId\":\"canary\"}'|contains no keys",
                "echo '{\"Version\":1,\"AccessKeyId\":\"canary\",\"SecretAccessKey\":\"a b\"}'|contains"
                        + " a space",
                "yes canary \u00a6 head -c 10000000; exit 9|exited with status 9",
            })
    void whatIsNotKeysIsAnErrorWithoutItsText(String script, String why) throws Exception {
        program(script.replace('\u00a6', '|'));

        assertThatThrownBy(FakeAws.sources(aws.environment(home)).profile("p")::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Run the credential_process of the profile by hand")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aSessionOfAwsLoginIsReadByTheCommandLine() throws Exception {
        MadeUp.file(home, ".aws/config", "[profile p]\nlogin_session = arn:aws:iam::1:user/ann\n");
        Path seen = home.resolve("seen");
        executable(
                "bin/aws",
                "#!/bin/sh\nprintf '%s ' \"$@\" > '"
                        + seen
                        + "'\necho '{\"Version\":1,\"AccessKeyId\":\"LOGIN\","
                        + "\"SecretAccessKey\":\"secret\",\"SessionToken\":\"session\","
                        + "\"Expiration\":\"2026-11-22T13:00:00Z\"}'\n");

        Credentials found =
                FakeAws.sources(
                                aws.environment(
                                        home, "PATH", "relative:/nowhere:" + home.resolve("bin")))
                        .profile("p")
                        .resolve();

        assertThat(((Credentials.AccessKeys) found).accessKeyId()).isEqualTo("LOGIN");
        assertThat(seen).hasContent("configure export-credentials --profile p --format process ");
    }

    @Test
    void aSessionOfAwsLoginThatEndedSaysWhatToType() throws Exception {
        MadeUp.file(home, ".aws/config", "[profile p]\nlogin_session = arn:aws:iam::1:user/ann\n");
        executable("bin/aws", "#!/bin/sh\necho 'session expired' >&2\nexit 255\n");

        assertThatThrownBy(
                        FakeAws.sources(
                                                aws.environment(
                                                        home,
                                                        "PATH",
                                                        home.resolve("bin").toString()))
                                        .profile("p")
                                ::resolve)
                .hasMessageContaining("exited with status 255: session expired")
                .hasMessageContaining("`aws login --profile p`");
    }

    @Test
    void aWordOfACommandIsQuotedWhereItMustBe() {
        assertThat(Shell.word("team.dev-1@eu")).isEqualTo("team.dev-1@eu");
        assertThat(Shell.word("o'neill; rm")).isEqualTo("'o'\\''neill; rm'");
    }

    private void program(String script) throws Exception {
        Path file = executable("program.sh", script + "\n");
        MadeUp.file(
                home,
                ".aws/config",
                "[profile p]\ncredential_process = sh '" + file + "' \"a b\"\n");
    }

    private Path executable(String name, String text) throws Exception {
        MadeUp.file(home, name, text);
        return Files.setPosixFilePermissions(
                home.resolve(name), PosixFilePermissions.fromString("rwx------"));
    }
}
