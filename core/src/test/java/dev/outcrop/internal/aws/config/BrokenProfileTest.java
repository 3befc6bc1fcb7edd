package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class BrokenProfileTest {
    @TempDir Path home;

    @Test
    void aMalformedFileIsNamedWithItsLine() throws Exception {
        MadeUp.file(home, ".aws/config", "[default]\nregion = us-east-1\naws_secret canary\n");

        var thrown = failure("default");

        assertThat(thrown)
                .hasMessage(
                        "~/.aws/config is malformed: Expected an '=' sign"
                                + " defining a property on line 3. Correct that line.");
        assertThat(everythingPrinted(thrown)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[default\ncanary",
                "[default] canary\n",
                "\n[default]\n= canary\n",
                "canary = canary\n",
                " canary\n",
                "[default]\n  canary\n",
                "[default]\naws_secret_access_key\n  canary\n",
                "[default]\ns3 =\n canary\n",
                "[default]\ns3 =\n = canary\n"
            })
    void aBrokenLineIsNamedButNotShown(String text) throws Exception {
        MadeUp.file(home, ".aws/credentials", text);

        var thrown = failure("default");

        assertThat(thrown)
                .hasMessageMatching("~/.aws/credentials is malformed: .* on line [123]\\..*");
        assertThat(everythingPrinted(thrown)).doesNotContain("canary");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatNeverEndsIsNotReadToItsEnd() {
        var environment = MadeUp.environment(home, "AWS_CONFIG_FILE", "/dev/zero");

        assertThatThrownBy(() -> AwsCredentials.standard(environment).resolve())
                .hasMessageStartingWith("/dev/zero is larger than 4 MiB");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anEmptyDeviceIsAnEmptyFile() {
        var environment = MadeUp.environment(home, "AWS_CONFIG_FILE", "/dev/null");

        assertThat(SharedConfig.of(environment, null).property("region")).isNull();
    }

    @Test
    void namesOfProfilesAreShownCut() throws Exception {
        MadeUp.file(home, ".aws/config", "[profile " + "x".repeat(1_000_000) + "]\n");

        assertThat(failure("gone").getMessage()).endsWith("xxx….").hasSizeLessThan(300);
    }

    @Test
    void aMissingProfileIsNamedWithThoseThereAre() throws Exception {
        MadeUp.file(home, ".aws/config", "[profile b]\nregion=x\n[default]\nregion=x\n");

        assertThat(failure("reserch"))
                .hasMessage(
                        "Could not find profile \"reserch\" (~/.aws/config, no"
                                + " ~/.aws/credentials). Existing profiles: b, default.");
    }

    @Test
    void aMissingProfileWithoutFilesSaysHowToMakeOne() {
        assertThat(failure("reserch"))
                .hasMessageContaining("no ~/.aws/config, no ~/.aws/credentials")
                .hasMessageContaining("`aws configure`");
    }

    @Test
    void aMissingProfileOfAwsProfileIsNotPassedOver() throws Exception {
        MadeUp.file(home, ".aws/config", "[default]\nregion=x\n");
        var environment = MadeUp.environment(home, "AWS_PROFILE", "gone");

        assertThatThrownBy(() -> AwsCredentials.standard(environment).resolve())
                .hasMessageStartingWith("Could not find profile \"gone\"");
    }

    @Test
    void aProfileWithoutCredentialsSaysSo() throws Exception {
        MadeUp.file(home, ".aws/config", "[profile bare]\nregion=us-east-1\n");

        assertThat(failure("bare"))
                .hasMessageContaining("No AWS credentials found")
                .hasMessageContaining("without credentials");
    }

    @Test
    void aProfileThatAwsCannotReadKeepsItsSecrets() throws Exception {
        MadeUp.file(home, ".aws/credentials", "[half]\naws_secret_access_key = canary\n");

        var thrown = failure("half");

        assertThat(thrown)
                .hasMessageStartingWith("Could not get credentials from profile \"half\": ")
                .hasMessageContaining("aws sts get-caller-identity --profile half");
        assertThat(everythingPrinted(thrown)).doesNotContain("canary");
    }

    @Test
    void anSsoProfileIsToldItsLogin() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [profile sso]
                sso_session = corp
                sso_account_id = 111122223333
                sso_role_name = dev
                [sso-session corp]
                sso_region = us-east-1
                sso_start_url = https://corp.example
                """);

        assertThat(failure("sso")).hasMessageContaining("`aws sso login --profile sso`");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsNamed() throws Exception {
        MadeUp.file(home, ".aws/config/oops", "");

        assertThat(failure("default")).hasMessageStartingWith("Cannot read ~/.aws/config.");
    }

    @Test
    void aHugeFileIsNotReadToItsEnd() throws Exception {
        MadeUp.file(home, ".aws/config", "#".repeat((4 << 20) + 1));

        assertThat(failure("default")).hasMessageStartingWith("~/.aws/config is larger than 4 MiB");
    }

    private CredentialsException failure(String profile) {
        CredentialsProvider provider = AwsCredentials.profile(profile, MadeUp.environment(home));
        return catchThrowableOfType(CredentialsException.class, provider::resolve);
    }

    private static String everythingPrinted(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
