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
import dev.outcrop.settings.VendorApi;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Another server than Bedrock, with an API of OpenAI's or Anthropic's: {@link Model} and {@link
 * Chat} are the same there. Immutable, safe for any number of threads. {@code
 * docs/other-servers.md} lists addresses, and what is particular about each.
 *
 * <pre>{@code
 * try (var ollama = Endpoint.openAiCompatible("http://localhost:11434/v1", null).connect()) {
 *     System.out.println(ollama.chat("llama3.2").ask("Hi").text());
 * }
 * }</pre>
 *
 * <p>For timeouts, retries and the like: {@link Bedrock.Builder#endpoint}.
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
     * A server with OpenAI's Chat Completions; with Responses too, where {@link
     * Model#with(VendorApi)} says so.
     *
     * @param baseUrl what {@code /chat/completions} is below
     * @param key sent as a bearer token; null where the server asks for none
     * @throws dev.outcrop.error.ValidationException if the URL cannot be called
     */
    public static CompatibleServer openAiCompatible(String baseUrl, @Nullable String key) {
        return new CompatibleServer(baseUrl, VendorApi.CHAT_COMPLETIONS, key);
    }

    /** Anthropic's own servers. */
    public static CompatibleServer anthropic(String key) {
        return anthropic(ANTHROPIC, Objects.requireNonNull(key, "key"));
    }

    /**
     * A server with Anthropic's Messages.
     *
     * @param baseUrl what {@code /messages} is below
     * @param key sent as {@code x-api-key}; null where the server asks for none
     * @throws dev.outcrop.error.ValidationException if the URL cannot be called
     */
    public static CompatibleServer anthropic(String baseUrl, @Nullable String key) {
        return new CompatibleServer(baseUrl, VendorApi.MESSAGES, key);
    }

    /** A client of this server, with everything else as it is by default. */
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

    /** A key is what it is: no other one is to be had. */
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

    /** Whose settings the models here understand. */
    ModelFamily family(String modelId) {
        return api == VendorApi.MESSAGES
                ? ModelName.of("anthropic." + modelId).family()
                : ModelFamily.GPT;
    }

    /** Where it is, and nothing of the key. */
    @Override
    public String toString() {
        return "CompatibleServer[" + base + ", " + api + "]";
    }
}
