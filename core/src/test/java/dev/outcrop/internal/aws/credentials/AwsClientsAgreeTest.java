package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.internal.aws.credentials.FakeAws.Reply;
import dev.outcrop.internal.aws.credentials.FakeAws.Seen;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** AWS's own clients ask the same of the same services, and read the same out of the answers. */
class AwsClientsAgreeTest {
    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on("/", seen -> aws.stsKeys(seen.action(), "STS"));
        aws.on("/sso", seen -> aws.ssoKeys("SSO"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aboutARole() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                role_arn = arn:aws:iam::111122223333:role/a
                source_profile = default
                aws_access_key_id = AKID
                aws_secret_access_key = secret
                external_id = x y+z/ü&
                role_session_name = me@example
                duration_seconds = 3600
                mfa_serial = arn:aws:iam::1:mfa/me
                region = us-east-1
                """);
        var sources =
                new CredentialsFactory(
                        aws.environment(home, "AWS_ENDPOINT_URL_STS", aws.url("")),
                        dev.outcrop.internal.transport.CredentialsHttpClient.own(
                                Environment.ofProcess()),
                        (serial, profile) -> "123456");
        var ours = (AccessKeys) sources.standard().resolve();
        try (StsClient client =
                StsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create(aws.url("")))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKID", "secret")))
                        .build()) {
            var theirs =
                    client.assumeRole(
                                    to ->
                                            to.roleArn("arn:aws:iam::111122223333:role/a")
                                                    .externalId("x y+z/ü&")
                                                    .roleSessionName("me@example")
                                                    .durationSeconds(3600)
                                                    .serialNumber("arn:aws:iam::1:mfa/me")
                                                    .tokenCode("123456"))
                            .credentials();

            assertThat(ours)
                    .isEqualTo(
                            new AccessKeys(
                                    theirs.accessKeyId(),
                                    theirs.secretAccessKey(),
                                    theirs.sessionToken(),
                                    theirs.expiration(),
                                    "profile \"default\""));
        }
        assertSameForm();
        assertThat(aws.seen().get(1).headers().get("authorization"))
                .contains("Credential=AKID/")
                .contains("/us-east-1/sts/aws4_request");
    }

    @Test
    void aboutAWebIdentity() throws Exception {
        Path token = Files.writeString(home.resolve("t"), "web.identity.token");
        FakeAws.sources(
                        aws.environment(
                                home,
                                "AWS_ENDPOINT_URL_STS",
                                aws.url(""),
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                token.toString(),
                                "AWS_ROLE_ARN",
                                "arn:aws:iam::111122223333:role/a",
                                "AWS_ROLE_SESSION_NAME",
                                "me"))
                .standard()
                .resolve();
        try (StsClient client =
                StsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create(aws.url("")))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            client.assumeRoleWithWebIdentity(
                    to ->
                            to.roleArn("arn:aws:iam::111122223333:role/a")
                                    .roleSessionName("me")
                                    .webIdentityToken("web.identity.token"));
        }
        assertSameForm();
    }

    @Test
    void aboutASignIn() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                sso_session = s
                sso_account_id = 111122223333
                sso_role_name = Data +/Scientist
                [sso-session s]
                sso_region = us-east-1
                sso_start_url = https://corp.example/start
                """);
        MadeUp.file(
                home,
                ".aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json",
                """
                {"accessToken":"old-access","expiresAt":"2026-11-22T12:01:00Z","clientId":"c",
                 "clientSecret":"cs","refreshToken":"r"}
                """);
        aws.on("/oidc", seen -> Reply.of("{\"accessToken\":\"new-access\",\"expiresIn\":3600}"));
        var ours = (AccessKeys) FakeAws.sources(aws.environment(home)).standard().resolve();

        try (SsoOidcClient oidc =
                        SsoOidcClient.builder()
                                .region(Region.US_EAST_1)
                                .endpointOverride(URI.create(aws.url("/oidc")))
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .build();
                SsoClient portal =
                        SsoClient.builder()
                                .region(Region.US_EAST_1)
                                .endpointOverride(URI.create(aws.url("/sso")))
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .build()) {
            var renewed =
                    oidc.createToken(
                            to ->
                                    to.clientId("c")
                                            .clientSecret("cs")
                                            .grantType("refresh_token")
                                            .refreshToken("r"));
            var theirs =
                    portal.getRoleCredentials(
                                    to ->
                                            to.accountId("111122223333")
                                                    .roleName("Data +/Scientist")
                                                    .accessToken(renewed.accessToken()))
                            .roleCredentials();

            assertThat(ours.accessKeyId()).isEqualTo(theirs.accessKeyId());
            assertThat(ours.sessionToken()).isEqualTo(theirs.sessionToken());
            assertThat(Objects.requireNonNull(ours.expires()).toEpochMilli())
                    .isEqualTo(theirs.expiration());
        }
        Seen renewal = aws.seen().get(0);
        Seen theirRenewal = aws.seen().get(2);
        assertThat(renewal.method() + renewal.target())
                .isEqualTo(theirRenewal.method() + theirRenewal.target());
        assertThat(((Json.Obj) Json.parse(renewal.body())).members())
                .isEqualTo(((Json.Obj) Json.parse(theirRenewal.body())).members());
        Seen asked = aws.seen().get(1);
        Seen theirAsked = aws.seen().get(3);
        assertThat(asked.method() + path(asked)).isEqualTo(theirAsked.method() + path(theirAsked));
        assertThat(query(asked)).isEqualTo(query(theirAsked));
        assertThat(asked.headers().get("x-amz-sso_bearer_token"))
                .isEqualTo("new-access")
                .isEqualTo(theirAsked.headers().get("x-amz-sso_bearer_token"));
    }

