package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Control characters in names and settings never stand in a message or a stack trace. */
class HarmlessMessagesTest {
    /** Escape sequences of 7 and 8 bits, a bell, line ends, and a mark that turns text around. */
    private static final String EVIL = "x\u001b]0;owned\u0007\u009b31m\r\nERROR: fake\u202ey";

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_PROFILE",
                "AWS_REGION",
                "AWS_DEFAULT_REGION",
                "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE",
                "AWS_ENDPOINT_URL",
                "AWS_ENDPOINT_URL_STS",
                "AWS_USE_FIPS_ENDPOINT",
                "AWS_BEARER_TOKEN_BEDROCK",
                "AWS_ACCESS_KEY_ID",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_ROLE_ARN",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
                "AWS_METADATA_SERVICE_TIMEOUT"
            })
    void ofAnyVariable(String name) {
        var variables =
                new java.util.ArrayList<>(
                        List.of("AWS_EC2_METADATA_DISABLED", "false", name, "/tmp/" + EVIL));
        switch (name) {
            case "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ENDPOINT_URL_STS" ->
                    variables.addAll(List.of("AWS_ROLE_ARN", "arn:x"));
            case "AWS_ROLE_ARN" ->
                    variables.addAll(List.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere"));
            case "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" ->
                    variables.addAll(List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x"));
            default -> {}
        }
        Environment environment = MadeUp.environment(home, variables.toArray(String[]::new));

        assertHarmless(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credential_process = sh -c 'printf \"%s\" \"$0\" >&2; exit 1' EVIL",
                "credential_process = /nowhere/EVIL",
                "aws_access_key_id = EVIL",
                "aws_access_key_id = a\naws_secret_access_key = EVIL",
                "role_arn = EVIL",
                "role_arn = EVIL\nsource_profile = EVIL",
                "role_arn = EVIL\ncredential_source = EVIL",
                "role_arn = EVIL\nweb_identity_token_file = /nowhere/EVIL",
                "role_arn = EVIL\nsource_profile = default\nmfa_serial = EVIL\n"
                        + "aws_access_key_id = a\naws_secret_access_key = b",
                "sso_session = EVIL",
                "sso_start_url = EVIL\nsso_region = EVIL",
                "sso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 1\n"
                        + "sso_role_name = EVIL",
                "login_session = EVIL",
                "services = EVIL\nendpoint_url = EVIL\nregion = EVIL",
                "use_fips_endpoint = EVIL",
            })
    void ofAnyProperty(String properties) throws Exception {
        String evil = EVIL.replace("\r\n", " ");
        MadeUp.file(home, ".aws/config", "[default]\n" + properties.replace("EVIL", evil) + "\n");

        assertHarmless(MadeUp.environment(home));
        assertHarmless(MadeUp.environment(home, "AWS_PROFILE", EVIL));
    }

    @Test
    void ofAProfileThatExists() throws Exception {
        String evil = "x\u001b[31m\u009b";
        MadeUp.file(home, ".aws/config", "[profile \"" + evil + "\"]\nrole_arn = x\n");

        assertHarmless(MadeUp.environment(home, "AWS_PROFILE", evil));
    }

    @Test
    void ofAnythingElseThatAnExceptionSays() {
        var thrown =
                new CredentialsException(
                        EVIL, ErrorDetails.NONE.withRemedy(EVIL).withModelId(EVIL));

        assertHarmless(String.valueOf(thrown.getMessage()));
        assertHarmless(thrown.what());
        assertHarmless(String.valueOf(thrown.details().remedy()));
        assertHarmless(String.valueOf(thrown.with(thrown.details()).getMessage()));
        assertHarmless(String.valueOf(thrown.rethrown().getMessage()));
        assertThat(thrown.what()).contains("owned", "ERROR: fake");
    }

    private void assertHarmless(Environment environment) {
        SharedConfig config = SharedConfig.of(environment, null);
        var sources =
                new CredentialsFactory(
                        environment,
                        ask -> {
                            throw new java.net.ConnectException("nobody");
                        },
                        null);
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable action :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> sources.standard().resolve(),
                        () -> sources.region(config),
                        () ->
                                new EndpointResolver(config)
                                        .resolve(Service.RUNTIME, null, Region.of("us-east-1")))) {
            Throwable thrown = catchThrowable(action);
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(BedrockException.class);
                assertHarmless(Objects.requireNonNull(thrown.getMessage()));
                assertHarmless(trace(thrown));
            }
        }
    }

    private static String trace(Throwable thrown) {
        var out = new StringWriter();
        thrown.printStackTrace(new PrintWriter(out));
        return out.toString().replaceAll("\r?\n(?=\t|Caused by: )|\r?\n$", "").replace('\t', ' ');
    }

    private static void assertHarmless(String text) {
        assertThat(text.chars().filter(c -> Character.isISOControl(c) || c == 0x202e))
                .as(text)
                .isEmpty();
    }
}
