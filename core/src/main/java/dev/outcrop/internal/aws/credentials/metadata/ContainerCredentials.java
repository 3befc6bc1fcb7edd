package dev.outcrop.internal.aws.credentials.metadata;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.internal.aws.credentials.source.TokenFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The role of an ECS task or EKS pod, if its variables are set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">
 *     Container credentials</a>
 */
public final class ContainerCredentials implements CredentialsSource {
    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    private static final String SOURCE = ContainerAddress.SOURCE;
    private static final String REMEDY = "Check the role of the task or pod.";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final CredentialsContext means;

    public ContainerCredentials(CredentialsContext means) {
        this.means = means;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        Environment environment = means.environment();
        ContainerAddress address = ContainerAddress.of(environment, InetAddress::getAllByName);
        if (address == null) {
            looked.add("container (none)");
            return null;
        }
        try {
            String token = token(environment);
            Answer answer =
                    means.asking()
                            .send(
                                    new Ask(
                                            "GET",
                                            address.uri(),
                                            token == null
                                                    ? Map.of()
                                                    : Map.of("Authorization", token),
                                            new byte[0],
                                            TIMEOUT,
                                            address.direct()));
            if (answer.status() != 200) {
                throw NoCredentialsError.because(
                        SOURCE, ServiceErrorText.failure(answer, token), REMEDY);
            }
            return TemporaryKeysJson.read(ServiceErrorText.object(answer.body()), "Token", SOURCE);
        } catch (IOException e) {
            throw NoCredentialsError.because(SOURCE, e, REMEDY);
        } catch (IllegalArgumentException e) {
            throw NoCredentialsError.because(SOURCE, String.valueOf(e.getMessage()), REMEDY);
        }
    }

    /** The file is read each time: its content changes. */
    private static @Nullable String token(Environment environment) throws IOException {
        String file = environment.variable(TOKEN_FILE);
        String token =
                file == null ? environment.variable(TOKEN) : TokenFile.read(file, environment);
        if (token != null && token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IOException("the token contains a character that is not allowed in a header");
        }
        return token;
    }
}
