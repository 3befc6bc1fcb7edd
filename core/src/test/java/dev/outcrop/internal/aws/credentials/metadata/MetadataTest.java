package dev.outcrop.internal.aws.credentials.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.FakeAws.Reply;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;

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
import java.util.ArrayList;
import java.util.List;

/** What containers and instances can ask about themselves. */
class MetadataTest {
    private static final String TOKEN = "/latest/api/token";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String IDENTITY = "/latest/dynamic/instance-identity/document";

    @TempDir Path home;
    private FakeAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on(TOKEN, seen -> Reply.of("imds-token\n"));
        aws.on(ROLES, seen -> Reply.of("web-server\n"));
        aws.on(ROLES + "web-server", seen -> aws.metadataKeys("EC2" + seen.number()));
        aws.on(IDENTITY, seen -> Reply.of("{\"region\" : \"eu-north-1\", \"other\": 1}"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void anInstanceGivesTheKeysOfItsRole() {
        Credentials found = instance().resolve();

        assertThat(found)
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "EC21",
                                "secret",
                                "session-of-EC21",
                                aws.end(),
                                "EC2 instance role"));
        assertThat(aws.seen())
                .extracting(seen -> seen.method() + " " + seen.target())
                .containsExactly("PUT " + TOKEN, "GET " + ROLES, "GET " + ROLES + "web-server");
        assertThat(aws.seen().get(0).headers())
                .containsEntry("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        assertThat(aws.seen().get(2).headers())
                .containsEntry("x-aws-ec2-metadata-token", "imds-token");
    }

    @Test
    void theKeysOfAnInstanceAreRenewedBeforeTheyEnd() {
        CredentialsProvider provider = instance();
        Credentials first = provider.resolve();
        aws.pass(FakeAws.LIFE.minusSeconds(59));

        assertThat(provider.resolve()).isNotEqualTo(first);
        assertThat(aws.count(ROLES + "web-server")).isEqualTo(2);
    }

    @Test
    void keysThatEc2CouldNotRenewAreUsedOn() {
        CredentialsProvider provider = instance();
        Reply old = aws.metadataKeys("OLD");
        aws.on(ROLES + "web-server", seen -> old);
        provider.resolve();
        aws.pass(FakeAws.LIFE.plusHours(1));

        assertThat(provider.resolve().expires()).isEqualTo(aws.now().plus(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 500})
    void anInstanceWithoutVersionTwoIsAskedWithoutAToken(int status) {
        aws.on(TOKEN, seen -> Reply.of(status, ""));

        assertThat(instance().resolve()).isNotNull();
        assertThat(aws.seen().getLast().headers()).doesNotContainKey("x-aws-ec2-metadata-token");
    }

    @Test
    void aTokenThatDoesNotComeIsDoneWithout() {
        aws.on(TOKEN, seen -> Reply.never());

        assertThat(instance("AWS_METADATA_SERVICE_TIMEOUT", "0.1").resolve()).isNotNull();
    }

    @Test
    void versionOneMayBeSwitchedOff() throws Exception {
        aws.on(TOKEN, seen -> Reply.of(403, ""));
        assertThatThrownBy(instance("AWS_EC2_METADATA_V1_DISABLED", "true")::resolve)
                .hasMessageContaining(
                        "EC2 instance (the metadata service returned HTTP 403 for its token)");

        MadeUp.file(home, ".aws/config", "[default]\nec2_metadata_v1_disabled = true\n");
        assertThatThrownBy(instance()::resolve)
                .hasMessageContaining(
                        "EC2 instance (the metadata service returned HTTP 403 for its token)");
        assertThat(aws.count(ROLES)).isZero();
    }

    @Test
    void anInstanceThatIsSilentIsGivenUpInTime() {
        aws.on(TOKEN, seen -> Reply.never());
        aws.on(ROLES, seen -> Reply.never());

        assertThatThrownBy(instance("AWS_METADATA_SERVICE_TIMEOUT", "0.1")::resolve)
                .isInstanceOf(CredentialsException.class);
    }

    @Test
    void whereNobodyListensVersionOneIsNotAskedEither() throws Exception {
        String nobody = aws.url("");
        aws.close();
        var asked = new ArrayList<String>();
        var connections =
                dev.outcrop.internal.transport.CredentialsHttpClient.own(Environment.ofProcess());
        Environment environment =
                aws.environment(
                        home,
                        "AWS_EC2_METADATA_DISABLED",
                        "false",
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                        nobody);
        var sources =
                new CredentialsFactory(
                        environment,
                        ask -> {
                            asked.add(ask.method());
                            return connections.send(ask);
                        },
                        (wait, cancellation) -> {},
                        null);

        assertThatThrownBy(sources.standard()::resolve)
                .hasMessageContaining("EC2 instance (metadata service not reachable)");
        assertThat(asked).containsExactly("PUT");
    }

    @Test
    void anInstanceWithoutARoleSaysSo() {
        aws.on(ROLES, seen -> Reply.of(404, ""));

        assertThatThrownBy(instance()::resolve)
                .hasMessageContaining("EC2 instance (no role)")
                .hasMessageContaining("Sign in with `aws login`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Code\":\"AssumeRoleUnauthorizedAccess\"}|returned the code AssumeRoleUnauthorizedAccess",
                "<html>|contains no keys",
                "{\"Code\":\"Success\",\"AccessKeyId\":\"canary"
                        + " x\",\"SecretAccessKey\":\"s\"}|space",
                "{\"AccessKeyId\":\"canary\",\"SecretAccessKey\":\"s\",\"Expiration\":\"x\"}|expiry time"
            })
    void anInstanceThatAnswersOtherwiseIsAnError(String body, String why) {
        aws.on(ROLES + "web-server", seen -> Reply.of(body));

        assertThatThrownBy(instance()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 429, 500, 503})
    void whatTheMetadataServiceAnswersStandsInTheListOfAllSources(int status) {
        aws.on(ROLES, seen -> Reply.of(status, "canary"));

        assertThatThrownBy(instance()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("No AWS credentials found. Looked at: environment (no ")
                .hasMessageContaining("; web identity (no ")
                .hasMessageContaining("; profile \"default\" (no ~/.aws/config")
                .hasMessageContaining("; container (none)")
                .hasMessageContaining(
                        "; EC2 instance (the metadata service returned HTTP " + status + "). ")
                .hasMessageContaining("Sign in with `aws login`")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|http://169.254.169.254@evil.example|user",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|evil.example|is not a valid http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|//evil.example/x|is not a valid http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|ftp://evil.example|is not a valid http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|http:/x|is not a valid http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|http://evil.example:99999|port",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|http://evil.example\\@x|http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT|http://evil.example?x|is not a valid http URL",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE|moon|must be IPv4 or IPv6",
                "AWS_METADATA_SERVICE_TIMEOUT|soon|is not a number of seconds"
            })
    void aSettingThatCannotBeUsedIsNamedAndNobodyIsAsked(String name, String value, String why) {
        var asked = new ArrayList<URI>();
        var variables = new ArrayList<>(List.of("AWS_EC2_METADATA_DISABLED", "false", name, value));

        assertThatThrownBy(
                        noted(asked, aws.environment(home, variables.toArray(String[]::new)))
                                        .standard()
                                ::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("; EC2 instance (" + name)
                .hasMessageContaining(why)
                .hasMessageContaining("Sign in with `aws login`");
        assertThat(asked).isEmpty();
    }

    /** Sources that ask nobody and note the addresses. */
    private static CredentialsFactory noted(List<URI> asked, Environment environment) {
        return new CredentialsFactory(
                environment,
                ask -> {
                    asked.add(ask.uri());
                    return new CredentialsHttp.Answer(404, new byte[0]);
                },
                (wait, cancellation) -> {},
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a b", "a\u00e4", "", "\n"})
    void aTokenThatNoHeaderCanCarryIsNotSent(String token) {
        aws.on(TOKEN, seen -> Reply.of(token));

        assertThatThrownBy(instance()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("returned an invalid token");
        assertThat(aws.seen()).hasSize(1);
    }

    @Test
    void aRolesNameIsNotAPath() {
        for (String name : List.of("../../user-data", "..", ".", "a/b", "a?b", "a%2fb")) {
            aws.on(ROLES, seen -> Reply.of(name));

            assertThatThrownBy(instance()::resolve)
                    .hasMessageContaining("name of its role is invalid");
        }
        assertThat(aws.seen()).hasSize(12);
    }

    @Test
    void theInstanceIsTheLastPlaceToFindARegion() throws Exception {
        assertThat(region("AWS_REGION", "us-west-2").source()).isEqualTo("AWS_REGION");
        assertThat(aws.seen()).isEmpty();

        assertThat(region()).isEqualTo(new Region("eu-north-1", "EC2 instance"));
    }

    @Test
    void noRegionSaysThatTheInstanceWasAskedToo() {
        aws.on(IDENTITY, seen -> Reply.of("{}"));
        assertThatThrownBy(this::region)
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("no ~/.aws/credentials), EC2 instance (no region). Set");

        assertThatThrownBy(() -> region("AWS_EC2_METADATA_DISABLED", "true"))
                .hasMessageContaining(", EC2 instance (AWS_EC2_METADATA_DISABLED). Set AWS_REGION");
    }

    @Test
    void aRegionOfAnInstanceThatIsNoneIsRefused() {
        aws.on(IDENTITY, seen -> Reply.of("{\"region\":\"evil.example/\"}"));

        assertThatThrownBy(this::region)
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The region from EC2 instance is invalid");
    }

    @Test
    void aContainerGivesTheKeysOfItsRole() throws Exception {
        aws.on("/keys", seen -> aws.metadataKeys("POD" + seen.number()));
        Path file = Files.writeString(home.resolve("pod"), "first-token\n");
        CredentialsProvider provider =
                container(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        aws.url("/keys?id=1"),
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                        file.toString());

        Credentials found = provider.resolve();
        Files.writeString(file, "second-token");
        aws.pass(FakeAws.LIFE);
        provider.resolve();

        assertThat(found)
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "POD1",
                                "secret",
                                "session-of-POD1",
                                MadeUp.NOW.plus(FakeAws.LIFE),
                                "container role"));
        assertThat(aws.seen())
                .extracting(seen -> seen.target() + " " + seen.headers().get("authorization"))
                .containsExactly("/keys?id=1 first-token", "/keys?id=1 second-token");
    }

    @Test
    void aContainersTokenMayBeAVariable() {
        aws.on("/keys", seen -> aws.metadataKeys("POD"));

        container(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        aws.url("/keys"),
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        "Basic abc")
                .resolve();

        assertThat(aws.seen().get(0).headers()).containsEntry("authorization", "Basic abc");
    }

    @Test
    void theRelativeAddressIsThatOfEcs() {
        var asked = new ArrayList<String>();
        var sources =
                new CredentialsFactory(
                        aws.environment(
                                home,
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                "/v2/credentials/x"),
                        ask -> {
                            asked.add(ask.method() + " " + ask.uri() + " " + ask.direct());
                            return new CredentialsHttp.Answer(
                                    200, aws.metadataKeys("ECS").body().getBytes(UTF_8));
                        },
                        null);

        assertThat(sources.standard().resolve().source()).isEqualTo("container role");
        assertThat(asked).isEqualTo(List.of("GET http://169.254.170.2/v2/credentials/x true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/canary",
                "http://127.0.0.1.evil.example/canary",
                "http://169.254.169.254/canary",
                "ftp://localhost/canary",
                "localhost/canary",
                "http:///canary",
                "http://local host/canary"
            })
    void anAddressThatKeysMustNotComeFromIsRefused(String address) {
        assertThatThrownBy(container("AWS_CONTAINER_CREDENTIALS_FULL_URI", address)::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI ")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, https://localhost:70000/keys, has a port",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, https://u:canary@localhost/keys, contains a user",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, @canary.test/keys, must be a path",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, :70000/keys, must be a path",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, http://127.0.0.1:70000, has a port"
    })
    void anAddressThatNothingCanBeSentToIsSaidWithItsSetting(
            String variable, String address, String why) {
        assertThatThrownBy(
                        container(variable, address, "AWS_EC2_METADATA_DISABLED", "false")::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(variable + " " + why)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aContainerThatRefusesSaysWhyWithoutItsToken() {
        aws.on("/keys", seen -> Reply.of(403, "{\"message\":\"bad pod-token-canary\"}"));

        assertThatThrownBy(
                        container(
                                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                        aws.url("/keys"),
                                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                                        "pod-token-canary")
                                ::resolve)
                .hasMessageContaining("HTTP 403: bad [secret]")
                .hasMessageContaining("Check the role of the task or pod.");
    }

    @Test
    void aContainerThatIsSilentIsGivenUp() {
        aws.on("/keys", seen -> Reply.never());
        var environment =
                aws.environment(home, "AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url("/keys"));

        assertThatThrownBy(FakeAws.hasty(environment).standard()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("Could not get credentials from container role: ");
    }

    private CredentialsProvider instance(String... variables) {
        return FakeAws.sources(onInstance(variables)).standard();
    }

    private Region region(String... variables) {
        Environment environment = onInstance(variables);
        return FakeAws.sources(environment).region(SharedConfig.of(environment, null));
    }

    private Environment onInstance(String... variables) {
        var all =
                new ArrayList<>(
                        List.of(
                                "AWS_EC2_METADATA_DISABLED",
                                "false",
                                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                aws.url("")));
        all.addAll(List.of(variables));
        return aws.environment(home, all.toArray(String[]::new));
    }

    private CredentialsProvider container(String... variables) {
        return FakeAws.sources(aws.environment(home, variables)).standard();
    }
}
