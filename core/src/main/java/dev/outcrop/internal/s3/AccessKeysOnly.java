package dev.outcrop.internal.s3;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.policy.Cancellation;

/** Refuses API keys of Bedrock, which S3 does not accept. */
record AccessKeysOnly(StoppableCredentials provider) implements StoppableCredentials {
    @Override
    public Credentials resolve(Cancellation cancellation) {
        Credentials found = provider.resolve(cancellation);
        if (found instanceof Credentials.AccessKeys) {
            return found;
        }
        throw new CredentialsException(
                "S3 does not accept an API key of Bedrock.",
                ErrorDetails.NONE.withRemedy(
                        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile."));
    }

    @Override
    public void refused(Credentials expired) {
        provider.refused(expired);
    }

    @Override
    public String toString() {
        return "AccessKeysOnly"; // the provider's own text may be secret
    }
}
