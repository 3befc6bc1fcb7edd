package dev.outcrop.internal.aws.credentials.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.ConfiguredRegion;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.Shell;
import dev.outcrop.internal.aws.credentials.source.TokenFile;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * The session of {@code aws login} in its cache file, read and renewed as botocore does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html">Login
 *     credentials provider</a>
 */
final class LoginCache {
    private static final System.Logger LOG = System.getLogger(LoginCache.class.getName());
    private static final String FOLDER = "AWS_LOGIN_CACHE_DIRECTORY";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final SharedConfig config;
    private final CredentialsContext means;
    private final String source;

    private LoginCache(SharedConfig config, CredentialsContext means) {
        this.config = config;
        this.means = means;
        this.source = "profile " + ControlCharacters.quoted(config.profile());
    }

    static Credentials of(SharedConfig config, String session, CredentialsContext means) {
        return new LoginCache(config, means).keys(session);
    }

    private Credentials keys(String session) {
        try {
            Path file = file(means.environment(), session);
            LoginToken token =
                    LoginToken.read(
                            ServiceErrorText.object(TokenFile.read(file).getBytes(UTF_8)), source);
            Instant now = means.clock().instant();
            return token.isDue(now) ? renewed(token, file, now).keys() : token.keys();
        } catch (IOException e) {
            throw signIn(
                    "you are not signed in ("
                            + ControlCharacters.line(String.valueOf(e.getMessage()), 300)
                            + ")");
        } catch (IllegalArgumentException e) {
            throw signIn("invalid session: " + e.getMessage());
        }
    }

    /** The renewed session; the old one if renewal fails and its keys have not expired. */
    private LoginToken renewed(LoginToken old, Path file, Instant now) {
        try {
            LoginToken renewed = renew(old, now);
            keep(renewed, file);
            return renewed;
        } catch (CredentialsException | IllegalArgumentException e) {
            if (old.keys().isExpired(now)) {
                throw e;
            }
            log(
                    e instanceof CredentialsException known
                            ? known.what()
                            : String.valueOf(e.getMessage()));
            return old;
        }
    }

    private LoginToken renew(LoginToken old, Instant now) {
        URI uri =
                RequestTarget.uri(
                        new EndpointResolver(config).resolve(Service.SIGNIN, null, region()).base()
                                + "/v1/token");
        String proof =
                DpopKey.of(old.text("dpopKey")).proof(uri, now, UUID.randomUUID().toString());
        Answer answer;
        try {
            answer =
                    means.asking()
                            .send(
                                    new Ask(
                                            "POST",
                                            uri,
                                            Map.of(
                                                    "Content-Type",
                                                    "application/json",
                                                    "DPoP",
                                                    proof),
                                            body(old),
                                            TIMEOUT,
                                            false));
        } catch (IOException e) {
            throw NoCredentialsError.because(
                    source,
                    e,
                    "Check the connection to the sign-in service at " + uri.getHost() + ".");
        }
        if (answer.status() != 200) {
            throw refused(answer, old, proof);
        }
        try {
            return old.renewed(ServiceErrorText.object(answer.body()), now);
        } catch (IllegalArgumentException e) {
            throw NoCredentialsError.because(
                    source, "invalid response of the sign-in service: " + e.getMessage(), null);
        }
    }

    private Region region() {
        Region configured = ConfiguredRegion.find(config);
        return configured == null ? new Region("us-east-1", "the sign-in service") : configured;
    }

    private static byte[] body(LoginToken token) {
        return JsonWriter.bytes(
                json ->
                        json.object()
                                .member("clientId", token.text("clientId"))
                                .member("grantType", "refresh_token")
                                .member("refreshToken", token.text("refreshToken"))
                                .endObject());
    }

    private CredentialsException refused(Answer answer, LoginToken old, String proof) {
        String why =
                "the sign-in service refused to refresh the session: "
                        + ServiceErrorText.failure(
                                answer, old.text("refreshToken"), old.keys().sessionToken(), proof);
        return ServiceErrorText.code(answer).equals("INSUFFICIENT_PERMISSIONS")
                ? NoCredentialsError.because(
                        source, why, "Check that you may use `aws login` in that account.")
                : signIn(why);
    }

    /** The keys are used even if they cannot be saved. */
    private void keep(LoginToken token, Path file) {
        try {
            TokenFile.replace(file, JsonWriter.bytes(json -> json.value(token.json())));
        } catch (IOException e) {
            log("cannot write the refreshed session: " + e.getMessage());
        }
    }

    private void log(String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Could not refresh the session of profile "
                        + ControlCharacters.quoted(config.profile())
                        + ": "
                        + ControlCharacters.line(why, 400));
    }

    private CredentialsException signIn(String why) {
        return NoCredentialsError.because(
                source,
                why,
                "Sign in again with `aws login --profile " + Shell.word(config.profile()) + "`.");
    }

    private static Path file(Environment environment, String session) throws IOException {
        String folder = environment.variable(FOLDER);
        String name = sha256(session) + ".json";
        try {
            return folder(environment, folder).resolve(name);
        } catch (InvalidPathException e) {
            throw new IOException(FOLDER + " is not a valid path");
        }
    }

    private static Path folder(Environment environment, @Nullable String given) {
        if (given == null) {
            return environment.home().resolve(".aws/login/cache");
        }
        return given.startsWith("~/")
                ? environment.home().resolve(given.substring(2))
                : Path.of(given);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
