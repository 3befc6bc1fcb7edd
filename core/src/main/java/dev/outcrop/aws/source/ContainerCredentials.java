package dev.outcrop.aws.source;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.source.CredentialsHttp.Answer;
import dev.outcrop.aws.source.CredentialsHttp.Ask;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The role of an ECS task or EKS pod, where the variables of one are set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
 *     Container credentials</a>
 */
final class ContainerCredentials implements CredentialsSource {
    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    private static final String SOURCE = "container's role";
    private static final String REMEDY = "Look at the role of the task or pod.";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Without TLS, keys may come from this machine, or from ECS's and EKS's own addresses. */
    private static final Set<String> PLAIN_HOSTS =
            Set.of(
                    "localhost",
                    "127.0.0.1",
                    "[::1]",
                    "169.254.170.2",
                    "169.254.170.23",
                    "[fd00:ec2::23]");

    private final Means means;

    ContainerCredentials(Means means) {
        this.means = means;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        Environment environment = means.environment();
        String relative = environment.variable(RELATIVE);
        String full = environment.variable(FULL);
        if (relative == null && full == null) {
            looked.add("container (none)");
            return null;
        }
        URI uri = relative != null ? uri("http://169.254.170.2" + relative, RELATIVE) : full(full);
        try {
            String token = token(environment);
            Answer answer =
                    means.asking()
                            .send(
                                    new Ask(
                                            "GET",
                                            uri,
                                            token == null
                                                    ? Map.of()
                                                    : Map.of("Authorization", token),
                                            new byte[0],
                                            TIMEOUT,
                                            isPlain(uri)));
            if (answer.status() != 200) {
                throw Unavailable.because(SOURCE, Said.failure(answer, token), REMEDY);
            }
            return KeysJson.read(Said.object(answer.body()), "Token", SOURCE);
        } catch (IOException e) {
            throw Unavailable.because(SOURCE, e, REMEDY);
        } catch (IllegalArgumentException e) {
            throw Unavailable.because(SOURCE, String.valueOf(e.getMessage()), REMEDY);
        }
    }

    private static URI full(@Nullable String text) {
        URI uri = uri(String.valueOf(text), FULL);
        boolean safe =
                "https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && isPlain(uri));
        if (!safe || uri.getHost() == null) {
            throw Unavailable.because(
                    SOURCE,
                    FULL + " is neither https nor an address of this machine or its container host",
                    null);
        }
        return uri;
    }

    private static boolean isPlain(URI uri) {
        return PLAIN_HOSTS.contains(String.valueOf(uri.getHost()));
    }

    private static URI uri(String text, String variable) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Unavailable.because(SOURCE, variable + " is not an address", null);
        }
        String fault = uri.getRawAuthority() == null ? null : Endpoint.fault(uri);
        if (fault != null) {
            throw Unavailable.because(SOURCE, variable + " " + fault, null);
        }
        return uri;
    }

    /** The file is read each time: what is in it changes. */
    private static @Nullable String token(Environment environment) throws IOException {
        String file = environment.variable(TOKEN_FILE);
        String token =
                file == null ? environment.variable(TOKEN) : SecretFile.read(file, environment);
        if (token != null && token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IOException("the container's token has a character that no header can carry");
        }
        return token;
    }
}
