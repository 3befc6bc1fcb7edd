package dev.outcrop.internal.aws.credentials.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.FakeAws.Seen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** Whose keys take the role of a profile, and in which region. */
class SourceProfileTest {
    private static final String TAKER =
            "[default]\nrole_arn = arn:aws:iam::111122223333:role/first\nsource_profile = b\n";

    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on("/sts", seen -> aws.stsKeys(seen.action(), "STS" + seen.number()));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = c",
                "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = b",
                "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = gone",
                "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = default",
                "role_arn = arn:aws:iam::111122223333:role/b\ncredential_source = EcsContainer",
                "role_arn = arn:aws:iam::111122223333:role/b",
                "role_arn = arn:aws:iam::111122223333:role/b\nweb_identity_token_file = /none",
                "sso_session = none\nsso_account_id = 1\nsso_role_name = r",
                "login_session = arn:aws:iam::111122223333:user/ann",
                "credential_process = exit 1"
            })
    void aSourceProfileWithBothKeysUsesThem(String properties) throws Exception {
        configure(
                TAKER
                        + "[profile b]\n"
                        + "AWS_ACCESS_KEY_ID = OWN\naws_secret_access_key = s\n"
                        + "aws_session_token = own-session\n"
                        + properties
                        + "\n[profile c]\naws_access_key_id = WRONG\naws_secret_access_key = s\n");

        Seen asked = asked().get(0);
        assertThat(aws.seen()).hasSize(1);
        assertThat(asked.form()).containsEntry("RoleArn", "arn:aws:iam::111122223333:role/first");
        assertThat(asked.headers().get("authorization")).contains("Credential=OWN/");
        assertThat(asked.headers()).containsEntry("x-amz-security-token", "own-session");
    }

    @Test
    void theKeysOfASourceProfileMayStandInBothFiles() throws Exception {
        configure(
                TAKER
                        + "[profile b]\nrole_arn = arn:aws:iam::111122223333:role/b\n"
                        + "source_profile = c\n");
        MadeUp.file(
                home,
                ".aws/credentials",
                "[b]\naws_access_key_id = OWN\naws_secret_access_key = s\n");

        assertThat(asked().get(0).headers().get("authorization")).contains("Credential=OWN/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_access_key_id = HALF", "aws_secret_access_key = half"})
    void halfAPairOfKeysIsNoPair(String half) throws Exception {
        configure(
                TAKER
                        + "[profile b]\nrole_arn = arn:aws:iam::111122223333:role/b\n"
                        + "source_profile = c\n"
                        + half
                        + "\n[profile c]\naws_access_key_id = THIRD\naws_secret_access_key = s\n");

        assertThat(asked()).hasSize(2);
        assertThat(aws.seen().get(0).form())
                .containsEntry("RoleArn", "arn:aws:iam::111122223333:role/b");
        assertThat(aws.seen().get(0).headers().get("authorization")).contains("Credential=THIRD/");
    }

    @Test
    void theChosenProfileItselfTakesItsRoleWhateverKeysItHas() throws Exception {
        configure(
                TAKER
                        + "aws_access_key_id = WRONG\naws_secret_access_key = s\n"
                        + "[profile b]\naws_access_key_id = OWN\naws_secret_access_key = s\n");

        assertThat(asked().get(0).headers().get("authorization")).contains("Credential=OWN/");
    }

    @Test
    void aWebIdentityWithoutARoleIsAnError() throws Exception {
        configure("[default]\nweb_identity_token_file = /none\naws_access_key_id = A\n");

        assertThatThrownBy(this::asked)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("web_identity_token_file requires role_arn");
    }

    @Test
    void stsIsAskedInTheRegionOfTheEnvironmentBeforeThatOfTheProfile() throws Exception {
        configure(
                TAKER
                        + "region = eu-west-1\n"
                        + "[profile b]\naws_access_key_id = OWN\naws_secret_access_key = s\n");

        assertRegions(List.of("us-east-2"), "AWS_REGION", "us-east-2");
        assertRegions(List.of("us-east-2"), "AWS_DEFAULT_REGION", "us-east-2");
        assertRegions(List.of("eu-west-1"));
    }

    @Test
    void aSourceProfileWithoutARegionIsAskedInTheRegionOfTheProfileThatNamesIt() throws Exception {
        String role = "role_arn = arn:aws:iam::111122223333:role/b\nsource_profile = c\n";
        String keys = "[profile c]\naws_access_key_id = OWN\naws_secret_access_key = s\n";
        configure(TAKER + "region = us-gov-west-1\n[profile b]\n" + role + keys);
        assertRegions(List.of("us-gov-west-1", "us-gov-west-1"));

        configure(
                TAKER
                        + "region = us-gov-west-1\n[profile b]\nregion = us-gov-east-1\n"
                        + role
                        + keys);
        assertRegions(List.of("us-gov-east-1", "us-gov-west-1"));

        configure(TAKER + "[profile b]\n" + role + keys);
        assertRegions(List.of("us-east-1", "us-east-1"));
    }

    private void configure(String text) throws Exception {
        MadeUp.file(home, ".aws/config", text);
    }

    private List<Seen> asked(String... variables) {
        FakeAws.sources(aws.environment(home, variables)).profile("default").resolve();
        return aws.seen();
    }

    private void assertRegions(List<String> regions, String... variables) {
        int before = aws.seen().size();
        List<Seen> all = asked(variables);
        assertThat(all.subList(before, all.size()))
                .extracting(
                        one -> String.valueOf(one.headers().get("authorization")).split("/", -1)[2])
                .isEqualTo(regions);
    }
}
