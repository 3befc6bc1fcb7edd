package dev.outcrop.internal.aws.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.config.SharedConfig;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.services.sso.endpoints.SsoEndpointProvider;
import software.amazon.awssdk.services.ssooidc.endpoints.SsoOidcEndpointProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

import java.nio.file.Path;

/** The hosts of what gives credentials are those of AWS's own clients. */
class CredentialEndpointsTest {
    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "eu-central-1",
                "ap-southeast-5",
                "us-gov-west-1",
                "us-gov-east-1",
                "cn-north-1",
                "us-iso-east-1",
                "us-isob-east-1",
                "us-isof-south-1",
                "eu-isoe-west-1",
                "eusc-de-east-1"
            })
    void areThoseOfAws(String region) {
        for (boolean fips : new boolean[] {false, true}) {
            for (boolean dualStack : new boolean[] {false, true}) {
                var of = software.amazon.awssdk.regions.Region.of(region);
                assertSame(
                        Service.STS,
                        region,
                        fips,
                        dualStack,
                        StsEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        to ->
                                                to.region(of)
                                                        .useFips(fips)
                                                        .useDualStack(dualStack)
                                                        .useGlobalEndpoint(false))
                                .join());
                assertSame(
                        Service.SSO,
                        region,
                        fips,
                        dualStack,
                        SsoEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        to -> to.region(of).useFips(fips).useDualStack(dualStack))
                                .join());
                assertSame(
                        Service.SSO_OIDC,
                        region,
                        fips,
                        dualStack,
                        SsoOidcEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        to -> to.region(of).useFips(fips).useDualStack(dualStack))
                                .join());
            }
        }
    }

    /**
     * By the rules of botocore: AWS's SDK for Java has a module for it that is not in this build.
     */
    @ParameterizedTest
    @CsvSource({
        "us-east-1, false, false, us-east-1.signin.aws.amazon.com",
        "eu-central-1, false, false, eu-central-1.signin.aws.amazon.com",
        "cn-north-1, false, false, cn-north-1.signin.amazonaws.cn",
        "us-gov-west-1, false, false, us-gov-west-1.signin.amazonaws-us-gov.com",
        "us-iso-east-1, false, false, signin.us-iso-east-1.c2s.ic.gov",
        "eusc-de-east-1, false, false, signin.eusc-de-east-1.amazonaws.eu",
        "us-east-1, true, false, signin-fips.us-east-1.amazonaws.com",
        "us-gov-west-1, true, false, signin-fips.us-gov-west-1.amazonaws.com",
        "us-east-1, false, true, signin.us-east-1.api.aws",
        "cn-north-1, true, true, signin-fips.cn-north-1.api.amazonwebservices.com.cn"
    })
    void theSignInServiceHasDomainsOfItsOwn(
            String region, boolean fips, boolean dualStack, String host) {
        assertThat(
                        resolve(
                                        Service.SIGNIN,
                                        region,
                                        "AWS_USE_FIPS_ENDPOINT",
                                        "" + fips,
                                        "AWS_USE_DUALSTACK_ENDPOINT",
                                        "" + dualStack)
                                .base())
                .hasToString("https://" + host);
    }

    @ParameterizedTest
    @CsvSource({
        "STS, AWS_ENDPOINT_URL_STS, sts",
        "SSO, AWS_ENDPOINT_URL_SSO, sso",
        "SSO_OIDC, AWS_ENDPOINT_URL_SSO_OIDC, sso_oidc",
        "SIGNIN, AWS_ENDPOINT_URL_SIGNIN, signin"
    })
    void haveTheVariablesAndSectionsOfAws(Service service, String variable, String section)
            throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                services = here
                [services here]
                %s =
                  endpoint_url = http://localhost:1/section
                """
                        .formatted(section));

        assertThat(resolve(service, "us-east-1").base()).hasToString("http://localhost:1/section");
        assertThat(resolve(service, "us-east-1", variable, "http://localhost:2").base())
                .hasToString("http://localhost:2");
    }

    private void assertSame(
            Service service, String region, boolean fips, boolean dualStack, Endpoint theirs) {
        assertThat(
                        resolve(
                                        service,
                                        region,
                                        "AWS_USE_FIPS_ENDPOINT",
                                        "" + fips,
                                        "AWS_USE_DUALSTACK_ENDPOINT",
                                        "" + dualStack)
                                .base())
                .as("%s fips %s dual-stack %s", service, fips, dualStack)
                .hasToString("https://" + theirs.endpointUrl().host());
    }

    private dev.outcrop.internal.aws.endpoint.ServiceEndpoint resolve(
            Service service, String region, String... variables) {
        var config = SharedConfig.of(MadeUp.environment(home, variables), null);
        return new EndpointResolver(config).resolve(service, null, Region.of(region));
    }
}
