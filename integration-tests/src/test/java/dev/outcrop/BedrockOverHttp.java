package dev.outcrop;

import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.policy.Tls;

import java.util.function.Function;
import java.util.function.Supplier;

/** Lets tests replace the HTTP client of a {@link Bedrock}; the public API does not. */
public final class BedrockOverHttp {
    private BedrockOverHttp() {}

    /**
     * Sets the HTTP client of the client that is built.
     *
     * @param http makes it, from the TLS settings
     */
    public static Bedrock.Builder set(
            Bedrock.Builder builder, Function<Supplier<Tls>, HttpClient> http) {
        return builder.http(http);
    }
}
