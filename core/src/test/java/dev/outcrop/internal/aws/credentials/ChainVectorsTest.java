package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Shared;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.sso.SsoToken;
import dev.outcrop.internal.aws.credentials.sso.SsoTokenFile;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The credential chains that AWS's SDK for Rust is tested with, over the traffic that was recorded
 * for them. Their ids of accounts are not compared: {@link AccessKeys} has none.
 */
@DisabledOnOs(OS.WINDOWS) // their programs are of a POSIX shell
class ChainVectorsTest {
    private static final String FOLDER = "aws-config/aws-config/";

    /** What our error says where theirs says it in words of their own. */
    private static final Map<String, String> ERRORS =
            Map.ofEntries(
                    Map.entry("eks_pod_identity_no_token_file", "no token at "),
                    Map.entry("imds_default_chain_error", "EC2 instance (no role)"),
                    Map.entry("imds_disabled", "EC2 instance (AWS_EC2_METADATA_DISABLED)"),
                    Map.entry("imds_no_iam_role", "EC2 instance (no role)"),
                    // Theirs does not know version 1; ours asks it, as botocore and Java do.
                    Map.entry("imds_token_fail", "EC2 instance (metadata service not reachable)"),
                    // Theirs asks the profile first; ours asks as AWS's SDK for Java does.
                    Map.entry("profile_overrides_web_identity", "web identity (AWS_WEB_IDENTITY"),
                    Map.entry("sso_no_token_file", "dace00cba5f8355ec9d274ceb2bcebdfbeed0e12"),
                    // Only one of our three tries was recorded.
                    Map.entry("sso_server_error", "Check the connection to the sign-in portal at"),
                    Map.entry(
                            "web_identity_source_profile_no_env",
                            "web_identity_token_file requires role_arn"),
                    Map.entry("web_identity_token_invalid_jwt", "InvalidIdentityToken"),
                    Map.entry("credential_process_failure", "exited with status 1"),
                    Map.entry("credential_process_invalid", "printed no JSON"),
                    Map.entry("empty_config", "Could not find profile \"default\""),
                    Map.entry("invalid_config", "Property did not have a name on line 2"),
                    Map.entry("invalid_sso_credentials_config", "sso_account_id"),
                    Map.entry("sso_token", "sso_account_id"));

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> theDefaultChainFindsWhatAwsSays() {
        return tests("default-credential-provider-chain", 29, this::standard);
    }

    @TestFactory
    Stream<DynamicTest> aProfileGivesWhatAwsSays() {
        return tests("profile-provider", 18, this::profile);
    }

    @TestFactory
    Stream<DynamicTest> aSignInIsFoundWhereAwsKeepsIt() {
        return tests("default-token-provider-chain", 3, this::token);
    }

    private interface Check {
        void run(Path test) throws IOException;
    }

    private static Stream<DynamicTest> tests(String kind, int count, Check check) {
        List<Path> all = Shared.files(SharedVectors.at(FOLDER + kind));
        assertThat(all).hasSize(count);
        return all.stream().map(test -> DynamicTest.dynamicTest(name(test), () -> check.run(test)));
    }

    private void standard(Path test) throws IOException {
        check(test, traffic -> sources(test, traffic).standard());
    }

    private void profile(Path test) throws IOException {
        check(test, traffic -> sources(test, traffic).profile("default"));
    }

    private void token(Path test) throws IOException {
        Environment environment = environment(test);
        String session = SharedConfig.of(environment, null).property("sso_session");
        SsoToken found = new SsoTokenFile(environment, Objects.requireNonNull(session)).read();

        Json.Obj expected = result(test).object("Ok");
        assertThat(found.accessToken()).isEqualTo(expected.string("token"));
        assertThat(found.expires()).isEqualTo(Instant.parse(expected.string("expiration")));
    }

    private interface Making {
        CredentialsProvider over(RecordedTraffic traffic) throws IOException;
    }

    private static void check(Path test, Making making) throws IOException {
        var traffic = RecordedTraffic.of(Shared.json(test.resolve("http-traffic.json")));
        CredentialsProvider provider = making.over(traffic);
        Json.Obj expected = result(test).object("Ok");
        if (expected.members().isEmpty()) {
            assertThat(result(test).string("ErrorContains")).isNotNull();
            assertThatThrownBy(provider::resolve)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining(Objects.requireNonNull(ERRORS.get(name(test))));
        } else {
            AccessKeys found = (AccessKeys) provider.resolve();
            assertThat(found.accessKeyId()).isEqualTo(expected.string("access_key_id"));
            assertThat(found.secretAccessKey()).isEqualTo(expected.string("secret_access_key"));
            assertThat(found.sessionToken()).isEqualTo(expected.string("session_token"));
            long expiry = expected.integer("expiry", -1);
            assertThat(found.expires())
                    .isEqualTo(expiry < 0 ? null : Instant.ofEpochSecond(expiry));
        }
        assertThat(traffic.left()).isZero();
    }

    private CredentialsFactory sources(Path test, RecordedTraffic traffic) throws IOException {
        return new CredentialsFactory(environment(test), traffic, (wait, cancellation) -> {}, null);
    }

    /** With its files in a folder of our own, and a clock that no recorded time is before. */
    private Environment environment(Path test) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name(test)));
        Path files = test.resolve("fs");
        if (Files.exists(files)) {
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Path copy = root.resolve(files.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.writeString(copy, moved(Files.readString(file), root));
                }
            }
        }
        var variables = new HashMap<String, String>();
        Shared.json(test.resolve("env.json"))
                .members()
                .forEach(
                        (name, value) ->
                                variables.put(name, moved(((Json.Str) value).value(), root)));
        return Environment.of(
                variables, root.resolve("home"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static String moved(String text, Path root) {
        return text.replace("/token.jwt", root.resolve("token.jwt").toString());
    }

    private static Json.Obj result(Path test) {
        return Shared.json(test.resolve("test-case.json")).object("result");
    }

    private static String name(Path test) {
        return test.getFileName().toString();
    }
}
