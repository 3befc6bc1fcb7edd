package dev.outcrop.internal.aws.credentials.metadata;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * The settings for calling the metadata service of an instance.
 *
 * @param base its address, with the path {@code /}
 * @param timeout of one request
 * @param attempts of one request
 * @param attemptsGiven whether a setting defines the attempts; otherwise a machine without a
 *     response is called once
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html">IMDS
 *     credential provider</a>
 */
record MetadataSettings(URI base, Duration timeout, int attempts, boolean attemptsGiven) {
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int STANDARD_ATTEMPTS = 3;

    /** A setting, with the name of the variable or property. */
    private record Setting(String name, String value) {}

    /**
     * @throws InstanceMetadata.Unusable names the invalid setting
     */
    static MetadataSettings of(SharedConfig config) throws InstanceMetadata.Unusable {
        Setting attempts = setting(config, "AWS_METADATA_SERVICE_NUM_ATTEMPTS");
        return new MetadataSettings(
                base(config),
                timeout(setting(config, "AWS_METADATA_SERVICE_TIMEOUT")),
                attempts == null ? STANDARD_ATTEMPTS : number(attempts),
                attempts != null);
    }

    /** Whether version 1 of the service is disabled. */
    static boolean isV1Disabled(SharedConfig config) {
        Setting setting = setting(config, "AWS_EC2_METADATA_V1_DISABLED");
        return setting != null && setting.value.equalsIgnoreCase("true");
    }

    private static URI base(SharedConfig config) throws InstanceMetadata.Unusable {
        Setting given = setting(config, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
        Setting mode = setting(config, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
        boolean v6 = mode != null && mode.value.equalsIgnoreCase("ipv6");
        if (mode != null && !v6 && !mode.value.equalsIgnoreCase("ipv4")) {
            throw unusable(mode, "must be IPv4 or IPv6");
        }
        String standard = v6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
        return (given == null ? URI.create(standard) : checked(given)).resolve("/");
    }

    private static URI checked(Setting given) throws InstanceMetadata.Unusable {
        try {
            URI uri = new URI(given.value);
            boolean http = String.valueOf(uri.getScheme()).matches("(?i)https?");
            if (http && uri.getRawAuthority() != null && uri.getRawQuery() == null) {
                String fault = ServiceEndpoint.fault(uri);
                if (fault != null) {
                    throw unusable(given, fault);
                }
                return uri;
            }
        } catch (URISyntaxException e) {
            // The value is not shown: it may contain a password.
        }
        throw unusable(given, "is not a valid http URL");
    }

    private static Duration timeout(@Nullable Setting seconds) throws InstanceMetadata.Unusable {
        if (seconds == null) {
            return STANDARD_TIMEOUT;
        }
        if (!seconds.value.matches("[0-9]{1,9}([.][0-9]{0,9})?|[.][0-9]{1,9}")
                || Double.parseDouble(seconds.value) == 0) {
            throw unusable(seconds, "is not a number of seconds");
        }
        long millis = Math.round(Double.parseDouble(seconds.value) * 1000);
        return Duration.ofMillis(Math.clamp(millis, 1, LONGEST.toMillis()));
    }

    private static int number(Setting attempts) throws InstanceMetadata.Unusable {
        if (!attempts.value.matches("0*[1-9][0-9]{0,2}")) {
            throw unusable(attempts, "is not a number from 1 to 999");
        }
        return Integer.parseInt(attempts.value);
    }

    private static InstanceMetadata.Unusable unusable(Setting setting, String why) {
        return new InstanceMetadata.Unusable(setting.name + " " + why, null);
    }

    /** The value of a variable, or the property of that name without {@code AWS_}; or null. */
    private static @Nullable Setting setting(SharedConfig config, String variable) {
        String value = config.environment().variable(variable);
        if (value != null) {
            return new Setting(variable, value);
        }
        String property = variable.substring("AWS_".length()).toLowerCase(Locale.ROOT);
        value = config.property(property);
        return value == null
                ? null
                : new Setting(
                        property + " of profile " + ControlCharacters.quoted(config.profile()),
                        value);
    }
}
