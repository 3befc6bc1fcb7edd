package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Keys and tokens in environment variables. Loads no other class for credentials. */
final class EnvironmentCredentials implements CredentialsSource {
    private static final String BEARER = "AWS_BEARER_TOKEN_BEDROCK";
    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION = "AWS_SESSION_TOKEN";

    private final Environment environment;
    private final boolean keysOnly;

    EnvironmentCredentials(Environment environment) {
        this(environment, false);
    }

    /**
     * @param keysOnly whether a token is ignored
     */
    EnvironmentCredentials(Environment environment, boolean keysOnly) {
        this.environment = environment;
        this.keysOnly = keysOnly;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        try {
            Credentials bearer = bearer();
            Credentials found = bearer != null ? bearer : keys();
            if (found == null) {
                looked.add(
                        "environment (no "
                                + environment.missing(BEARER)
                                + ", no "
                                + environment.missing(ID)
                                + ")");
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(
                    "Invalid key or token in an environment variable: " + e.getMessage(),
                    ErrorDetails.NONE.withRemedy("Set the variable again, without quotes."),
                    e);
        }
    }

    private @Nullable Credentials bearer() {
        String token = keysOnly ? null : environment.variable(BEARER);
        return token == null ? null : new Credentials.BearerToken(token, null, BEARER);
    }

    private @Nullable Credentials keys() {
        String id = environment.variable(ID);
        String secret = environment.variable(SECRET);
        if (id == null && secret == null) {
            return null;
        }
        if (id == null || secret == null) {
            String there = id != null ? ID : SECRET;
            String missing = id != null ? SECRET : ID;
            throw new CredentialsException(
                    there + " is set, but " + environment.missing(missing) + " is not.",
                    ErrorDetails.NONE.withRemedy("Set both, or neither."));
        }
        return new Credentials.AccessKeys(
                id, secret, environment.variable(SESSION), null, "environment (" + ID + ")");
    }
}
