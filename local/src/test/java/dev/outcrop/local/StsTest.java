package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

import java.time.Instant;
import java.time.InstantSource;

/** STS, with AWS's client. */
class StsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/service-role/reader";

    @Test
    void itSaysWhoCalls() {
        try (LocalBedrock local = LocalBedrock.builder().start();
                StsClient sts = client(local, "any")) {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();

            assertThat(caller.account()).isEqualTo("000000000000");
            assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:user/local");
            assertThat(caller.userId()).isNotBlank();
        }
    }

    @Test
    void anAssumedRoleHasTemporaryKeys() {
        try (LocalBedrock local = LocalBedrock.builder().clock(InstantSource.fixed(NOW)).start();
                StsClient sts = client(local, "any")) {
            AssumeRoleResponse assumed =
                    sts.assumeRole(
                            role -> role.roleArn(ROLE).roleSessionName("me").durationSeconds(900));

            assertThat(assumed.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/reader/me");
            assertThat(assumed.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
            assertThat(assumed.credentials().sessionToken()).isNotBlank();
            assertThat(assumed.credentials().expiration()).isEqualTo(NOW.plusSeconds(900));
        }
    }

    @Test
    void whatIsNotARoleIsRefused() {
        try (LocalBedrock local = LocalBedrock.builder().start();
                StsClient sts = client(local, "any")) {
            assertThatThrownBy(
                            () ->
                                    sts.assumeRole(
                                            role -> role.roleArn("arn:x").roleSessionName("me")))
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(400);
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("ValidationError");
                            });
        }
    }

    @Test
    void otherOperationsAreRefused() {
        try (LocalBedrock local = LocalBedrock.builder().start();
                StsClient sts = client(local, "any")) {
            assertThatThrownBy(sts::getSessionToken)
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("InvalidAction"))
                    .hasMessageContaining("GetCallerIdentity and AssumeRole");
        }
    }

    @Test
    void withCredentialsSignaturesAreCheckedAndNoKeysAreIssued() {
        try (LocalBedrock local =
                        LocalBedrock.builder()
                                .credentials(LocalCredentials.keys("AKIDEXAMPLE", "secret"))
                                .start();
                StsClient right = client(local, "secret");
                StsClient wrong = client(local, "wrong")) {
            assertThat(right.getCallerIdentity().account()).isEqualTo("000000000000");
            assertThatThrownBy(wrong::getCallerIdentity)
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("SignatureDoesNotMatch"));
            assertThatThrownBy(
                            () ->
                                    right.assumeRole(
                                            role -> role.roleArn(ROLE).roleSessionName("me")))
                    .hasMessageContaining("issues no keys");
        }
    }

    private static StsClient client(LocalBedrock local, String secret) {
        return StsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDEXAMPLE", secret)))
                .build();
    }
}
