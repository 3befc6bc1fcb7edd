package dev.outcrop.internal.client;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The options of a client while it is configured. Not safe for use by several threads. */
public final class ClientSettings {
    public Environment environment = Environment.ofProcess();
    public @Nullable String profile;
    public @Nullable String region;
    public @Nullable String baseUrl;
    public @Nullable String controlUrl;
    public @Nullable CredentialsProvider credentials;
    public @Nullable MfaPrompt mfa;
    public @Nullable HttpProxy proxy;
    public @Nullable Tls tls;
    public Function<Supplier<Tls>, HttpClient> http = SocketHttpClient::new;
    public RateLimits limits = RateLimits.NONE;
    public Retries retries = Retries.DEFAULT;
    public final List<Observer> observers = new ArrayList<>();

    public ClientSettings() {}

    /**
     * Returns the options as they are set now.
     *
     * @param server another server in place of Bedrock; null for Bedrock
     */
    public ClientOptions options(ClientOptions.@Nullable Server server) {
        return new ClientOptions(
                environment,
                profile,
                region,
                baseUrl,
                controlUrl,
                credentials,
                mfa,
                proxy,
                tls,
                http(server),
                limits,
                retries,
                List.copyOf(observers),
                server);
    }

    private Function<Supplier<Tls>, HttpClient> http(ClientOptions.@Nullable Server server) {
        return server == null && credentials instanceof OwnHttpClient own
                ? given -> own.http()
                : http;
    }
}