    @Test
    void aboutAnInstance() {
        aws.on("/latest/api/token", seen -> Reply.of("imds-token"));
        aws.on("/latest/meta-data/iam/security-credentials/", seen -> Reply.of("web-server"));
        aws.on(
                "/latest/meta-data/iam/security-credentials/web-server",
                seen -> aws.metadataKeys("EC2"));
        var ours =
                (AccessKeys)
                        FakeAws.sources(
                                        aws.environment(
                                                home,
                                                "AWS_EC2_METADATA_DISABLED",
                                                "false",
                                                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                                aws.url("")))
                                .standard()
                                .resolve();

        try (var provider =
                InstanceProfileCredentialsProvider.builder().endpoint(aws.url("")).build()) {
            var theirs = (AwsSessionCredentials) provider.resolveCredentials();
            assertThat(ours.accessKeyId()).isEqualTo(theirs.accessKeyId());
            assertThat(ours.sessionToken()).isEqualTo(theirs.sessionToken());
        }
        assertThat(aws.seen().subList(0, 3))
                .extracting(seen -> seen.method() + seen.target() + metadataHeaders(seen))
                .isEqualTo(
                        aws.seen().subList(3, 6).stream()
                                .map(seen -> seen.method() + seen.target() + metadataHeaders(seen))
                                .toList());
    }

    private static String metadataHeaders(Seen seen) {
        return seen.headers().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-aws-"))
                .toList()
                .toString();
    }

    private void assertSameForm() {
        Seen ours = aws.seen().get(0);
        Seen theirs = aws.seen().get(1);
        assertThat(ours.method() + ours.target()).isEqualTo(theirs.method() + theirs.target());
        assertThat(ours.form()).isEqualTo(theirs.form());
        assertThat(ours.headers().get("content-type"))
                .isEqualToIgnoringCase(theirs.headers().get("content-type"));
    }

    private static String path(Seen seen) {
        return URI.create(seen.target()).getPath();
    }

    private static Set<String> query(Seen seen) {
        return new TreeSet<>(
                Arrays.asList(
                        URI.create(seen.target()).getRawQuery().replace("+", "%20").split("&")));
    }
}
