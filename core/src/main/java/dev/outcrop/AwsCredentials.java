package dev.outcrop;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.FixedCredentials;
import dev.outcrop.internal.transport.CredentialsHttpClient;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Credentials providers that work without a {@link Bedrock}: for code that signs its own requests,
 * and for tests. A {@link Bedrock} creates its own; {@link Bedrock.Builder#profile} selects a
 * profile.
 *
 * <p>The providers are safe for any number of threads. They look for credentials at the first call
 * of {@link CredentialsProvider#resolve}, cache them, and renew them before they expire. Each
 * request to a credential service opens its own connection; nothing has to be closed.
 */
public final class AwsCredentials {
    private AwsCredentials() {}

    /** Returns a provider that always returns these credentials. */
    public static CredentialsProvider of(Credentials credentials) {
        return new FixedCredentials(Objects.requireNonNull(credentials, "credentials"));
    }

    /**
     * Returns a provider that searches the process's environment in the order of {@link
     * CredentialsProvider}.
     */
    public static CredentialsProvider standard() {
        return standard(Environment.ofProcess());
    }

    /**
     * Returns a provider that searches the given environment in the order of {@link
     * CredentialsProvider}.
     */
    public static CredentialsProvider standard(Environment environment) {
        return sources(environment, null).standard();
    }

    /**
     * Returns a provider that uses a profile of {@code ~/.aws/config} and {@code
     * ~/.aws/credentials}.
     */
    public static CredentialsProvider profile(String name) {
        return profile(name, Environment.ofProcess());
    }

    /**
     * Returns a provider that uses a profile whose files are found through the given environment.
     */
    public static CredentialsProvider profile(String name, Environment environment) {
        return sources(environment, null).profile(name);
    }

    /**
     * Returns a provider that uses a profile whose role requires an MFA code.
     *
     * @param mfa called for the code, on the thread that resolves
     */
    public static CredentialsProvider profile(String name, Environment environment, MfaPrompt mfa) {
        Objects.requireNonNull(mfa, "mfa");
        return sources(environment, mfa).profile(name);
    }

    private static CredentialsFactory sources(Environment environment, @Nullable MfaPrompt mfa) {
        return new CredentialsFactory(environment, CredentialsHttpClient.own(environment), mfa);
    }
}
