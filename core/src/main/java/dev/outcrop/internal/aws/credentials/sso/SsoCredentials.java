package dev.outcrop.internal.aws.credentials.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.Shell;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;

/**
 * A profile of IAM Identity Center: keys of a role, for the user who is signed in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html">
 *     GetRoleCredentials</a>
 */
public final class SsoCredentials {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final SharedConfig config;
    private final CredentialsContext means;
    private final String source;
    private final @Nullable String session;

    private SsoCredentials(SharedConfig config, CredentialsContext means) {
        this.config = config;
        this.means = means;
        this.source = "profile " + ControlCharacters.quoted(config.profile());
        this.session = config.property("sso_session");
    }

    public static Credentials of(SharedConfig config, CredentialsContext means) {
        return new SsoCredentials(config, means).roleKeys();
    }

    private Credentials roleKeys() {
        Region region = new Region(setting("sso_region"), "sso_region");
        String account = own("sso_account_id");
        String role = own("sso_role_name");
        SsoToken token = token(region);
        URI uri =
                URI.create(
                        new EndpointResolver(config).resolve(Service.SSO, null, region).base()
                                + "/federation/credentials?role_name="
                                + URLEncoder.encode(role, UTF_8)
                                + "&account_id="
                                + URLEncoder.encode(account, UTF_8));
        Answer answer;
        try {
            answer =
                    means.asking()
                            .send(
                                    new Ask(
                                            "GET",
                                            uri,
                                            Map.of("x-amz-sso_bearer_token", token.accessToken()),
                                            new byte[0],
                                            TIMEOUT,
                                            false));
        } catch (IOException e) {
            throw NoCredentialsError.because(
                    source,
                    e,
                    "Check the connection to the sign-in portal at " + uri.getHost() + ".");
        }
        return switch (answer.status()) {
            case 200 -> read(answer);
            case 401 ->
                    throw signIn(
                            "the sign-in portal rejected its token ("
                                    + ServiceErrorText.failure(answer, token.accessToken())
                                    + ")");
            default ->
                    throw NoCredentialsError.because(
                            source,
                            "the sign-in portal returned "
                                    + ServiceErrorText.failure(answer, token.accessToken()),
                            "Check that you have the role "
                                    + ControlCharacters.line(role, 100)
                                    + " in the account "
                                    + ControlCharacters.line(account, 100)
                                    + ".");
        };
    }

    private Credentials read(Answer answer) {
        Json.Obj keys = ServiceErrorText.object(answer.body()).object("roleCredentials");
        try {
            return TemporaryKeysJson.readRole(keys, source);
        } catch (IllegalArgumentException e) {
            throw NoCredentialsError.because(
                    source, "invalid response of the sign-in portal: " + e.getMessage(), null);
        }
    }

    private SsoToken token(Region region) {
        var file =
                new SsoTokenFile(
                        means.environment(), session == null ? setting("sso_start_url") : session);
        try {
            SsoToken token = file.read();
            var now = means.clock().instant();
            if (session != null && token.isDue(now) && token.isRenewable(now)) {
                token = new SsoTokenRefresh(config, means, region).renew(token, file);
            }
            if (token.isExpired(now)) {
                throw signIn("its sign-in expired at " + token.expires());
            }
            return token;
        } catch (IOException e) {
            throw signIn(
                    "you are not signed in ("
                            + ControlCharacters.line(String.valueOf(e.getMessage()), 300)
                            + ")");
        } catch (IllegalArgumentException e) {
            throw signIn("invalid token: " + e.getMessage());
        }
    }

    private CredentialsException signIn(String why) {
        return NoCredentialsError.because(
                source,
                why,
                "Sign in again with `aws sso login --profile "
                        + Shell.word(config.profile())
                        + "`.");
    }

    /** From the session's section, or from the profile in the older format. */
    private String setting(String name) {
        String value =
                session == null ? config.property(name) : config.sessionProperty(session, name);
        String where =
                session == null
                        ? ""
                        : " in the section [sso-session "
                                + ControlCharacters.line(session, 100)
                                + "]";
        if (value == null) {
            throw missing(name + where);
        }
        return value;
    }

    private String own(String name) {
        String value = config.property(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private CredentialsException missing(String what) {
        return NoCredentialsError.because(
                source,
                "it has no " + ControlCharacters.line(what, 200),
                "Set it with `aws configure sso --profile " + Shell.word(config.profile()) + "`.");
    }
}
