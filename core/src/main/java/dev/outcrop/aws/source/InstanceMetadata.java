package dev.outcrop.aws.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.SharedConfig;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.source.CredentialsHttp.Answer;
import dev.outcrop.text.Harmless;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
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

    /** The service answered something else than what was asked for, or cannot be asked. */
    static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Why there is no answer, as a part of a message. */
    static String reason(Exception e) {
        return e instanceof Unusable || e instanceof IllegalArgumentException
                ? Harmless.line(String.valueOf(e.getMessage()), 200)
                : "no metadata service answers";
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
                return new Session(base, token(answer));
            }
            return withoutToken(base, "HTTP " + answer.status() + " for its token", null);
        } catch (ConnectException | Unusable e) {
            throw e; // version 1 would do no better
        } catch (IOException e) {
            return withoutToken(base, "no token", e);
        }
    }

    /** It goes back in a header. */
    private static String token(Answer answer) throws IOException {
        String token = new String(answer.body(), UTF_8).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new Unusable("the metadata service gave no token that a header can carry", null);
        }
        return token;
    }

    private Session withoutToken(URI base, String why, @Nullable IOException e) throws IOException {
        boolean refused = why.startsWith("HTTP 400");
        if (refused || isOn("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")) {
            throw new Unusable("the metadata service gave " + why, e);
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
        if (mode != null && !mode.equalsIgnoreCase("ipv4") && !mode.equalsIgnoreCase("ipv6")) {
            throw new Unusable(
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE is neither IPv4 nor IPv6", null);
        }
        String standard =
                "ipv6".equalsIgnoreCase(mode) ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
        return (given == null ? URI.create(standard) : checked(given)).resolve("/");
    }

    private static URI checked(String given) throws IOException {
        String setting = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
        try {
            URI uri = new URI(given);
            boolean http = String.valueOf(uri.getScheme()).matches("(?i)https?");
            if (http && uri.getRawAuthority() != null && uri.getRawQuery() == null) {
                String fault = Endpoint.fault(uri);
                if (fault != null) {
                    throw new Unusable(setting + " " + fault, null);
                }
                return uri;
            }
        } catch (URISyntaxException e) {
            // What was given is not shown: it may hold a password.
        }
        throw new Unusable(setting + " is not an http address", null);
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
            throw new Unusable("AWS_METADATA_SERVICE_TIMEOUT is not a number of seconds", e);
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

        /** Text of the service, without the token that it was sent. */
        String shown(String text) {
            return Said.without(text, headers.values().toArray(String[]::new));
        }

        /** The body; null if there is nothing at that path. */
        @Nullable String get(String path) throws IOException {
            Answer answer = asking.once("GET", base.resolve(path), headers, timeout());
            return switch (answer.status()) {
                case 200 -> new String(answer.body(), UTF_8);
                case 404 -> null;
                default ->
                        throw new Unusable(
                                "the metadata service answered HTTP " + answer.status(), null);
            };
        }
    }
}
