package dev.outcrop.internal.aws.credentials.sts;

import dev.outcrop.aws.Credentials;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.TokenFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A role that is assumed with a token from a file, as in Kubernetes. The file is read each time.
 */
public final class WebIdentityCredentials implements CredentialsSource {
    private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
    private static final String REMEDY =
            "Check that the token has not expired and that the role trusts its issuer.";

    private final CredentialsContext means;
    private final SharedConfig config;

    public WebIdentityCredentials(CredentialsContext means, SharedConfig config) {
        this.means = means;
        this.config = config;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        var environment = means.environment();
        String file = environment.variable(TOKEN_FILE);
        String role = environment.variable("AWS_ROLE_ARN");
        if (file == null || role == null) {
            String missing = file == null ? TOKEN_FILE : "AWS_ROLE_ARN";
            looked.add("web identity (no " + environment.missing(missing) + ")");
            return null;
        }
        String session = environment.variable("AWS_ROLE_SESSION_NAME");
        return of(
                file,
                role,
                session == null ? "outcrop-" + means.clock().millis() : session,
                "web identity (" + TOKEN_FILE + ")",
                config,
                means);
    }

    public static Credentials of(
            String file,
            String role,
            String session,
            String source,
            SharedConfig config,
            CredentialsContext means) {
        String token;
        try {
            token = TokenFile.read(file, means.environment());
        } catch (IOException e) {
            throw NoCredentialsError.because(source, e, REMEDY);
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("RoleArn", role);
        parameters.put("RoleSessionName", session);
        parameters.put("WebIdentityToken", token);
        return new StsClient(means, config).assumeRoleWithWebIdentity(parameters, source, REMEDY);
    }
}
