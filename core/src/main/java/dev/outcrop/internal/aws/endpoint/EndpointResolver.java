package dev.outcrop.internal.aws.endpoint;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Finds the endpoint of a service. First match wins:
 *
 * <ol>
 *   <li>a base URL given in code;
 *   <li>{@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME}, {@code AWS_ENDPOINT_URL_BEDROCK} or {@code
 *       AWS_ENDPOINT_URL_BEDROCK_MANTLE}, then {@code AWS_ENDPOINT_URL};
 *   <li>the {@code services} section of the profile, then its {@code endpoint_url};
 *   <li>AWS's own host in the region, by {@code AWS_USE_FIPS_ENDPOINT} and {@code
 *       AWS_USE_DUALSTACK_ENDPOINT}, or the profile's {@code use_fips_endpoint} and {@code
 *       use_dualstack_endpoint}.
 * </ol>
 *
 * <p>{@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS}, or the profile's {@code
 * ignore_configured_endpoint_urls}, disables the second and third. Source: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
 * endpoints</a>.
 */
public final class EndpointResolver {
    private final SharedConfig config;
    private final Environment environment;

    public EndpointResolver(SharedConfig config) {
        this.config = config;
        this.environment = config.environment();
    }

    /**
     * Returns the endpoint of a service.
     *
     * @param baseUrl the URL given in code, or null
     * @param region the region of AWS's own host; may be null if a URL is given
     * @throws ValidationException if a URL is invalid, a setting is not a boolean, FIPS or
     *     dual-stack is requested for a URL, or neither region nor URL is known
     */
    public ServiceEndpoint resolve(
            Service service, @Nullable String baseUrl, @Nullable Region region) {
        boolean fips = isOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
        boolean dualStack = isOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
        ServiceEndpoint given = given(service, baseUrl);
        if (given != null) {
            refuseVariant(given, fips, "FIPS", "AWS_USE_FIPS_ENDPOINT");
            refuseVariant(given, dualStack, "Dual-stack", "AWS_USE_DUALSTACK_ENDPOINT");
            return given;
        }
        if (region == null) {
            throw new ValidationException(
                    "No region configured, so the endpoint is unknown.",
                    ErrorDetails.NONE.withRemedy("Set AWS_REGION, for example to us-east-1."));
        }
        return new ServiceEndpoint(
                URI.create("https://" + host(service, region, fips, dualStack)),
                "region " + region.id());
    }

    private static String host(Service service, Region region, boolean fips, boolean dualStack) {
        if (service == Service.MANTLE && fips) {
            throw new ValidationException(
                    "No FIPS endpoint of bedrock-mantle is known.",
                    ErrorDetails.NONE.withRemedy("Set AWS_USE_FIPS_ENDPOINT=false."));
        }
        if (service == Service.S3) {
            return "s3"
                    + (fips ? "-fips" : "")
                    + (dualStack ? ".dualstack." : ".")
                    + region.id()
                    + "."
                    + Partition.of(region.id()).domain(false);
        }
        if (service == Service.SIGNIN && !fips && !dualStack) {
            String domain = Partition.signIn(region.id());
            if (domain != null) {
                return region.id() + "." + domain;
            }
        }
        // Of these, GovCloud's usual hosts are the FIPS ones.
        boolean usual =
                service.givesCredentials()
                        && service != Service.SIGNIN
                        && region.id().startsWith("us-gov-")
                        && !dualStack;
        return service.host()
                + (fips && !usual ? "-fips" : "")
                + "."
                + region.id()
                + "."
                + Partition.of(region.id()).domain(dualStack || service == Service.MANTLE);
    }

    private @Nullable ServiceEndpoint given(Service service, @Nullable String baseUrl) {
        if (baseUrl != null) {
            return ServiceEndpoint.of(baseUrl, "code", "baseUrl");
        }
        if (isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")) {
            return null;
        }
        for (String variable : new String[] {service.variable(), "AWS_ENDPOINT_URL"}) {
            String url = environment.variable(variable);
            if (url != null) {
                return ServiceEndpoint.of(url, variable);
            }
        }
        String url = config.serviceProperty(service.configName(), "endpoint_url");
        if (url == null) {
            url = config.property("endpoint_url");
        }
        String profile = "profile " + ControlCharacters.quoted(config.profile());
        return url == null ? null : ServiceEndpoint.of(url, profile, "endpoint_url of " + profile);
    }

    private static void refuseVariant(
            ServiceEndpoint given, boolean on, String name, String variable) {
        if (on) {
            throw new ValidationException(
                    name + " is enabled, but the endpoint URL is set by " + given.source() + ".",
                    ErrorDetails.NONE.withRemedy(
                            "Set the URL of such an endpoint and "
                                    + variable
                                    + "=false, or remove the URL."));
        }
    }

    private boolean isOn(String variable, String property) {
        String value = environment.variable(variable);
        String source = variable;
        if (value == null) {
            value = config.property(property);
            source = property + " of profile " + ControlCharacters.quoted(config.profile());
        }
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw new ValidationException(
                source + " must be true or false.",
                ErrorDetails.NONE.withRemedy("Set it to true or false."));
    }
}
