package dev.outcrop.internal.aws.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.config.SharedConfig;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class EndpointResolverTest {
    private static final String CONFIG =
            """
            [default]
            services = local
            endpoint_url = http://from-profile:1
            [profile plain]
            endpoint_url = http://from-plain:1
            [profile switched]
            use_fips_endpoint = true
            use_dualstack_endpoint = TRUE
            [profile ignoring]
            endpoint_url = http://from-profile:1
            ignore_configured_endpoint_urls = true
            [services local]
            bedrock_runtime =
              endpoint_url = http://from-services:1
            """;

    @TempDir Path home;

    @Test
    void theUrlGivenInCodeComesFirst() throws Exception {
        MadeUp.file(home, ".aws/config", CONFIG);

        ServiceEndpoint found =
                resolve(
                        Service.RUNTIME,
                        "https://proxy.example/bedrock//",
                        "AWS_ENDPOINT_URL",
                        "x:");

        assertThat(found)
                .hasToString("ServiceEndpoint[base=https://proxy.example/bedrock, source=code]");
    }

    @Test
    void thenTheVariableOfTheServiceThenTheOneOfAll() {
        String[] variables = {
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://localhost:1/base",
            "AWS_ENDPOINT_URL", "http://localhost:2"
        };

        assertThat(resolve(Service.RUNTIME, null, variables))
                .hasToString(
                        "ServiceEndpoint[base=http://localhost:1/base,"
                                + " source=AWS_ENDPOINT_URL_BEDROCK_RUNTIME]");
        assertThat(resolve(Service.CONTROL, null, variables))
                .hasToString("ServiceEndpoint[base=http://localhost:2, source=AWS_ENDPOINT_URL]");
        assertThat(resolve(Service.CONTROL, null, "AWS_ENDPOINT_URL_BEDROCK", "http://localhost:3"))
                .hasToString(
                        "ServiceEndpoint[base=http://localhost:3, source=AWS_ENDPOINT_URL_BEDROCK]");
    }

    @Test
    void thenTheServicesOfTheProfileThenItsUrl() throws Exception {
        MadeUp.file(home, ".aws/config", CONFIG);

        assertThat(resolve(Service.RUNTIME, null))
                .hasToString(
                        "ServiceEndpoint[base=http://from-services:1, source=profile \"default\"]");
        assertThat(resolve(Service.CONTROL, null).base()).hasToString("http://from-profile:1");
        assertThat(resolve(Service.RUNTIME, null, "AWS_PROFILE", "plain").base())
                .hasToString("http://from-plain:1");
    }

    @Test
    void configuredUrlsMayBeIgnored() throws Exception {
        MadeUp.file(home, ".aws/config", CONFIG);

        assertThat(
                        resolve(
                                        Service.RUNTIME,
                                        null,
                                        "AWS_ENDPOINT_URL",
                                        "http://localhost:2",
                                        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                                        "true")
                                .base())
                .hasToString("https://bedrock-runtime.us-east-1.amazonaws.com");
        assertThat(resolve(Service.CONTROL, null, "AWS_PROFILE", "ignoring").base())
                .hasToString("https://bedrock.us-east-1.amazonaws.com");
        assertThat(
                        resolve(
                                        Service.CONTROL,
                                        "http://code:1",
                                        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                                        "true")
                                .base())
                .hasToString("http://code:1");
    }

    @Test
    void theProfileMaySwitchFipsAndDualStackOnAndAVariableOff() throws Exception {
        MadeUp.file(home, ".aws/config", CONFIG);

        assertThat(resolve(Service.RUNTIME, null, "AWS_PROFILE", "switched"))
                .hasToString(
                        "ServiceEndpoint[base=https://bedrock-runtime-fips.us-east-1.api.aws,"
                                + " source=region us-east-1]");
        assertThat(
                        resolve(
                                        Service.RUNTIME,
                                        null,
                                        "AWS_PROFILE",
                                        "switched",
                                        "AWS_USE_FIPS_ENDPOINT",
                                        "false")
                                .base())
                .hasToString("https://bedrock-runtime.us-east-1.api.aws");
    }

    @Test
    void aSwitchThatIsNoBooleanIsRefused() {
        assertThatThrownBy(() -> resolve(Service.RUNTIME, null, "AWS_USE_FIPS_ENDPOINT", "perhaps"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("AWS_USE_FIPS_ENDPOINT must be true or false.");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, must begin with https:// or http://",
        "ftp://canary.example, must begin with https:// or http://",
        "//canary.example, must begin with https:// or http://",
        "https:///canary, has no valid host",
        "https://can_ary.example, has no valid host",
        "https://, is not a URL",
        "https://user:canary@host, contains a user or password",
        "https://host/?canary=1, must not have a query or a fragment",
        "https://host/#canary, must not have a query or a fragment",
        "https://host/can ary, is not a URL",
        "https://canary:65536, has a port that is not a number from 1 to 65535",
        "https://canary:99999999999, has a port that is not a number from 1 to 65535",
        "https://canary:0, has a port that is not a number from 1 to 65535",
        "https://canary:-1/x, has a port that is not a number from 1 to 65535",
        "https://[fd00::ca]:70000, has a port that is not a number from 1 to 65535",
        "https://canary:http, has a port that is not a number from 1 to 65535",
        "https://bücher.canary:1, has no valid host; write it in ASCII",
    })
    void aUrlThatCannotBeCalledIsRefusedWithoutShowingIt(String url, String why) {
        assertThatThrownBy(() -> resolve(Service.RUNTIME, null, "AWS_ENDPOINT_URL", url))
                .isInstanceOf(ValidationException.class)
                .hasNoCause()
                .hasMessageStartingWith("The endpoint URL from AWS_ENDPOINT_URL " + why)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aUrlThatCannotBeCalledIsRefusedByTheNameOfItsSetting() throws Exception {
        MadeUp.file(home, ".aws/config", "[default]\nendpoint_url = http://h:70000\n");

        assertThatThrownBy(() -> resolve(Service.RUNTIME, null))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("endpoint_url of profile \"default\" has a port");
        assertThatThrownBy(() -> resolve(Service.RUNTIME, "http://h:70000"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("baseUrl has a port");
        String variable = "AWS_ENDPOINT_URL_BEDROCK_RUNTIME";
        assertThatThrownBy(() -> resolve(Service.RUNTIME, null, variable, "http://h:70000"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(variable + " has a port");
        assertThat(resolve(Service.RUNTIME, "http://h:65535").base()).hasPort(65_535);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, bedrock-mantle.us-east-1.api.aws",
        "us-gov-west-1, bedrock-mantle.us-gov-west-1.api.aws",
        "cn-north-1, bedrock-mantle.cn-north-1.api.amazonwebservices.com.cn",
        "eusc-de-east-1, bedrock-mantle.eusc-de-east-1.api.amazonwebservices.eu",
    })
    void mantleIsOnTheDualStackDomainOnly(String region, String host) {
        var config = SharedConfig.of(MadeUp.environment(home), null);

        ServiceEndpoint found =
                new EndpointResolver(config).resolve(Service.MANTLE, null, Region.of(region));

        assertThat(found.base()).hasToString("https://" + host);
        assertThat(Service.MANTLE.signingName()).isEqualTo("bedrock-mantle");
    }

    @Test
    void mantleHasAVariableOfItsOwnAndNoFips() {
        assertThat(
                        resolve(
                                        Service.MANTLE,
                                        null,
                                        "AWS_ENDPOINT_URL_BEDROCK_MANTLE",
                                        "http://localhost:4/openai")
                                .base())
                .hasToString("http://localhost:4/openai");
        assertThatThrownBy(() -> resolve(Service.MANTLE, null, "AWS_USE_FIPS_ENDPOINT", "true"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("No FIPS endpoint of bedrock-mantle");
    }

    @Test
    void theRuntimeIsSignedByTheNameOfTheControlPlane() {
        assertThat(Service.RUNTIME.signingName()).isEqualTo("bedrock");
        assertThat(Service.CONTROL.signingName()).isEqualTo("bedrock");
    }

    private ServiceEndpoint resolve(
            Service service, @Nullable String baseUrl, String... variables) {
        var config = SharedConfig.of(MadeUp.environment(home, variables), null);
        return new EndpointResolver(config).resolve(service, baseUrl, Region.of("us-east-1"));
    }
}
