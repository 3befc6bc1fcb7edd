package dev.outcrop.internal.aws.credentials.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.config.ConfiguredRegion;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.internal.aws.credentials.source.XmlText;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.signing.RequestSigner;
import dev.outcrop.internal.aws.signing.RequestTarget;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two operations of AWS's Security Token Service that return keys of a role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">
 *     AssumeRoleWithWebIdentity</a>
 */
public final class StsClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final CredentialsContext means;
    private final SharedConfig config;

    StsClient(CredentialsContext means, SharedConfig config) {
        this.means = means;
        this.config = config;
    }

    /** Assumes a role with other keys. */
    AccessKeys assumeRole(
            Map<String, String> parameters, Credentials by, String source, String remedy) {
        return ask("AssumeRole", parameters, by, source, remedy);
    }

    /** Assumes a role with a web identity token; not signed. */
    AccessKeys assumeRoleWithWebIdentity(
            Map<String, String> parameters, String source, String remedy) {
        return ask("AssumeRoleWithWebIdentity", parameters, null, source, remedy);
    }

    private AccessKeys ask(
            String action,
            Map<String, String> parameters,
            @Nullable Credentials by,
            String source,
            String remedy) {
        Region region = region();
        URI uri =
                RequestTarget.uri(
                        new EndpointResolver(config).resolve(Service.STS, null, region).base()
                                + "/");
        byte[] body = form(action, parameters);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        if (by != null) {
            headers.putAll(
                    new RequestSigner(means.clock())
                            .sign(
                                    "POST",
                                    uri,
                                    headers,
                                    body,
                                    by,
                                    region,
                                    Service.STS.signingName(),
                                    Duration.ZERO));
        }
        Answer answer;
        try {
            answer = means.asking().send(new Ask("POST", uri, headers, body, TIMEOUT, false));
        } catch (IOException e) {
            throw NoCredentialsError.because(
                    source, e, "Check the connection to STS at " + uri.getHost() + ".");
        }
        if (answer.status() != 200) {
            throw NoCredentialsError.because(
                    source,
                    "STS refused "
                            + action
                            + ": "
                            + ServiceErrorText.failure(answer, secrets(parameters, by)),
                    remedy);
        }
        return read(answer, source);
    }

    /** The environment's region, or the profile's; the default is the first region of STS. */
    private Region region() {
        Region configured = ConfiguredRegion.find(config);
        return configured == null ? new Region("us-east-1", "STS") : configured;
    }

    private static byte[] form(String action, Map<String, String> parameters) {
        var text = new StringBuilder("Action=").append(action).append("&Version=2011-06-15");
        parameters.forEach(
                (name, value) ->
                        text.append('&')
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString().getBytes(UTF_8);
    }

    private static @Nullable String[] secrets(
            Map<String, String> parameters, @Nullable Credentials by) {
        String session = by instanceof AccessKeys keys ? keys.sessionToken() : null;
        return new @Nullable String[] {session, parameters.get("WebIdentityToken")};
    }

    private static AccessKeys read(Answer answer, String source) {
        byte[] body = answer.body();
        try {
            return TemporaryKeysJson.keys(
                    XmlText.of(body, "AccessKeyId"),
                    XmlText.of(body, "SecretAccessKey"),
                    XmlText.of(body, "SessionToken"),
                    TemporaryKeysJson.instant(XmlText.of(body, "Expiration")),
                    source);
        } catch (IllegalArgumentException e) {
            throw NoCredentialsError.because(
                    source, "invalid response of STS: " + e.getMessage(), null);
        }
    }
}
