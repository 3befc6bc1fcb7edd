package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MfaPrompt;

import org.jspecify.annotations.Nullable;

import java.time.Clock;

/**
 * What the kinds of credentials work with.
 *
 * @param mfa whom to ask for the code of a device; null if nobody
 */
record CredentialsContext(
        Environment environment, RetryingCredentialsHttp asking, @Nullable MfaPrompt mfa) {
    Clock clock() {
        return environment.clock();
    }

    @Override
    public String toString() {
        return "CredentialsContext";
    }
}
