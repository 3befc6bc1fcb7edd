package dev.outcrop.internal.aws.credentials.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.RetryingCredentialsHttp;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The metadata service of EC2 instances, version 2; version 1 if the service has no other and it is
 * not disabled. Temporary failures are retried. Outside of EC2 the service does not respond, which
 * takes one second.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">
 *     Instance Metadata Service</a>
 */
final class InstanceMetadata {
    static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

    private final SharedConfig config;
    private final RetryingCredentialsHttp asking;

    InstanceMetadata(SharedConfig config, RetryingCredentialsHttp asking) {
        this.config = config;
        this.asking = asking;
    }

    /** Thrown when the service returned an unexpected response, or cannot be called. */
    static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Returns why there is no response, as a part of a message. */
    static String reason(Exception e) {
        return e instanceof Unusable || e instanceof IllegalArgumentException
                ? ControlCharacters.line(String.valueOf(e.getMessage()), 200)
                : "metadata service not reachable";
    }

    boolean isDisabled() {
        return config.environment().isTrue(DISABLED);
    }

    /** Begins a session: all its requests use the same token. */
    Session begin() throws IOException {
        MetadataSettings settings = MetadataSettings.of(config);
        try {
            Answer answer =
                    asking.send(
                            new Ask(
                                    "PUT",
                                    settings.base().resolve("/latest/api/token"),
                                    Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"),
                                    new byte[0],
                                    settings.timeout(),
                                    true),
                            settings.attempts(),
                            e -> settings.attemptsGiven() && e instanceof ConnectException,
                            any -> true);
            if (answer.status() == 200) {
                return new Session(settings, token(answer));
            }
            return withoutToken(settings, "HTTP " + answer.status() + " for its token", null);
        } catch (ConnectException | Unusable e) {
            throw e; // version 1 would fail, too
        } catch (IOException e) {
            return withoutToken(settings, "no token", e);
        }
    }

    /** It is sent back in a header. */
    private static String token(Answer answer) throws IOException {
        String token = new String(answer.body(), UTF_8).strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new Unusable("the metadata service returned an invalid token", null);
        }
        return token;
    }

    private Session withoutToken(MetadataSettings settings, String why, @Nullable IOException e)
            throws IOException {
        if (why.startsWith("HTTP 400") || MetadataSettings.isV1Disabled(config)) {
            throw new Unusable("the metadata service returned " + why, e);
        }
        return new Session(settings, null);
    }

    /** Sends requests with a token, or without if the service does not support tokens. */
    final class Session {
        private final MetadataSettings settings;
        private final Map<String, String> headers;
        private final boolean answers;

        private Session(MetadataSettings settings, @Nullable String token) {
            this.settings = settings;
            this.headers = token == null ? Map.of() : Map.of("X-aws-ec2-metadata-token", token);
            this.answers = token != null || settings.attemptsGiven();
        }

        /** Text of the service, without the token that it was sent. */
        String shown(String text) {
            return ServiceErrorText.without(text, headers.values().toArray(String[]::new));
        }

        /** Returns the body; null if the path does not exist. */
        @Nullable String get(String path) throws IOException {
            return get(path, answer -> !new String(answer.body(), UTF_8).isBlank());
        }

        /** Returns the object at that path; empty if there is none. */
        Json.Obj json(String path) throws IOException {
            String body = get(path, answer -> !ServiceErrorText.object(answer.body()).isEmpty());
            return ServiceErrorText.object(String.valueOf(body).getBytes(UTF_8));
        }

        private @Nullable String get(String path, Predicate<Answer> complete) throws IOException {
            URI uri = settings.base().resolve(path);
            Answer answer =
                    asking.send(
                            new Ask("GET", uri, headers, new byte[0], settings.timeout(), true),
                            settings.attempts(),
                            e -> answers,
                            complete);
            return switch (answer.status()) {
                case 200 -> new String(answer.body(), UTF_8);
                case 404 -> null;
                default ->
                        throw new Unusable(
                                "the metadata service returned HTTP " + answer.status(), null);
            };
        }
    }
}
