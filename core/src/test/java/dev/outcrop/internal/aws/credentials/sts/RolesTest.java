package dev.outcrop.internal.aws.credentials.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.FakeAws.Reply;
import dev.outcrop.internal.aws.credentials.FakeAws.Seen;
import dev.outcrop.internal.aws.signing.RequestSigner;
import dev.outcrop.internal.transport.CredentialsHttpClient;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Profiles that take a role, and web identities: what STS is asked, and what it may answer. */
class RolesTest {
    private static final String CONFIG =
            """
            [default]
            aws_access_key_id = STATIC
            aws_secret_access_key = static-secret
            [profile analyst]
            role_arn = arn:aws:iam::111122223333:role/analyst
            source_profile = default
            external_id = a b&c=d
            duration_seconds = 1800
            role_session_name = ann@example
            region = eu-central-1
            [profile twice]
            role_arn = arn:aws:iam::444455556666:role/second
            source_profile = analyst
            [profile self]
            role_arn = arn:aws:iam::111122223333:role/self
            source_profile = self
            aws_access_key_id = SELF
            aws_secret_access_key = self-secret
            [profile round]
            role_arn = arn:aws:iam::111122223333:role/a
            source_profile = trip
            [profile trip]
            role_arn = arn:aws:iam::111122223333:role/b
            source_profile = round
            [profile both]
            role_arn = arn:aws:iam::111122223333:role/a
            source_profile = default
            credential_source = Environment
            [profile neither]
            role_arn = arn:aws:iam::111122223333:role/a
            aws_access_key_id = NEITHER
            aws_secret_access_key = x
            [profile dangling]
            role_arn = arn:aws:iam::111122223333:role/a
            source_profile = gone
            [profile environment]
            role_arn = arn:aws:iam::111122223333:role/a
            credential_source = Environment
            [profile container]
            role_arn = arn:aws:iam::111122223333:role/a
            credential_source = EcsContainer
            [profile instance]
            role_arn = arn:aws:iam::111122223333:role/a
            credential_source = Ec2InstanceMetadata
            [profile odd]
            role_arn = arn:aws:iam::111122223333:role/a
            credential_source = Moon
            [profile mfa]
            role_arn = arn:aws:iam::111122223333:role/a
            source_profile = default
            mfa_serial = arn:aws:iam::111122223333:mfa/ann
            [profile web]
            role_arn = arn:aws:iam::111122223333:role/web
            web_identity_token_file = ~/token
            """;

    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on("/sts", seen -> aws.stsKeys(seen.action(), "STS" + seen.number()));
        MadeUp.file(home, ".aws/config", CONFIG);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aRoleIsTakenWithTheKeysOfItsSourceProfile() {
        assertThat(profile("analyst").resolve())
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "STS1",
                                "secret+of",
                                "session-of-STS1",
                                aws.end(),
                                "profile \"analyst\""));
        Seen asked = aws.seen().get(0);
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /sts/");
        assertThat(asked.form())
                .isEqualTo(
                        Map.of(
                                "Action", "AssumeRole",
                                "Version", "2011-06-15",
                                "RoleArn", "arn:aws:iam::111122223333:role/analyst",
                                "RoleSessionName", "ann@example",
                                "ExternalId", "a b&c=d",
                                "DurationSeconds", "1800"));
        assertSignedBy(Credentials.accessKeys("STATIC", "static-secret"), "eu-central-1", asked);
    }

    @Test
    void aRoleMayBeTakenWithTheKeysOfARole() {
        profile("twice", "AWS_REGION", "ap-south-1").resolve();

        List<Seen> asked = aws.seen();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).form())
                .containsEntry("RoleArn", "arn:aws:iam::444455556666:role/second")
                .containsEntry("RoleSessionName", "outcrop-" + MadeUp.NOW.toEpochMilli());
        assertSignedBy(
                Credentials.accessKeys("STS1", "secret+of", "session-of-STS1"),
                "ap-south-1",
                asked.get(1));
    }

    @Test
    void aProfileMayBeItsOwnSource() {
        profile("self").resolve();

        assertSignedBy(
                Credentials.accessKeys("SELF", "self-secret"), "us-east-1", aws.seen().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "round|is circular: round, trip",
                "both|either source_profile or credential_source",
                "neither|either source_profile or credential_source",
                "odd|must be Environment, Ec2InstanceMetadata or EcsContainer",
                "dangling|Could not find profile \"gone\"",
                "environment|its credential_source has no credentials: environment (no AWS_BEARER",
                "container|its credential_source has no credentials: container (none)",
                "instance|its credential_source has no credentials: EC2"
                        + " instance (AWS_EC2_METADATA_DISABLED)"
            })
    void whatCannotBeTakenSaysWhy(String profile, String why) {
        assertRefused(profile).hasMessageContaining(why);
        assertThat(aws.seen()).isEmpty();
    }

    @Test
    void namedSourcesTakeARole() {
        aws.on("/container", seen -> aws.metadataKeys("CONTAINER"));
        aws.on("/latest/api/token", seen -> Reply.of("t"));
        aws.on("/latest/meta-data/iam/security-credentials/", seen -> Reply.of("r"));
        aws.on(
                "/latest/meta-data/iam/security-credentials/r",
                seen -> aws.metadataKeys("INSTANCE"));

        assertTaken("environment", "ENV", "AWS_ACCESS_KEY_ID", "ENV", "AWS_SECRET_ACCESS_KEY", "x");
        assertTaken(
                "container",
                "CONTAINER",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                aws.url("/container"));
        assertTaken(
                "instance",
                "INSTANCE",
                "AWS_EC2_METADATA_DISABLED",
                "false",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                aws.url(""));
    }

    private void assertTaken(String profile, String by, String... variables) {
        profile(profile, variables).resolve();
        List<Seen> all = aws.seen();
        assertThat(all.get(all.size() - 1).headers().get("authorization"))
                .contains("Credential=" + by + "/");
    }

    @Test
    void aRoleIsNotTakenWithABearerToken() {
        assertRefused("environment", "AWS_BEARER_TOKEN_BEDROCK", "canary")
                .hasMessageContaining("a role cannot be assumed with AWS_BEARER_TOKEN_BEDROCK")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theCodeOfADeviceIsAskedOfAPerson() {
        Environment environment = aws.environment(home);
        var sources =
                new CredentialsFactory(
                        environment,
                        CredentialsHttpClient.own(Environment.ofProcess()),
                        (serial, profile) -> {
                            assertThat(profile).isEqualTo("mfa");
                            return serial.endsWith("mfa/ann") ? " 123456\n" : "";
                        });

        sources.profile("mfa").resolve();

        assertThat(aws.seen().get(0).form())
                .containsEntry("SerialNumber", "arn:aws:iam::111122223333:mfa/ann")
                .containsEntry("TokenCode", "123456");
    }

    @Test
    void withoutAPersonOrWithAnotherCodeStsIsNotAsked() {
        assertRefused("mfa")
                .hasMessageContaining(
                        "its role requires an MFA code of the device"
                                + " arn:aws:iam::111122223333:mfa/ann")
                .hasMessageContaining("`aws configure export-credentials --profile mfa");
        assertThatThrownBy(
                        AwsCredentials.profile(
                                        "mfa", aws.environment(home), (serial, name) -> "12345")
                                ::resolve)
                .hasMessageContaining("must have six digits");
        assertThat(aws.seen()).isEmpty();
    }

    @Test
    void whatStsRefusesIsSaidWithoutWhatWasSecret() {
        stsAnswers(
                aws.stsKeys("AssumeRole", "STS1"),
                FakeAws.stsError(
                        403,
                        "AccessDenied",
                        "not with x-amz-security-token:session-of-STS1 &lt;here&gt;"));

        assertRefused("twice")
                .hasMessage(
                        "Could not get credentials from profile \"twice\":"
                                + " STS refused AssumeRole: HTTP 403 AccessDenied: not"
                                + " with x-amz-security-token:[secret] <here>. Check"
                                + " that profile \"analyst\" may assume the role"
                                + " arn:aws:iam::444455556666:role/second.");
    }

    @Test
    void anStsThatFailsOnceIsAskedAgainAndOneThatGoesOnIsAnError() {
        Reply failure = FakeAws.stsError(500, "InternalFailure", "");
        stsAnswers(failure, failure, aws.stsKeys("AssumeRole", "THIRD"));
        assertThat(profile("analyst").resolve()).isNotNull();

        stsAnswers(FakeAws.stsError(503, "ServiceUnavailable", "later"));
        assertRefused("analyst").hasMessageContaining("HTTP 503 ServiceUnavailable: later");
        assertThat(aws.seen()).hasSize(6);
    }

    @Test
    void anStsThatIsSilentIsGivenUp() {
        stsAnswers(Reply.never());

        assertThatThrownBy(FakeAws.hasty(aws.environment(home)).profile("analyst")::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("Check the connection to STS at 127.0.0.1.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<html><body>proxy</body>",
                "<AccessKeyId>canary</AccessKeyId>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM"
                        + " \"file:///etc/passwd\">]><AccessKeyId>&e;</AccessKeyId>"
            })
    void anAnswerOfAnotherShapeIsAnErrorWithoutItsText(String body) {
        stsAnswers(Reply.of(body));

        assertRefused("analyst")
                .hasMessageContaining("invalid response of STS")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("root");
    }

    @Test
    void aWebIdentityIsShownWithoutASignatureAndReadEachTime() throws Exception {
        Files.writeString(home.resolve("token"), "first.web.token\n");
        CredentialsProvider provider = profile("web");
        provider.resolve();
        Files.writeString(home.resolve("token"), "second.web.token\n");
        aws.pass(FakeAws.LIFE);

        provider.resolve();

        assertThat(aws.seen().get(0).headers()).doesNotContainKey("authorization");
        assertThat(aws.seen().get(0).form())
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("RoleArn", "arn:aws:iam::111122223333:role/web")
                .containsEntry("WebIdentityToken", "first.web.token");
        assertThat(aws.seen().get(1).form()).containsEntry("WebIdentityToken", "second.web.token");
    }

    @Test
    void theVariablesOfAWebIdentityComeBeforeTheProfile() throws Exception {
        Path token = Files.writeString(home.resolve("elsewhere"), "pod.web.token");
        String[] pod = {
            "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
            "AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/pod",
            "AWS_ROLE_SESSION_NAME", "pod-7"
        };

        Credentials found = FakeAws.sources(aws.environment(home, pod)).standard().resolve();

        assertThat(found.source()).isEqualTo("web identity (AWS_WEB_IDENTITY_TOKEN_FILE)");
        assertThat(aws.seen().get(0).form()).containsEntry("RoleSessionName", "pod-7");
    }

    @Test
    void anIdentityProviderThatWasNotReachedIsTriedAgain() throws Exception {
        Files.writeString(home.resolve("token"), "web.token");
        stsAnswers(
                FakeAws.stsError(400, "IDPCommunicationError", ""),
                aws.stsKeys("AssumeRoleWithWebIdentity", "SECOND"));

        assertThat(profile("web").resolve()).isNotNull();
    }

    @Test
    void aWebIdentityThatIsRefusedOrHasNoFileSaysSoWithoutTheToken() throws Exception {
        assertRefused("web")
                .hasMessageContaining("no token at")
                .hasMessageContaining("Check that the token has not expired");
        Files.writeString(home.resolve("token"), "web.token.canary");
        stsAnswers(FakeAws.stsError(400, "ExpiredTokenException", "web.token.canary is old"));

        assertRefused("web")
                .hasMessageContaining("HTTP 400 ExpiredTokenException: [secret] is old")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theKeysOfARoleAreRenewedBeforeTheyEnd() {
        CredentialsProvider provider = profile("analyst");
        Credentials first = provider.resolve();
        aws.pass(FakeAws.LIFE.minus(Duration.ofSeconds(30)));

        Credentials second = provider.resolve();

        assertThat(second).isNotEqualTo(first);
        assertThat(aws.seen()).hasSize(2);
    }

    /** One reply for each request, and the last for all later ones. */
    private void stsAnswers(Reply... replies) {
        var asked = new AtomicInteger();
        aws.on("/sts", seen -> replies[Math.min(asked.getAndIncrement(), replies.length - 1)]);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String profile, String... variables) {
        return assertThatThrownBy(profile(profile, variables)::resolve)
                .isInstanceOf(CredentialsException.class);
    }

    private CredentialsProvider profile(String name, String... variables) {
        return FakeAws.sources(aws.environment(home, variables)).profile(name);
    }

    /** Signs the same again, which is known to be right, and compares. */
    private void assertSignedBy(Credentials by, String region, Seen asked) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", asked.headers().get("content-type"));
        Map<String, String> expected =
                new RequestSigner(MadeUp.CLOCK)
                        .sign(
                                "POST",
                                URI.create(aws.url(asked.target())),
                                headers,
                                asked.body().getBytes(UTF_8),
                                by,
                                Region.of(region),
                                "sts",
                                Duration.ZERO);
        assertThat(asked.headers().get("authorization"))
                .isEqualTo(expected.get("Authorization"))
                .contains("/" + region + "/sts/aws4_request");
        assertThat(asked.headers().get("x-amz-security-token"))
                .isEqualTo(expected.get("X-Amz-Security-Token"));
    }
}
