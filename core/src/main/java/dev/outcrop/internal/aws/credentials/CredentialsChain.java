package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries one source after the other; the first that has credentials wins. */
final class CredentialsChain implements Supplier<Credentials> {
    private static final String REMEDY =
            "Sign in with `aws login`, or set AWS_BEARER_TOKEN_BEDROCK to a"
                    + " Bedrock API key (in Java, without an account: LocalBedrock)";

    private final List<CredentialsSource> sources;

    CredentialsChain(CredentialsSource... sources) {
        this.sources = List.of(sources);
    }

    @Override
    public Credentials get() {
        var looked = new ArrayList<String>();
        for (CredentialsSource source : sources) {
            Credentials found = source.find(looked);
            if (found != null) {
                return found;
            }
        }
        throw new CredentialsException(
                "No AWS credentials found. Looked at: " + String.join("; ", looked) + ".",
                ErrorDetails.NONE.withRemedy(REMEDY));
    }
}
