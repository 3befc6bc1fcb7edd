package dev.outcrop.it.servers;

import dev.outcrop.CompatibleServer;
import dev.outcrop.it.servers.ErrorShape.Shape;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What each server accepts, written down from its documentation and from reports, independently of
 * the library. {@link ServerStub} keeps to it.
 */
@SuppressWarnings("ImmutableEnumChecker") // its members are never changed
enum StubServer {
    OPEN_AI(
            url -> CompatibleServer.openAi(),
            "OPENAI_API_KEY",
            "/v1/chat/completions",
            Shape.OPEN_AI,
            "max_completion_tokens frequency_penalty presence_penalty seed logprobs"
                    + " reasoning_effort",
            2),
    AZURE(
            url -> CompatibleServer.azure(),
            "AZURE_OPENAI_API_KEY",
            "/openai/v1/chat/completions",
            Shape.OPEN_AI,
            "max_completion_tokens frequency_penalty presence_penalty seed logprobs"
                    + " reasoning_effort",
            2),
    AZURE_DEPLOYMENTS(
            url -> CompatibleServer.azure(url, "2024-10-21"),
            "AZURE_OPENAI_API_KEY",
            "/openai/deployments/m%2F1/chat/completions?api-version=2024-10-21",
            Shape.OPEN_AI,
            "max_tokens frequency_penalty presence_penalty seed logprobs reasoning_effort",
            2),
    CLOUDFLARE(
            url ->
                    CompatibleServer.cloudflare("account")
                            .withBaseUrl(url + "/client/v4/accounts/account/ai/v1"),
            "CLOUDFLARE_API_KEY",
            "/client/v4/accounts/account/ai/v1/chat/completions",
            Shape.CLOUDFLARE,
            "max_tokens top_k frequency_penalty presence_penalty seed",
            5),
    DATABRICKS(
            url -> CompatibleServer.databricks(),
            "DATABRICKS_TOKEN",
            "/serving-endpoints/chat/completions",
            Shape.DATABRICKS,
            "max_tokens top_k logprobs reasoning_effort",
            2),
    DEEPSEEK(
            url -> CompatibleServer.deepSeek().withBaseUrl(url),
            "DEEPSEEK_API_KEY",
            "/chat/completions",
            Shape.OPEN_AI,
            "max_tokens frequency_penalty presence_penalty logprobs thinking reasoning_effort",
            2),
    GEMINI(
            url -> CompatibleServer.gemini().withBaseUrl(url + "/v1beta/openai"),
            "GEMINI_API_KEY",
            "/v1beta/openai/chat/completions",
            Shape.GEMINI,
            "max_tokens reasoning_effort",
            2),
    GROQ(
            url -> CompatibleServer.groq().withBaseUrl(url + "/openai/v1"),
            "GROQ_API_KEY",
            "/openai/v1/chat/completions",
            Shape.OPEN_AI,
            "max_tokens max_completion_tokens frequency_penalty presence_penalty seed"
                    + " reasoning_effort",
            2),
    HUGGING_FACE(
            url -> CompatibleServer.huggingFace().withBaseUrl(url + "/v1"),
            "HF_TOKEN",
            "/v1/chat/completions",
            Shape.TEXT,
            "max_tokens frequency_penalty presence_penalty seed logprobs",
            2),
    LM_STUDIO(
            url -> CompatibleServer.lmStudio(),
            null,
            "/v1/chat/completions",
            Shape.TEXT,
            "max_tokens top_k frequency_penalty presence_penalty seed",
            2),
    MISTRAL(
            url -> CompatibleServer.mistral().withBaseUrl(url + "/v1"),
            "MISTRAL_API_KEY",
            "/v1/chat/completions",
            Shape.MISTRAL,
            "max_tokens frequency_penalty presence_penalty random_seed reasoning_effort",
            1.5),
    OLLAMA(
            url -> CompatibleServer.ollama(),
            null,
            "/v1/chat/completions",
            Shape.OPEN_AI,
            "max_tokens frequency_penalty presence_penalty seed logprobs reasoning_effort",
            2),
    OPEN_ROUTER(
            url -> CompatibleServer.openRouter().withBaseUrl(url + "/api/v1"),
            "OPENROUTER_API_KEY",
            "/api/v1/chat/completions",
            Shape.OPEN_ROUTER,
            "max_tokens top_k frequency_penalty presence_penalty seed logprobs reasoning",
            2),
    PERPLEXITY(
            url -> CompatibleServer.perplexity().withBaseUrl(url),
            "PERPLEXITY_API_KEY",
            "/chat/completions",
            Shape.PERPLEXITY,
            "max_tokens top_k frequency_penalty presence_penalty reasoning_effort",
            2),
    PORTKEY(
            url -> CompatibleServer.portkey().withBaseUrl(url + "/v1"),
            "PORTKEY_API_KEY",
            "/v1/chat/completions",
            Shape.OPEN_AI,
            "max_tokens max_completion_tokens frequency_penalty presence_penalty seed logprobs"
                    + " reasoning_effort",
            2),
    SGLANG(
            url -> CompatibleServer.sgLang().withBaseUrl(url + "/v1"),
            null,
            "/v1/chat/completions",
            Shape.FLAT,
            "max_tokens top_k frequency_penalty presence_penalty seed logprobs reasoning_effort",
            2),
    SNOWFLAKE(
            url -> CompatibleServer.snowflake("account").withBaseUrl(url + "/api/v2/cortex/v1"),
            "SNOWFLAKE_TOKEN",
            "/api/v2/cortex/v1/chat/completions",
            Shape.CODE,
            "max_completion_tokens",
            2),
    VLLM(
            url -> CompatibleServer.vLlm().withBaseUrl(url + "/v1"),
            null,
            "/v1/chat/completions",
            Shape.FLAT,
            "max_tokens top_k frequency_penalty presence_penalty seed logprobs reasoning_effort",
            2);

