package dev.outcrop.local;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.ServiceError;

import java.util.function.Supplier;

/**
 * AWS credentials for {@link dev.outcrop.local.recording.Recorder#signing}. If there are none, the
 * client gets an error. Safe for several threads; may block, as its provider does.
 */
public final class SigningCredentials implements Supplier<LocalCredentials> {
    private final CredentialsProvider provider;

    private SigningCredentials(CredentialsProvider provider) {
        this.provider = provider;
    }

    public static SigningCredentials of(CredentialsProvider provider) {
        return new SigningCredentials(provider);
    }

    @Override
    public LocalCredentials get() {
        try {
            return switch (provider.resolve()) {
                case Credentials.BearerToken token -> LocalCredentials.bearer(token.token());
                case Credentials.AccessKeys keys ->
                        new LocalCredentials.Keys(
                                keys.accessKeyId(),
                                keys.secretAccessKey(),
                                keys.sessionToken(),
                                keys.expires());
            };
        } catch (CredentialsException e) {
            throw ServiceError.of(
                    "UnrecognizedClientException",
                    "The local Bedrock emulator cannot record: " + e.getMessage());
        }
    }
}
