package dev.outcrop.internal.aws.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.SharedConfig;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.credentials.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.CredentialsHttp.Ask;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an EC2 instance can ask about itself, version 2 of the service; version 1 where the service
 * has no other and it is not switched off. What fails for a moment is asked again. Outside of EC2
 * nothing answers, and one second is waited for that.
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
                ? ControlCharacters.line(String.valueOf(e.getMessage()), 200)
                : "metadata service not reachable";
    }

    boolean isDisabled() {
        return config.environment().isTrue(DISABLED);
    }

    /** One conversation: what is asked in it is asked with the same token. */
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
            throw e; // version 1 would do no better
        } catch (IOException e) {
            return withoutToken(settings, "no token", e);
        }
    }

    /** It goes back in a header. */
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

    /** Asks with a token, or without where the service knows none. */
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

        /** The body; null if there is nothing at that path. */
        @Nullable String get(String path) throws IOException {
            return get(path, answer -> !new String(answer.body(), UTF_8).isBlank());
        }

        /** The object at that path; empty if there is none. */
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
