package dev.outcrop.internal.server;

import static dev.outcrop.settings.Params.Name.FREQUENCY_PENALTY;
import static dev.outcrop.settings.Params.Name.LOG_PROBS;
import static dev.outcrop.settings.Params.Name.MAX_TOKENS;
import static dev.outcrop.settings.Params.Name.PRESENCE_PENALTY;
import static dev.outcrop.settings.Params.Name.REASONING_EFFORT;
import static dev.outcrop.settings.Params.Name.SEED;
import static dev.outcrop.settings.Params.Name.STOP;
import static dev.outcrop.settings.Params.Name.TEMPERATURE;
import static dev.outcrop.settings.Params.Name.TOP_K;
import static dev.outcrop.settings.Params.Name.TOP_P;

import dev.outcrop.internal.server.ServerRules.Trait;
import dev.outcrop.settings.Protocol.VendorApi;

import java.util.List;

/**
 * The servers with presets. {@code docs/servers.md} contains the same table; a test compares them.
 * Facts about ellmer are from its source, version 0.5.
 */
public final class KnownServers {
    private static final ServerParams ALL =
            ServerParams.of(
                            MAX_TOKENS,
                            TEMPERATURE,
                            TOP_P,
                            STOP,
                            FREQUENCY_PENALTY,
                            PRESENCE_PENALTY,
                            SEED,
                            LOG_PROBS,
                            REASONING_EFFORT)
                    .withOff("reasoning_effort=none");

    /** The settings of the servers that run any model. */
    private static final ServerParams OPEN_MODELS = ALL.with(TOP_K, "top_k");

    public static final ServerRules OPEN_AI =
            server("OpenAI", "{OPENAI_BASE_URL:https://api.openai.com/v1}")
                    .key(ServerKey.bearer("OPENAI_API_KEY"))
                    .params(ALL)
                    .traits(Trait.COMPLETION_TOKENS)
                    .evidence("OpenAI, \"Create chat completion\": max_tokens is deprecated")
                    .build();

    public static final ServerRules ANTHROPIC =
            server("Anthropic", "https://api.anthropic.com/v1")
                    .api(VendorApi.MESSAGES)
                    .key(ServerKey.in("x-api-key", "ANTHROPIC_API_KEY"))
                    .models("models?limit=1000")
                    .evidence("Anthropic, \"Messages\" and \"List Models\"")
                    .build();

    public static final ServerRules AZURE =
            server("Azure OpenAI", "{AZURE_OPENAI_ENDPOINT}/openai/v1")
                    .key(ServerKey.bearer("AZURE_OPENAI_API_KEY"))
                    .params(ALL)
                    .traits(Trait.COMPLETION_TOKENS)
                    .modelHint("The model is the name of a deployment.")
                    .evidence("Azure OpenAI, \"API version lifecycle\": v1 with a bearer token")
                    .build();

    public static final ServerRules CLOUDFLARE =
            server(
                            "Cloudflare Workers AI",
                            "https://api.cloudflare.com/client/v4/accounts/{CLOUDFLARE_ACCOUNT_ID}/ai/v1")
                    .key(ServerKey.bearer("CLOUDFLARE_API_KEY", "CLOUDFLARE_API_TOKEN"))
                    .params(
                            ServerParams.of(
                                            MAX_TOKENS,
                                            TEMPERATURE,
                                            TOP_P,
                                            TOP_K,
                                            FREQUENCY_PENALTY,
                                            PRESENCE_PENALTY,
                                            SEED)
                                    .withMaxTemperature(5))
                    .traits(Trait.EMPTY_CONTENT, Trait.TEXT_CONTENT)
                    .models("../models/search?task=Text%20Generation&per_page=100")
                    .modelHint("Model ids begin with @cf/.")
                    .evidence(
                            "zeroclaw#9493, we-promise/sure#467: content is a text beside tool"
                                    + " calls; opencode#30381: 'array' not in 'string'")
                    .build();

    public static final ServerRules DATABRICKS =
            server("Databricks", "{DATABRICKS_HOST}/serving-endpoints")
                    .key(ServerKey.bearer("DATABRICKS_TOKEN"))
                    .params(
                            ServerParams.of(
                                    MAX_TOKENS,
                                    TEMPERATURE,
                                    TOP_P,
                                    TOP_K,
                                    STOP,
                                    LOG_PROBS,
                                    REASONING_EFFORT))
                    .traits(Trait.NO_STREAM_OPTIONS, Trait.NO_STRICT_TOOLS)
                    .models("/api/2.0/serving-endpoints")
                    .modelHint("The model is the name of a serving endpoint.")
                    .evidence(
                            "ellmer: no stream_options, no strict; continue#12936: json: unknown"
                                    + " field \"stream_options\"; Databricks, \"Foundation model"
                                    + " REST API reference\"")
                    .build();

