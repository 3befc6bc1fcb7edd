package dev.outcrop.internal.aws.credentials.sso;

import dev.outcrop.aws.Region;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Renews a sign-in without a browser. Failures are only logged: the old token may still be valid,
 * and otherwise a person has to sign in anyway.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html">
 *     CreateToken</a>
 */
final class SsoTokenRefresh {
    private static final System.Logger LOG = System.getLogger(SsoTokenRefresh.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** A longer lifetime of a token is not plausible. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final SharedConfig config;
    private final CredentialsContext means;
    private final Region region;

    SsoTokenRefresh(SharedConfig config, CredentialsContext means, Region region) {
        this.config = config;
        this.means = means;
        this.region = region;
    }

    /** Returns the renewed sign-in, or the old one. */
    SsoToken renew(SsoToken old, SsoTokenFile file) {
        URI uri =
                URI.create(
                        new EndpointResolver(config).resolve(Service.SSO_OIDC, null, region).base()
                                + "/token");
        try {
            Answer answer =
                    means.asking()
                            .send(
                                    new Ask(
                                            "POST",
                                            uri,
                                            Map.of("Content-Type", "application/json"),
                                            body(old.json()),
                                            TIMEOUT,
                                            false));
            if (answer.status() != 200) {
                log(ServiceErrorText.failure(answer, secrets(old.json())));
                return old;
            }
            SsoToken renewed = read(old, ServiceErrorText.object(answer.body()));
            keep(renewed, file);
            return renewed;
        } catch (IOException | IllegalArgumentException e) {
            log(ControlCharacters.line(String.valueOf(e.getMessage()), 200));
            return old;
        }
    }

    private static byte[] body(Json.Obj token) {
        return JsonWriter.bytes(
                json ->
                        json.object()
                                .member("clientId", token.string("clientId"))
                                .member("clientSecret", token.string("clientSecret"))
                                .member("grantType", "refresh_token")
                                .member("refreshToken", token.string("refreshToken"))
                                .endObject());
    }

    private static String[] secrets(Json.Obj token) {
        return new String[] {
            String.valueOf(token.string("clientSecret")),
            String.valueOf(token.string("refreshToken")),
            String.valueOf(token.string("accessToken"))
        };
    }

    private SsoToken read(SsoToken old, Json.Obj answer) {
        String token = answer.string("accessToken");
        long seconds = answer.integer("expiresIn", -1);
        if (token == null || seconds < 0 || seconds > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("the response has no accessToken or no expiresIn");
        }
        SsoToken renewed =
                old.renewed(
                        token,
                        answer.string("refreshToken"),
                        means.clock()
                                .instant()
                                .plusSeconds(seconds)
                                .truncatedTo(ChronoUnit.SECONDS));
        return SsoToken.read(renewed.json());
    }

    /** The token is used even if it cannot be saved. */
    private void keep(SsoToken token, SsoTokenFile file) {
        try {
            file.write(token);
        } catch (IOException e) {
            log(
                    "cannot write the token: "
                            + ControlCharacters.line(String.valueOf(e.getMessage()), 200));
        }
    }

    private void log(String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Could not refresh the sign-in of profile "
                        + ControlCharacters.quoted(config.profile())
                        + ": "
                        + why);
    }
}
