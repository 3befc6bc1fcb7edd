package dev.outcrop.internal.client;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.policy.Cancellation;

/**
 * Constant credentials with the HTTP client that sends the requests, in place of the one that opens
 * connections. For an emulator in the same process.
 */
public final class OwnHttpClient implements StoppableCredentials {
    private final Credentials credentials;
    private final HttpClient http;

    private OwnHttpClient(Credentials credentials, HttpClient http) {
        this.credentials = credentials;
        this.http = http;
    }

    /**
     * Returns a provider for one client of Bedrock.
     *
     * @param http closed together with that client
     */
    public static CredentialsProvider of(Credentials credentials, HttpClient http) {
        return new OwnHttpClient(credentials, http);
    }

    HttpClient http() {
        return http;
    }

    @Override
    public Credentials resolve(Cancellation cancellation) {
        return credentials;
    }

    @Override
    public String toString() {
        return "OwnHttpClient";
    }
}