    public static final ServerRules DEEPSEEK =
            server("DeepSeek", "https://api.deepseek.com")
                    .key(ServerKey.bearer("DEEPSEEK_API_KEY"))
                    .params(
                            ServerParams.of(
                                            MAX_TOKENS,
                                            TEMPERATURE,
                                            TOP_P,
                                            STOP,
                                            FREQUENCY_PENALTY,
                                            PRESENCE_PENALTY,
                                            LOG_PROBS,
                                            REASONING_EFFORT)
                                    .withOff("thinking.type=disabled"))
                    .traits(Trait.TEXT_CONTENT, Trait.NO_SCHEMA)
                    .evidence(
                            "ellmer; litellm#6642: \"invalid type: sequence, expected a string\";"
                                    + " llm-exe#662: \"This response_format type is unavailable"
                                    + " now\"")
                    .build();

    public static final ServerRules GEMINI =
            server("Gemini", "https://generativelanguage.googleapis.com/v1beta/openai")
                    .key(ServerKey.bearer("GEMINI_API_KEY", "GOOGLE_API_KEY"))
                    .params(
                            ServerParams.of(MAX_TOKENS, TEMPERATURE, TOP_P, STOP, REASONING_EFFORT)
                                    .withOff("reasoning_effort=none"))
                    .traits(Trait.NAMED_RESULTS, Trait.NO_STRICT_TOOLS)
                    .evidence(
                            "ChatterUI#227, SkyrimNet#77: Unknown name \"frequency_penalty\","
                                    + " \"seed\", \"top_k\"; hermes-agent#19728: tool messages"
                                    + " need a name")
                    .build();

    public static final ServerRules GROQ =
            server("Groq", "https://api.groq.com/openai/v1")
                    .key(ServerKey.bearer("GROQ_API_KEY"))
                    .params(
                            ServerParams.of(
                                            MAX_TOKENS,
                                            TEMPERATURE,
                                            TOP_P,
                                            STOP,
                                            FREQUENCY_PENALTY,
                                            PRESENCE_PENALTY,
                                            SEED,
                                            REASONING_EFFORT)
                                    .withOff("reasoning_effort=none"))
                    .traits(Trait.COMPLETION_TOKENS, Trait.NO_STRICT_TOOLS)
                    .evidence("Groq, \"OpenAI Compatibility\": no logprobs; ellmer: no strict")
                    .build();

    public static final ServerRules HUGGING_FACE =
            server("Hugging Face", "https://router.huggingface.co/v1")
                    .key(ServerKey.bearer("HF_TOKEN", "HUGGINGFACE_API_KEY"))
                    .params(
                            ServerParams.of(
                                    MAX_TOKENS,
                                    TEMPERATURE,
                                    TOP_P,
                                    STOP,
                                    FREQUENCY_PENALTY,
                                    PRESENCE_PENALTY,
                                    SEED,
                                    LOG_PROBS))
                    .modelHint("A provider may follow the model, as in model:provider.")
                    .evidence("Hugging Face, \"Chat Completion\"; ellmer")
                    .build();

    public static final ServerRules MISTRAL =
            server("Mistral", "https://api.mistral.ai/v1")
                    .key(ServerKey.bearer("MISTRAL_API_KEY"))
                    .params(
                            ServerParams.of(
                                            MAX_TOKENS,
                                            TEMPERATURE,
                                            TOP_P,
                                            STOP,
                                            FREQUENCY_PENALTY,
                                            PRESENCE_PENALTY,
                                            REASONING_EFFORT)
                                    .with(SEED, "random_seed")
                                    .withMaxTemperature(1.5))
                    .traits(Trait.NO_STREAM_OPTIONS, Trait.SHORT_IDS, Trait.ANSWER_AFTER_RESULTS)
                    .evidence(
                            "ellmer: random_seed, no stream_options; php-mistral#76: extra inputs"
                                    + " are not permitted; pi-neuralwatt#12: Unexpected role"
                                    + " 'user' after role 'tool'")
                    .build();

    public static final ServerRules OPEN_ROUTER =
            server("OpenRouter", "https://openrouter.ai/api/v1")
                    .key(ServerKey.bearer("OPENROUTER_API_KEY"))
                    .params(
                            OPEN_MODELS
                                    .with(REASONING_EFFORT, "reasoning.effort")
                                    .withOff("reasoning.effort=none"))
                    .evidence("ellmer; OpenRouter, \"Errors\", \"Usage Accounting\"")
                    .build();

    public static final ServerRules PERPLEXITY =
            server("Perplexity", "https://api.perplexity.ai")
                    .key(ServerKey.bearer("PERPLEXITY_API_KEY", "PPLX_API_KEY"))
                    .params(
                            ServerParams.of(
                                    MAX_TOKENS,
                                    TEMPERATURE,
                                    TOP_P,
                                    TOP_K,
                                    FREQUENCY_PENALTY,
                                    PRESENCE_PENALTY,
                                    REASONING_EFFORT))
                    .traits(Trait.NO_TOOLS, Trait.CITATIONS)
                    .models(null)
                    .evidence(
                            "ellmer; litellm#11665: role: Input should be 'system', 'user' or"
                                    + " 'assistant'")
                    .build();

