package dev.outcrop.internal.aws.credentials.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.FakeAws.Reply;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class SsoCredentialsTest {
    /** SHA-1 of {@code corp} and of the start URL. */
    private static final String SESSION_FILE =
            ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

    private static final String OLD_FILE =
            ".aws/sso/cache/f7c9b39d0b4c7a7d82c79307585f77e1c5e74378.json";

    private static final String PORTAL = "/sso/federation/credentials";
    private static final String ACCESS = "access-token-that-is-secret";

    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on(PORTAL, seen -> aws.ssoKeys("SSO" + seen.number()));
        MadeUp.file(
                home,
                ".aws/config",
                """
                [profile research]
                sso_session = corp
                sso_account_id = 111122223333
                sso_role_name = Data+Scientist
                [profile old]
                sso_start_url = https://corp.example/start
                sso_region = eu-west-1
                sso_account_id = 111122223333
                sso_role_name = dev
                [profile lost]
                sso_session = nowhere
                sso_account_id = 111122223333
                sso_role_name = dev
                [sso-session corp]
                sso_region = us-east-1
                sso_start_url = https://corp.example/start
                sso_registration_scopes = sso:account:access
                """);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aSignInOfASessionGivesKeysForTheRole() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));

        assertThat(research().resolve())
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "SSO1",
                                "secret",
                                "session-of-SSO1",
                                aws.end(),
                                "profile \"research\""));
        assertThat(aws.seen())
                .singleElement()
                .satisfies(
                        seen -> {
                            assertThat(seen.method()).isEqualTo("GET");
                            assertThat(seen.target())
                                    .isEqualTo(
                                            "/sso/federation/credentials?role_name=Data%2BScientist"
                                                    + "&account_id=111122223333");
                            assertThat(seen.headers())
                                    .containsEntry("x-amz-sso_bearer_token", ACCESS)
                                    .doesNotContainKey("authorization");
                        });
    }

    @Test
    void aProfileOfTheOlderKindIsKeptUnderItsStartUrl() throws Exception {
        signIn(OLD_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));

        assertThat(FakeAws.sources(aws.environment(home)).profile("old").resolve().source())
                .isEqualTo("profile \"old\"");
    }

    @Test
    void nobodySignedInSaysWhatToType() {
        assertThatThrownBy(research()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("you are not signed in")
                .hasMessageContaining("`aws sso login --profile research`");
    }

    @Test
    void aSignInThatEndedSaysWhatToTypeAndHeedsItWithoutARestart() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.minusSeconds(1));
        CredentialsProvider provider = research();
        assertThatThrownBy(provider::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessage(
                        "Could not get credentials from profile \"research\":"
                                + " its sign-in expired at 2026-11-22T11:59:59Z."
                                + " Sign in again with `aws sso login --profile research`.");

        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));

        assertThat(provider.resolve()).isNotNull();
    }

    @Test
    void aRenewalForALifeThatNoTokenHasIsNotTaken() throws Exception {
        for (String seconds : List.of("9223372036854775807", "31556889864403200", "-1")) {
            signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofMinutes(4)));
            aws.on(
                    "/oidc/token",
                    seen -> Reply.of("{\"accessToken\":\"fresh\",\"expiresIn\":" + seconds + "}"));

            assertThat(research().resolve()).isNotNull();
            assertThat(aws.seen().getLast().headers())
                    .containsEntry("x-amz-sso_bearer_token", ACCESS);
        }
    }

    @Test
    void aSignInThatIsAboutToEndIsRenewedAndKeptForOtherPrograms() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofMinutes(4)));
        aws.on(
                "/oidc/token",
                seen ->
                        Reply.of(
                                "{\"accessToken\":\"fresh-access\",\"expiresIn\":28800,"
                                        + "\"refreshToken\":\"fresh-refresh\",\"tokenType\":\"Bearer\"}"));

        research().resolve();

        FakeAws.Seen renewal = aws.seen().get(0);
        assertThat(renewal.method() + " " + renewal.target()).isEqualTo("POST /oidc/token");
        assertThat(Json.parse(renewal.body()))
                .isEqualTo(
                        Json.parse(
                                """
                                {"clientId":"client","clientSecret":"client-secret",
                                 "grantType":"refresh_token","refreshToken":"refresh-secret"}
                                """));
        assertThat(aws.seen().get(1).headers())
                .containsEntry("x-amz-sso_bearer_token", "fresh-access");
        Path file = home.resolve(SESSION_FILE);
        var kept = (Json.Obj) Json.parse(Files.readString(file));
        assertThat(kept.string("accessToken")).isEqualTo("fresh-access");
        assertThat(kept.string("refreshToken")).isEqualTo("fresh-refresh");
        assertThat(kept.string("expiresAt")).isEqualTo("2026-11-22T20:00:00Z");
        assertThat(kept.string("startUrl")).as("what else was there").isNotNull();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).as("nothing else is left").containsExactly(file);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSignInThatCannotBeRenewedIsUsedToItsEnd() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofMinutes(4)));
        aws.on("/oidc/token", seen -> Reply.of(400, "{\"error\":\"invalid_grant\"}"));
        CredentialsProvider provider = research();

        assertThat(provider.resolve()).isNotNull();
        assertThat(aws.seen().get(1).headers()).containsEntry("x-amz-sso_bearer_token", ACCESS);

        aws.pass(Duration.ofHours(2));
        assertThatThrownBy(provider::resolve).hasMessageContaining("`aws sso login");
    }

    @Test
    void anExpiredRegistrationIsNotTried() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofMinutes(4)));
        aws.pass(Duration.ofDays(100));

        assertThatThrownBy(research()::resolve).hasMessageContaining("`aws sso login");
        assertThat(aws.seen()).isEmpty();
    }

    @Test
    void thePortalsRefusalOfTheSignInSaysWhatToTypeWithoutTheToken() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        aws.on(
                PORTAL,
                seen ->
                        Reply.of(
                                401,
                                "{\"message\":\"Session token "
                                        + ACCESS
                                        + " not found\",\"__type\":\"UnauthorizedException\"}"));

        assertThatThrownBy(research()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("Session token [secret] not found")
                .hasMessageContaining("`aws sso login --profile research`");
    }

    @Test
    void aRoleThatOneDoesNotHaveIsNamed() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        aws.on(PORTAL, seen -> Reply.of(403, "{\"message\":\"No access\"}"));

        assertThatThrownBy(research()::resolve)
                .hasMessageContaining("HTTP 403: No access")
                .hasMessageContaining(
                        "Check that you have the role Data+Scientist in the account 111122223333.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>proxy</html>",
                "{}",
                "[]",
                "{\"roleCredentials\":{\"accessKeyId\":\"canary id\",\"secretAccessKey\":\"c\"}}",
                "{\"roleCredentials\":7}"
            })
    void anAnswerOfAnotherShapeIsAnErrorWithoutItsText(String body) throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        aws.on(PORTAL, seen -> Reply.of(body));

        assertThatThrownBy(research()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("invalid response of the sign-in portal")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"accessToken\":\"canary\"}",
                "{\"accessToken\":\"canary\",\"expiresAt\":\"tomorrow\"}",
                "{\"accessToken\":\"canary\\nX: y\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"
            })
    void aBrokenFileIsLikeNoSignIn(String text) throws Exception {
        MadeUp.file(home, SESSION_FILE, text);

        assertThatThrownBy(research()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("`aws sso login --profile research`")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aTimeInTheOlderSpellingIsRead() throws Exception {
        MadeUp.file(
                home,
                SESSION_FILE,
                "{\"accessToken\":\"a\",\"expiresAt\":\"2026-11-22T20:00:00UTC\"}");

        assertThat(research().resolve()).isNotNull();
    }

    @Test
    void aMissingSessionIsNamed() {
        assertThatThrownBy(FakeAws.sources(aws.environment(home)).profile("lost")::resolve)
                .hasMessageContaining("it has no sso_region in the section [sso-session nowhere]")
                .hasMessageContaining("`aws configure sso --profile lost`");
    }

    @Test
    void aPortalThatFailsOnceIsAskedAgain() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        aws.on(PORTAL, seen -> seen.number() < 3 ? Reply.of(503, "") : aws.ssoKeys("THIRD"));

        assertThat(research().resolve())
                .isInstanceOfSatisfying(
                        Credentials.AccessKeys.class,
                        keys -> assertThat(keys.accessKeyId()).isEqualTo("THIRD"));
    }

    @Test
    void aPortalThatIsSilentIsGivenUp() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        aws.on(PORTAL, seen -> Reply.never());

        assertThatThrownBy(FakeAws.hasty(aws.environment(home)).profile("research")::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("Check the connection to the sign-in portal at 127.0.0.1.");
    }

    @Test
    void fiftyCallersAtTheEndOfTheKeysMakeOneRefresh() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        CredentialsProvider provider = research();
        provider.resolve();
        aws.pass(FakeAws.LIFE);

        var open = new CountDownLatch(1);
        aws.on(
                PORTAL,
                seen -> {
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return aws.ssoKeys("SECOND");
                });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 50)
                            .mapToObj(i -> callers.submit(provider::resolve))
                            .toList();
            while (aws.count("/sso/") < 2) {
                Thread.onSpinWait();
            }
            open.countDown();
            for (Future<Credentials> one : all) {
                assertThat(one.get().isExpired(aws.now())).isFalse();
            }
        }
        assertThat(aws.count("/sso/")).isEqualTo(2);
    }

    @Test
    void refusedKeysAreAskedForAnewOnce() throws Exception {
        signIn(SESSION_FILE, MadeUp.NOW.plus(Duration.ofHours(8)));
        CredentialsProvider provider = research();
        Credentials first = provider.resolve();

        provider.refused(first);
        provider.refused(first);
        Credentials second = provider.resolve();
        provider.refused(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(provider.resolve()).isSameAs(second);
        assertThat(aws.count("/sso/")).isEqualTo(2);
    }

    private CredentialsProvider research() {
        return FakeAws.sources(aws.environment(home)).profile("research");
    }

    private void signIn(String file, Instant expires) throws Exception {
        MadeUp.file(
                home,
                file,
                """
                {"startUrl":"https://corp.example/start","region":"us-east-1",
                 "accessToken":"%s","expiresAt":"%s",
                 "clientId":"client","clientSecret":"client-secret",
                 "registrationExpiresAt":"2026-12-22T12:00:00Z","refreshToken":"refresh-secret"}
                """
                        .formatted(ACCESS, expires));
    }
}
