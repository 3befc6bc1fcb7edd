package dev.outcrop;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.protocol.mantle.VendorAddress;
import dev.outcrop.internal.protocol.mantle.VendorAddresses;
import dev.outcrop.internal.transport.Authenticator;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A server other than Bedrock that has OpenAI's or Anthropic's API. {@link Model} and {@link Chat}
 * work the same way with it. Immutable, safe for any number of threads. {@code
 * docs/other-servers.md} lists addresses and the differences of each server.
 *
 * <pre>{@code
 * var server = CompatibleServer.openAiCompatible("http://localhost:11434/v1", null);
 * try (Bedrock ollama = server.connect()) {
 *     System.out.println(ollama.chat("llama3.2").ask("Hi").text());
 * }
 * }</pre>
 *
 * <p>To set timeouts, retries and other options: {@link Bedrock.Builder#endpoint}.
 */
public final class CompatibleServer {
    private static final String ANTHROPIC = "https://api.anthropic.com/v1";

    private final URI base;
    private final VendorApi api;
    private final @Nullable String key;

    private CompatibleServer(String baseUrl, VendorApi api, @Nullable String key) {
        Objects.requireNonNull(baseUrl, "baseUrl");
        this.base =
                dev.outcrop.internal.aws.endpoint.ServiceEndpoint.of(baseUrl, "code", "baseUrl")
                        .base();
        this.api = api;
        this.key = key;
    }

    /**
     * Returns a server with OpenAI's Chat Completions API; Responses is used if {@link
     * Model#with(VendorApi)} selects it.
     *
     * @param baseUrl the URL that {@code /chat/completions} is appended to
     * @param key sent as a bearer token; null if the server requires none
     * @throws dev.outcrop.error.ValidationException if the URL is invalid
     */
    public static CompatibleServer openAiCompatible(String baseUrl, @Nullable String key) {
        return new CompatibleServer(baseUrl, VendorApi.CHAT_COMPLETIONS, key);
    }

    /** Returns Anthropic's own server. */
    public static CompatibleServer anthropic(String key) {
        return anthropic(ANTHROPIC, Objects.requireNonNull(key, "key"));
    }

    /**
     * Returns a server with Anthropic's Messages API.
     *
     * @param baseUrl the URL that {@code /messages} is appended to
     * @param key sent as {@code x-api-key}; null if the server requires none
     * @throws dev.outcrop.error.ValidationException if the URL is invalid
     */
    public static CompatibleServer anthropic(String baseUrl, @Nullable String key) {
        return new CompatibleServer(baseUrl, VendorApi.MESSAGES, key);
    }

    /** Creates a client of this server, with defaults for everything else. */
    public Bedrock connect() {
        return Bedrock.builder().endpoint(this).build();
    }

    ClientOptions.Server server() {
        return new ClientOptions.Server(base, authenticator());
    }

    VendorAddresses addresses() {
        return VendorAddresses.oneServer(new VendorAddress(Service.MANTLE, api, ""));
    }

    private Authenticator authenticator() {
        Map<String, String> headers =
                key == null
                        ? Map.of()
                        : api == VendorApi.MESSAGES
                                ? Map.of("x-api-key", key)
                                : Map.of("Authorization", "Bearer " + key);
        Authenticator.Proof proof = new KeyProof(headers);
        return (service, method, uri, given, body, stop) -> proof;
    }

    /** An API key cannot be renewed. */
    private record KeyProof(Map<String, String> headers) implements Authenticator.Proof {
        @Override
        public boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation) {
            return false;
        }

        @Override
        public String toString() {
            return "KeyProof";
        }
    }

    /** The family whose settings the models of this server accept. */
    ModelFamily family(String modelId) {
        return api == VendorApi.MESSAGES
                ? ModelName.of("anthropic." + modelId).family()
                : ModelFamily.GPT;
    }

    /** Returns the URL, without the key. */
    @Override
    public String toString() {
        return "CompatibleServer[" + base + ", " + api + "]";
    }
}
