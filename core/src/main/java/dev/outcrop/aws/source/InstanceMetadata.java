package dev.outcrop.aws.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.SharedConfig;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.source.CredentialsHttp.Answer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What an EC2 instance can ask about itself, version 2 of the service; version 1 where the service
 * has no other and it is not switched off. Outside of EC2 nothing answers, and one second is waited
 * for that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">
 *     Instance Metadata Service</a>
 */
final class InstanceMetadata {
    static final String DISABLED = "AWS_EC2_METADATA_DISABLED";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final SharedConfig config;
    private final Asking asking;

    InstanceMetadata(SharedConfig config, Asking asking) {
        this.config = config;
        this.asking = asking;
    }

    boolean isDisabled() {
        return config.environment().isTrue(DISABLED);
    }

    /** One conversation: what is asked in it is asked with the same token. */
    Session begin() throws IOException {
        URI base = base();
        try {
            Answer answer =
                    asking.once(
                            "PUT",
                            base.resolve("/latest/api/token"),
                            Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"),
                            timeout());
            if (answer.status() == 200) {
                return new Session(base, new String(answer.body(), UTF_8).strip());
            }
            return withoutToken(base, "HTTP " + answer.status() + " for its token", null);
        } catch (ConnectException e) {
            throw e; // nobody there, for version 1 neither
        } catch (IOException e) {
            return withoutToken(base, "no token", e);
        }
    }

    private Session withoutToken(URI base, String why, @Nullable IOException e) throws IOException {
        boolean refused = why.startsWith("HTTP 400");
        if (refused || isOn("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")) {
            throw new IOException("the metadata service gave " + why, e);
        }
        return new Session(base, null);
    }

    private URI base() throws IOException {
        String given =
                setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
        String mode =
                setting(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
                        "ec2_metadata_service_endpoint_mode");
        String standard =
                "ipv6".equalsIgnoreCase(mode) ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
        URI base;
        try {
            base = URI.create(given == null ? standard : given).resolve("/");
        } catch (IllegalArgumentException e) {
            throw new IOException("AWS_EC2_METADATA_SERVICE_ENDPOINT is not an address");
        }
        String fault = Endpoint.fault(base);
        if (fault != null) {
            throw Unavailable.because(
                    "EC2 instance", "AWS_EC2_METADATA_SERVICE_ENDPOINT " + fault, null);
        }
        return base;
    }

    private Duration timeout() throws IOException {
        String seconds = setting("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
        if (seconds == null) {
            return Duration.ofSeconds(1);
        }
        try {
            long millis = Math.round(Double.parseDouble(seconds) * 1000);
            return Duration.ofMillis(Math.clamp(millis, 1, LONGEST.toMillis()));
        } catch (NumberFormatException e) {
            throw new IOException("AWS_METADATA_SERVICE_TIMEOUT is not a number of seconds");
        }
    }

    private boolean isOn(String variable, String property) {
        return "true".equalsIgnoreCase(setting(variable, property));
    }

    private @Nullable String setting(String variable, String property) {
        String value = config.environment().variable(variable);
        return value == null ? config.property(property) : value;
    }

    /** Asks with a token, or without where the service knows none. */
    final class Session {
        private final URI base;
        private final Map<String, String> headers;

        private Session(URI base, @Nullable String token) {
            this.base = base;
            this.headers = token == null ? Map.of() : Map.of("X-aws-ec2-metadata-token", token);
        }

        /** The body; null if there is nothing at that path. */
        @Nullable String get(String path) throws IOException {
            Answer answer = asking.once("GET", base.resolve(path), headers, timeout());
            return switch (answer.status()) {
                case 200 -> new String(answer.body(), UTF_8);
                case 404 -> null;
                default ->
                        throw new IOException(
                                "the metadata service answered HTTP " + answer.status());
            };
        }
    }
}