    private static final String COMMON =
            "model messages stream stream_options temperature top_p stop tools tool_choice"
                    + " response_format";

    /** The value of the key that the stub expects. */
    static final String KEY = "canary-server-key-0123456789";

    private final Function<String, CompatibleServer> preset;
    final @Nullable String variable;
    final String path;
    final Shape errors;
    final double maxTemperature;
    private final Set<String> fields;

    StubServer(
            Function<String, CompatibleServer> preset,
            @Nullable String variable,
            String path,
            Shape errors,
            String fields,
            double maxTemperature) {
        this.preset = preset;
        this.variable = variable;
        this.path = path;
        this.errors = errors;
        this.maxTemperature = maxTemperature;
        this.fields = new HashSet<>(Arrays.asList((COMMON + " " + fields).split(" ", -1)));
        this.fields.removeAll(refused());
    }

    private Set<String> refused() {
        return switch (name()) {
            case "DATABRICKS", "MISTRAL" -> Set.of("stream_options");
            case "PERPLEXITY" -> Set.of("stop", "tools", "tool_choice");
            case "CLOUDFLARE", "SNOWFLAKE" -> Set.of("stop");
            default -> Set.of();
        };
    }

    boolean accepts(String field) {
        return fields.contains(field);
    }

    CompatibleServer preset(String url) {
        return preset.apply(url);
    }

    /** The header of the key, in lower case, and its value. */
    Map.Entry<String, String> keyHeader() {
        return switch (this) {
            case AZURE_DEPLOYMENTS -> Map.entry("api-key", KEY);
            case PORTKEY -> Map.entry("x-portkey-api-key", KEY);
            default -> Map.entry("authorization", "Bearer " + KEY);
        };
    }

    boolean requiresKey() {
        return variable != null;
    }

    boolean hasTools() {
        return this != PERPLEXITY;
    }

    /** Whether a forced tool is kept to. */
    boolean forcesTools() {
        return hasTools() && this != OLLAMA && this != LM_STUDIO;
    }

    boolean hasSchemas() {
        return this != DEEPSEEK;
    }

    boolean listsModels() {
        return this != PERPLEXITY && this != SNOWFLAKE;
    }

    String listPath() {
        return switch (this) {
            case AZURE -> "/openai/v1/models";
            case AZURE_DEPLOYMENTS -> "/openai/models";
            case CLOUDFLARE ->
                    "/client/v4/accounts/account/ai/models/search?task=Text%20Generation&per_page=100";
            case DATABRICKS -> "/api/2.0/serving-endpoints";
            default -> path.replace("/chat/completions", "/models");
        };
    }

    /** The environment of a program that calls this server at a URL. */
    Map<String, String> environment(String url) {
        var variables = new HashMap<String, String>();
        variables.put("AZURE_OPENAI_ENDPOINT", url + "/");
        variables.put("DATABRICKS_HOST", url);
        variables.put("OPENAI_BASE_URL", url + "/v1");
        variables.put("OLLAMA_BASE_URL", url);
        variables.put("LMSTUDIO_BASE_URL", url);
        return variables;
    }
}
