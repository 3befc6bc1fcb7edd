package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;

import org.jspecify.annotations.Nullable;

import java.time.Clock;

/**
 * Shared dependencies of the credential sources.
 *
 * @param mfa the prompt for an MFA code; null for none
 */
public record CredentialsContext(
        Environment environment, RetryingCredentialsHttp asking, @Nullable MfaPrompt mfa) {
    public Clock clock() {
        return environment.clock();
    }

    @Override
    public String toString() {
        return "CredentialsContext";
    }
}