    public static final ServerRules PORTKEY =
            server("Portkey", "https://api.portkey.ai/v1")
                    .key(ServerKey.in("x-portkey-api-key", "PORTKEY_API_KEY"))
                    .params(ALL)
                    .modelHint("Model ids begin with their provider, as in @provider/model.")
                    .evidence("ellmer; Portkey, \"Headers\"")
                    .build();

    public static final ServerRules SNOWFLAKE =
            server(
                            "Snowflake Cortex",
                            "https://{SNOWFLAKE_ACCOUNT}.snowflakecomputing.com/api/v2/cortex/v1")
                    .key(ServerKey.bearer("SNOWFLAKE_TOKEN", "SNOWFLAKE_PAT"))
                    .params(ServerParams.of(MAX_TOKENS, TEMPERATURE, TOP_P))
                    .traits(Trait.COMPLETION_TOKENS)
                    .models(null)
                    .evidence("Snowflake, \"Cortex REST API\"; ellmer: three settings")
                    .build();

    public static final ServerRules LM_STUDIO =
            server("LM Studio", "{LMSTUDIO_BASE_URL:http://localhost:1234}/v1")
                    .key(ServerKey.bearer("LMSTUDIO_API_KEY").optional())
                    .params(
                            ServerParams.of(
                                    MAX_TOKENS,
                                    TEMPERATURE,
                                    TOP_P,
                                    STOP,
                                    TOP_K,
                                    FREQUENCY_PENALTY,
                                    PRESENCE_PENALTY,
                                    SEED))
                    .traits(Trait.CHOICE_IS_WORD, Trait.NO_FORCED_TOOL)
                    .startHint("Start the server of LM Studio: lms server start")
                    .modelHint("Load the model in LM Studio: lms load MODEL")
                    .evidence(
                            "ellmer; lmstudio-bug-tracker#670: \"Invalid tool_choice type:"
                                    + " 'object'\"; #2115: required is not kept to")
                    .build();

    public static final ServerRules OLLAMA =
            server("Ollama", "{OLLAMA_BASE_URL:http://localhost:11434}/v1")
                    .key(ServerKey.bearer("OLLAMA_API_KEY").optional())
                    .params(ALL)
                    .traits(Trait.NO_FORCED_TOOL)
                    .startHint("Start Ollama: ollama serve")
                    .modelHint("Download the model: ollama pull MODEL")
                    .evidence("Ollama, \"OpenAI compatibility\": no tool_choice, no top_k")
                    .build();

    public static final ServerRules VLLM =
            server("vLLM", "http://localhost:8000/v1")
                    .key(ServerKey.bearer("VLLM_API_KEY").optional())
                    .params(OPEN_MODELS)
                    .traits(Trait.NO_STRICT_TOOLS)
                    .startHint("Start vLLM: vllm serve MODEL")
                    .evidence("vLLM, \"OpenAI-Compatible Server\": top_k; ellmer: no strict")
                    .build();

    public static final ServerRules SGLANG =
            server("SGLang", "http://localhost:30000/v1")
                    .key(ServerKey.bearer("SGLANG_API_KEY").optional())
                    .params(OPEN_MODELS)
                    .startHint("Start SGLang: python3 -m sglang.launch_server --model-path MODEL")
                    .evidence("SGLang, \"OpenAI APIs - Completions\"")
                    .build();

    /** Each server once, in the order of the documentation. */
    public static final List<ServerRules> SERVERS =
            List.of(
                    ANTHROPIC,
                    AZURE,
                    CLOUDFLARE,
                    DATABRICKS,
                    DEEPSEEK,
                    GEMINI,
                    GROQ,
                    HUGGING_FACE,
                    LM_STUDIO,
                    MISTRAL,
                    OLLAMA,
                    OPEN_AI,
                    OPEN_ROUTER,
                    PERPLEXITY,
                    PORTKEY,
                    SGLANG,
                    SNOWFLAKE,
                    VLLM);

    private KnownServers() {}

    /** Returns Azure's older API, whose paths name the deployment and whose query the version. */
    public static ServerRules azureDeployments(String apiVersion) {
        return server("Azure OpenAI", "{AZURE_OPENAI_ENDPOINT}/openai")
                .key(ServerKey.in("api-key", "AZURE_OPENAI_API_KEY"))
                .params(ALL)
                .prefix("/deployments/{model}")
                .query("api-version=" + apiVersion)
                .modelHint("The model is the name of a deployment.")
                .evidence("ellmer; Azure OpenAI, \"REST API reference\"")
                .build();
    }

    private static ServerRules.Builder server(String name, String url) {
        return new ServerRules.Builder(name, url);
    }
}
