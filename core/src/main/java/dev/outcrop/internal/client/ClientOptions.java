package dev.outcrop.internal.client;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MfaPrompt;
import dev.outcrop.internal.transport.Authenticator;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;

/**
 * The options of a client. A null member is looked up in the environment.
 *
 * @param controlUrl the URL for control plane calls; null for {@code baseUrl}
 * @param server another server in place of Bedrock; null for Bedrock
 */
public record ClientOptions(
        Environment environment,
        @Nullable String profile,
        @Nullable String region,
        @Nullable String baseUrl,
        @Nullable String controlUrl,
        @Nullable CredentialsProvider credentials,
        @Nullable MfaPrompt mfa,
        @Nullable HttpProxy proxy,
        @Nullable Tls tls,
        RateLimits limits,
        Retries retries,
        List<Observer> observers,
        @Nullable Server server) {
    /** A server that is not Bedrock. */
    public record Server(URI base, Authenticator authenticator) {
        @Override
        public String toString() {
            return "Server[" + base + "]"; // the authenticator has a key
        }
    }

    @Override
    public String toString() {
        return "ClientOptions"; // most of it may be secret
    }
}
