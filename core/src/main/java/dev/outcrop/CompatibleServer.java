package dev.outcrop;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.model.settings.ModelSettings;
import dev.outcrop.internal.protocol.mantle.VendorAddresses;
import dev.outcrop.internal.server.KnownServers;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.internal.server.ServerUrl;
import dev.outcrop.internal.transport.ServerAuthenticator;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A server other than Bedrock that has OpenAI's or Anthropic's API. {@link Model} and {@link Chat}
 * work the same way with it. Immutable, safe for any number of threads. {@code docs/servers.md}
 * lists the variable of each key and the differences of each server.
 *
 * <pre>{@code
 * try (Bedrock mistral = CompatibleServer.mistral().connect()) { // the key is in MISTRAL_API_KEY
 *     System.out.println(mistral.chat("mistral-large-latest").ask("Hi").text());
 * }
 * }</pre>
 *
 * <p>A key is looked up when a call needs it: the one that {@link #withKey(String)} sets, or else
 * that of the server's usual environment variable. A call without a required key fails with a
 * {@link dev.outcrop.error.CredentialsException}, which names the variable.
 *
 * <p>To set timeouts, retries and other options: {@link Bedrock.Builder#endpoint}.
 */
public final class CompatibleServer {
    private final ServerRules rules;
    private final Map<String, String> variables;
    private final @Nullable URI base;
    private final @Nullable Supplier<String> key;

    private CompatibleServer(
            ServerRules rules,
            Map<String, String> variables,
            @Nullable URI base,
            @Nullable Supplier<String> key) {
        this.rules = rules;
        this.variables = variables;
        this.base = base;
        this.key = key;
    }

    private static CompatibleServer preset(ServerRules rules) {
        return new CompatibleServer(rules, Map.of(), null, null);
    }

    private static CompatibleServer preset(ServerRules rules, String variable, String value) {
        Objects.requireNonNull(value, variable);
        return new CompatibleServer(rules, Map.of(variable, value), null, null);
    }

    private static CompatibleServer unknown(String baseUrl, VendorApi api, @Nullable String key) {
        URI base = checked(baseUrl);
        var server =
                new CompatibleServer(
                        ServerRules.unknown(base.getHost(), api, baseUrl), Map.of(), base, null);
        return key == null ? server : server.withKey(key);
    }

    private static URI checked(String baseUrl) {
        return ServiceEndpoint.of(Objects.requireNonNull(baseUrl, "baseUrl"), "code", "baseUrl")
                .base();
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
        return unknown(baseUrl, VendorApi.CHAT_COMPLETIONS, key);
    }

    /** Returns Anthropic's own server. */
    public static CompatibleServer anthropic() {
        return preset(KnownServers.ANTHROPIC);
    }

    /** Returns Anthropic's own server, with a key. */
    public static CompatibleServer anthropic(String key) {
        return anthropic().withKey(key);
    }

    /**
     * Returns a server with Anthropic's Messages API.
     *
     * @param baseUrl the URL that {@code /messages} is appended to
     * @param key sent as {@code x-api-key}; null if the server requires none
     * @throws dev.outcrop.error.ValidationException if the URL is invalid
     */
    public static CompatibleServer anthropic(String baseUrl, @Nullable String key) {
        return unknown(baseUrl, VendorApi.MESSAGES, key);
    }

    /** Returns Azure OpenAI, with its v1 API, at the endpoint in {@code AZURE_OPENAI_ENDPOINT}. */
    public static CompatibleServer azure() {
        return preset(KnownServers.AZURE);
    }

    /**
     * Returns Azure OpenAI, with its v1 API.
     *
     * @param endpoint such as {@code https://RESOURCE.openai.azure.com}
     */
    public static CompatibleServer azure(String endpoint) {
        return preset(KnownServers.AZURE, "AZURE_OPENAI_ENDPOINT", endpoint);
    }

    /**
     * Returns Azure OpenAI, with its older API, whose paths contain the deployment.
     *
     * @param endpoint such as {@code https://RESOURCE.openai.azure.com}
     * @param apiVersion such as {@code 2024-10-21}
     * @throws IllegalArgumentException if the version is not one
     */
    public static CompatibleServer azure(String endpoint, String apiVersion) {
        if (!apiVersion.matches("[A-Za-z0-9.-]{1,50}")) {
            throw new IllegalArgumentException("not an API version: " + apiVersion);
        }
        return preset(KnownServers.azureDeployments(apiVersion), "AZURE_OPENAI_ENDPOINT", endpoint);
    }

    /** Returns Cloudflare Workers AI, for the account in {@code CLOUDFLARE_ACCOUNT_ID}. */
    public static CompatibleServer cloudflare() {
        return preset(KnownServers.CLOUDFLARE);
    }

    /** Returns Cloudflare Workers AI, for an account. */
    public static CompatibleServer cloudflare(String accountId) {
        return preset(KnownServers.CLOUDFLARE, "CLOUDFLARE_ACCOUNT_ID", accountId);
    }

    /** Returns the serving endpoints of the Databricks workspace in {@code DATABRICKS_HOST}. */
    public static CompatibleServer databricks() {
        return preset(KnownServers.DATABRICKS);
    }

    /**
     * Returns the serving endpoints of a Databricks workspace.
     *
     * @param workspace its URL
     */
    public static CompatibleServer databricks(String workspace) {
        return preset(KnownServers.DATABRICKS, "DATABRICKS_HOST", workspace);
    }

    /** Returns DeepSeek. */
    public static CompatibleServer deepSeek() {
        return preset(KnownServers.DEEPSEEK);
    }

    /** Returns Google's Gemini, with OpenAI's API. */
    public static CompatibleServer gemini() {
        return preset(KnownServers.GEMINI);
    }

    /** Returns Groq. */
    public static CompatibleServer groq() {
        return preset(KnownServers.GROQ);
    }

    /** Returns the inference providers of Hugging Face. */
    public static CompatibleServer huggingFace() {
        return preset(KnownServers.HUGGING_FACE);
    }

    /** Returns LM Studio on this machine, or at the address in {@code LMSTUDIO_BASE_URL}. */
    public static CompatibleServer lmStudio() {
        return preset(KnownServers.LM_STUDIO);
    }

    /** Returns Mistral. */
    public static CompatibleServer mistral() {
        return preset(KnownServers.MISTRAL);
    }

    /** Returns Ollama on this machine, or at the address in {@code OLLAMA_BASE_URL}. */
    public static CompatibleServer ollama() {
        return preset(KnownServers.OLLAMA);
    }

    /** Returns OpenAI, or the address in {@code OPENAI_BASE_URL}. */
    public static CompatibleServer openAi() {
        return preset(KnownServers.OPEN_AI);
    }

    /** Returns OpenRouter. Its answers contain their cost. */
    public static CompatibleServer openRouter() {
        return preset(KnownServers.OPEN_ROUTER);
    }

    /** Returns Perplexity, which has no tools. Its sources are citations. */
    public static CompatibleServer perplexity() {
        return preset(KnownServers.PERPLEXITY);
    }

    /** Returns the gateway of Portkey. */
    public static CompatibleServer portkey() {
        return preset(KnownServers.PORTKEY);
    }

    /** Returns SGLang on port 30000 of this machine. */
    public static CompatibleServer sgLang() {
        return preset(KnownServers.SGLANG);
    }

    /** Returns Snowflake Cortex, for the account in {@code SNOWFLAKE_ACCOUNT}. */
    public static CompatibleServer snowflake() {
        return preset(KnownServers.SNOWFLAKE);
    }

    /** Returns Snowflake Cortex, for an account. */
    public static CompatibleServer snowflake(String account) {
        return preset(KnownServers.SNOWFLAKE, "SNOWFLAKE_ACCOUNT", account);
    }

    /** Returns vLLM on port 8000 of this machine. */
    public static CompatibleServer vLlm() {
        return preset(KnownServers.VLLM);
    }

    /**
     * Sets the key.
     *
     * @throws IllegalArgumentException if it cannot be sent in a header
     */
    public CompatibleServer withKey(String key) {
        Credentials.bearerToken(Objects.requireNonNull(key, "key")); // checks it
        return withKey(() -> key);
    }

    /**
     * Sets a supplier of keys, such as of tokens that expire. It is called for the first call, and
     * again after the server has refused the key, which is then sent once more if it differs. All
     * calls wait for one key. The supplier runs on a virtual thread; it may block, and is
     * interrupted when no call waits any more.
     */
    public CompatibleServer withKey(Supplier<String> keys) {
        return new CompatibleServer(rules, variables, base, Objects.requireNonNull(keys, "keys"));
    }

    /**
     * Sets another address, such as that of a proxy or of another machine.
     *
     * @param baseUrl the URL that the paths of the API, such as {@code /chat/completions}, are
     *     appended to
     * @throws dev.outcrop.error.ValidationException if the URL is invalid
     */
    public CompatibleServer withBaseUrl(String baseUrl) {
        return new CompatibleServer(rules, variables, checked(baseUrl), key);
    }

    /**
     * Creates a client of this server, with defaults for everything else.
     *
     * @throws dev.outcrop.error.ValidationException if the address needs a variable that is not set
     */
    public Bedrock connect() {
        return Bedrock.builder().endpoint(this).build();
    }

    ClientOptions.Server server(Environment environment) {
        return new ClientOptions.Server(
                base(environment), rules, new ServerAuthenticator(rules, key, environment));
    }

    private URI base(Environment environment) {
        if (base != null) {
            return base;
        }
        return ServiceEndpoint.of(
                        ServerUrl.of(rules, variables, environment), rules.name(), rules.name())
                .base();
    }

    VendorAddresses addresses() {
        return VendorAddresses.of(rules);
    }

    /** Returns the settings of this server's models. */
    ModelSettings in(ModelSettings standard) {
        ModelSettings settings = standard.with(Protocol.MANTLE);
        return rules.params() == null ? settings : settings.with(rules.params());
    }

    /** The family whose rules the models of this server follow. */
    ModelFamily family(String modelId) {
        return rules.api() == VendorApi.MESSAGES
                ? ModelName.of("anthropic." + modelId).family()
                : ModelFamily.GPT;
    }

    /** Returns the URL, without the key. */
    @Override
    public String toString() {
        return "CompatibleServer[" + (base == null ? rules.url() : base) + ", " + rules.api() + "]";
    }
}
