package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which hosts settings can make the library ask for credentials. */
class HostRulesTest {
    private static final String SSO_FILE =
            "{\"accessToken\":\"token\",\"expiresAt\":\"2026-11-22T13:00:00Z\"}";

    @TempDir Path home;

    private final List<URI> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/",
                "us-east-1@evil",
                "@evil.example",
                "x.evil.example#",
                "us-east-1.evil.example",
                "us-east-1:80",
                "us-east-1\\",
                "us-east-1?",
                "us-east-1%2f",
                "us east",
                "us-east-1\r\nHost: evil",
                "-us",
                "us-",
                "US-EAST-1\u00ad",
                "\uff55s-east-1",
            })
    void aRegionThatIsMoreThanALabelNamesNoHost(String region) throws Exception {
        String inFile = region.replace("\r\n", "\t");
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                region = REGION
                role_arn = arn:aws:iam::1:role/x
                source_profile = default
                aws_access_key_id = a
                aws_secret_access_key = b
                [profile sso]
                sso_start_url = https://x
                sso_region = REGION
                sso_account_id = 1
                sso_role_name = r
                """
                        .replace("REGION", inFile));
        SsoTokens.write(home, "https://x", SSO_FILE);
        for (String variable : List.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_UNUSED")) {
            Environment environment = MadeUp.environment(home, variable, region);
            SharedConfig config = SharedConfig.of(environment, null);
            CredentialsFactory sources = sources(environment);

            assertThatThrownBy(() -> sources.region(config)).isInstanceOf(BedrockException.class);
            assertThatThrownBy(() -> sources.standard().resolve())
                    .isInstanceOf(BedrockException.class);
            assertThatThrownBy(() -> sources.profile("sso").resolve())
                    .isInstanceOf(BedrockException.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void namesAndIdsAreEncodedWhereTheyStandInAnAddress() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                sso_start_url = @evil.example
                sso_region = eu-west-1
                sso_account_id = 1&role_name=admin#@evil.example/
                sso_role_name = ../..@evil.example/?x=y
                """);
        SsoTokens.write(home, "@evil.example", SSO_FILE);

        assertThatThrownBy(sources(MadeUp.environment(home)).standard()::resolve)
                .isInstanceOf(BedrockException.class);

        assertThat(asked)
                .containsExactly(
                        URI.create(
                                "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials"
                                        + "?role_name=..%2F..%40evil.example%2F%3Fx%3Dy"
                                        + "&account_id=1%26role_name%3Dadmin%23%40evil.example%2F"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.amazonaws.com@evil.example",
                "https://evil.example\\@sts.amazonaws.com",
                "https://evil.example#.amazonaws.com",
                "https://evil.example?.amazonaws.com",
                "//evil.example",
                "file:///etc/passwd",
                "https:evil.example",
                "https://x\r\nHost: evil.example"
            })
    void anEndpointThatHidesItsHostIsRefused(String url) {
        for (Service service : Service.values()) {
            String variable = "AWS_ENDPOINT_URL";
            SharedConfig config = SharedConfig.of(MadeUp.environment(home, variable, url), null);

            assertThatThrownBy(() -> new EndpointResolver(config).resolve(service, null, null))
                    .isInstanceOf(BedrockException.class)
                    .hasMessageNotContaining("evil");
        }
    }

    private CredentialsFactory sources(Environment environment) {
        return new CredentialsFactory(
                environment,
                ask -> {
                    asked.add(ask.uri());
                    return new CredentialsHttp.Answer(403, "{}".getBytes(UTF_8));
                },
                (wait, cancellation) -> {},
                null);
    }

    /** Files of sign-ins. */
    private static final class SsoTokens {
        static void write(Path home, String key, String text) throws Exception {
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-1").digest(key.getBytes(UTF_8));
            String name = java.util.HexFormat.of().formatHex(digest);
            MadeUp.file(home, ".aws/sso/cache/" + name + ".json", text);
        }
    }
}
