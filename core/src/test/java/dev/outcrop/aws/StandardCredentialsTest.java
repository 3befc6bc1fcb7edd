package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.error.CredentialsException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class StandardCredentialsTest {
    @TempDir Path home;

    @BeforeEach
    void twoProfiles() throws Exception {
        MadeUp.file(
                home,
                ".aws/credentials",
                """
                [default]
                aws_access_key_id = DEFAULT
                aws_secret_access_key = canary
                [research]
                aws_access_key_id = RESEARCH
                aws_secret_access_key = canary
                aws_session_token = session
                """);
    }

    @Test
    void bearerTokenComesBeforeKeys() {
        Credentials found =
                standard(
                        "AWS_BEARER_TOKEN_BEDROCK", " token\n",
                        "AWS_ACCESS_KEY_ID", "ENV",
                        "AWS_SECRET_ACCESS_KEY", "canary");

        assertThat(found)
                .isEqualTo(new Credentials.BearerToken("token", null, "AWS_BEARER_TOKEN_BEDROCK"));
    }

    @Test
    void keysComeBeforeTheDefaultProfile() {
        Credentials found =
                standard(
                        "AWS_ACCESS_KEY_ID", "ENV",
                        "AWS_SECRET_ACCESS_KEY", "canary",
                        "AWS_SESSION_TOKEN", "session",
                        "AWS_PROFILE", "research");

        assertThat(found)
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "ENV",
                                "canary",
                                "session",
                                null,
                                "environment (AWS_ACCESS_KEY_ID)"));
    }

    @Test
    void aProfileNamedInCodeComesBeforeTheEnvironment() {
        Environment environment =
                MadeUp.environment(
                        home,
                        "AWS_BEARER_TOKEN_BEDROCK",
                        "token",
                        "AWS_ACCESS_KEY_ID",
                        "ENV",
                        "AWS_SECRET_ACCESS_KEY",
                        "canary");

        Credentials found = AwsCredentials.profile("research", environment).resolve();

        assertThat(found)
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "RESEARCH", "canary", "session", null, "profile \"research\""));
    }

    @Test
    void theDefaultProfileIsUsedWithoutVariables() {
        assertThat(id(standard())).isEqualTo("DEFAULT");
    }

    @Test
    void awsProfileChoosesTheProfile() {
        assertThat(id(standard("AWS_PROFILE", "research"))).isEqualTo("RESEARCH");
    }

    @Test
    void blankVariablesCountAsUnset() {
        assertThat(id(standard("AWS_ACCESS_KEY_ID", "", "AWS_PROFILE", " "))).isEqualTo("DEFAULT");
    }

    @Test
    void filesMayLieElsewhere() throws Exception {
        MadeUp.file(
                home,
                "there/config",
                """
                [profile far]
                aws_access_key_id = FAR
                aws_secret_access_key = canary
                """);

        Credentials found = standard("AWS_PROFILE", "far", "AWS_CONFIG_FILE", "~/there/config");

        assertThat(id(found)).isEqualTo("FAR");
    }

    @Test
    void halfAPairOfKeysIsAnErrorAndNotPassedOver() {
        assertThatThrownBy(() -> standard("AWS_ACCESS_KEY_ID", "ENV"))
                .isInstanceOf(CredentialsException.class)
                .hasMessage(
                        "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not. Set both, or"
                                + " neither.");
        assertThatThrownBy(
                        () -> standard("AWS_SECRET_ACCESS_KEY", "canary", "AWS_ACCESS_KEY_ID", " "))
                .hasMessageContaining("AWS_ACCESS_KEY_ID (set, but blank) is not")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aKeyThatAHeaderCannotCarryIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> standard("AWS_BEARER_TOKEN_BEDROCK", "canary canary"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("The bearer token contains a space")
                .hasMessageNotContaining("canary");
    }

    @Test
    void noneFoundSaysWhereWasLookedAndWhatToDo() {
        Environment empty = MadeUp.environment(home.resolve("nobody"), "AWS_ACCESS_KEY_ID", "");

        assertThatThrownBy(() -> AwsCredentials.standard(empty).resolve())
                .isInstanceOf(CredentialsException.class)
                .hasMessage(
                        "No AWS credentials found. Looked at: environment (no"
                                + " AWS_BEARER_TOKEN_BEDROCK, no AWS_ACCESS_KEY_ID (set,"
                                + " but blank)); web identity (no"
                                + " AWS_WEB_IDENTITY_TOKEN_FILE); profile \"default\" (no"
                                + " ~/.aws/config, no ~/.aws/credentials); container"
                                + " (none); EC2 instance (AWS_EC2_METADATA_DISABLED)."
                                + " Sign in with `aws login`, or set"
                                + " AWS_BEARER_TOKEN_BEDROCK to a Bedrock API key (in"
                                + " Java, without an account: LocalBedrock)");
    }

    @Test
    void aLoginMeanwhileIsSeenWithoutARestart() throws Exception {
        CredentialsProvider provider = AwsCredentials.profile("late", MadeUp.environment(home));
        assertThatThrownBy(provider::resolve).isInstanceOf(CredentialsException.class);

        MadeUp.file(
                home,
                ".aws/credentials",
                """
                [late]
                aws_access_key_id = LATE
                aws_secret_access_key = canary
                """);

        assertThat(id(provider.resolve())).isEqualTo("LATE");
    }

    @Test
    void refusedKeysOfAProfileAreReadAnew() throws Exception {
        CredentialsProvider provider = AwsCredentials.standard(MadeUp.environment(home));
        Credentials old = provider.resolve();
        MadeUp.file(
                home,
                ".aws/credentials",
                """
                [default]
                aws_access_key_id = ROTATED
                aws_secret_access_key = canary
                """);
        assertThat(provider.resolve()).isEqualTo(old);

        provider.refused(old);

        assertThat(id(provider.resolve())).isEqualTo("ROTATED");
    }

    private Credentials standard(String... variables) {
        return AwsCredentials.standard(MadeUp.environment(home, variables)).resolve();
    }

    private static String id(Credentials found) {
        return ((Credentials.AccessKeys) found).accessKeyId();
    }
}
