package dev.outcrop.internal.client;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.internal.transport.Authenticator;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The options of a client. A null member is looked up in the environment.
 *
 * @param http makes the client that sends requests, from the TLS settings
 * @param controlUrl where control plane calls go; null for {@code baseUrl}
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
        Function<Supplier<Tls>, HttpClient> http,
        RateLimits limits,
        Retries retries,
        List<Observer> observers,
        @Nullable Server server) {
    /**
     * A server that is not Bedrock.
     *
     * @param base the URL that the paths of its API are appended to
     */
    public record Server(URI base, ServerRules rules, Authenticator authenticator) {
        /** Returns the base URL of a service: the list of models may be beside the API. */
        URI base(Service service) {
            return service == Service.CONTROL
                    ? URI.create(base.getScheme() + "://" + base.getRawAuthority())
                    : base;
        }

        @Override
        public String toString() {
            return "Server[" + base + "]"; // the authenticator has a key
        }
    }

    /**
     * Returns what is set, without secrets.
     *
     * @param endpoint the text of another server; null for Bedrock
     */
    public List<String> shown(@Nullable Object endpoint) {
        var shown = new ArrayList<String>();
        add(shown, "profile", profile);
        add(shown, "region", region);
        add(shown, "baseUrl", withoutUser(baseUrl));
        add(shown, "controlUrl", withoutUser(controlUrl));
        add(shown, "endpoint", endpoint);
        add(shown, "credentials", credentials == null ? null : "set");
        add(shown, "proxy", proxy);
        add(shown, "tls", tls);
        add(shown, "limits", limits.equals(RateLimits.NONE) ? null : limits);
        add(shown, "retries", retries.equals(Retries.DEFAULT) ? null : retries);
        add(shown, "observers", observers.isEmpty() ? null : observers.size());
        return shown;
    }

    private static void add(List<String> shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.add(name + "=" + value);
        }
    }

    /** An invalid URL, which is refused later, may contain a password. */
    private static @Nullable String withoutUser(@Nullable String url) {
        return url != null && url.contains("@") ? "…" + url.substring(url.lastIndexOf('@')) : url;
    }

    @Override
    public String toString() {
        return "ClientOptions"; // most of it may be secret
    }
}
