package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Options for the endpoint and the credentials. */
public final class WhereOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile.")
    public @Nullable String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "AWS region.")
    public @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Send calls to this URL instead of the region's endpoint.")
    @Nullable String endpointUrl;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description =
                    "Another server in place of Bedrock: anthropic, azure, cloudflare, databricks,"
                            + " deepseek, gemini, groq, huggingface, lmstudio, mistral, ollama,"
                            + " openai, openrouter, perplexity, portkey, sglang, snowflake, vllm,"
                            + " or one of the configuration.")
    public @Nullable String server;

    @Option(
            names = "--local",
            description =
                    "Use a local Bedrock emulator in this process: no account, no"
                            + " cost, no model.")
    public boolean local;

    /** Returns the URL that calls are sent to; null for that of the region. */
    public @Nullable String endpoint() {
        return endpointUrl;
    }
}
