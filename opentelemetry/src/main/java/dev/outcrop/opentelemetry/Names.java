package dev.outcrop.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;

import java.util.List;

/**
 * The names of the conventions for generative AI, release 0.1.0 of October 2026, whose status is
 * "Development". Where that release renamed something, both names are written, as most backends
 * read the older one.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Conventions</a>
 */
final class Names {
    static final String SCOPE = "dev.outcrop";
    static final String PROVIDER_BEDROCK = "aws.bedrock";

    static final String CHAT = "chat";
    static final String EMBEDDINGS = "embeddings";
    static final String INVOKE_AGENT = "invoke_agent";
    static final String EXECUTE_TOOL = "execute_tool";

    static final AttributeKey<String> OPERATION = string("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = string("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = string("gen_ai.request.model");
    static final AttributeKey<Long> REQUEST_MAX_TOKENS = number("gen_ai.request.max_tokens");
    static final AttributeKey<Double> REQUEST_TEMPERATURE = real("gen_ai.request.temperature");
    static final AttributeKey<Double> REQUEST_TOP_P = real("gen_ai.request.top_p");
    static final AttributeKey<List<String>> REQUEST_STOP = strings("gen_ai.request.stop_sequences");
    static final AttributeKey<Boolean> REQUEST_STREAM =
            AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<List<String>> FINISH_REASONS =
            strings("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> TIME_TO_FIRST_CHUNK =
            real("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = number("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = number("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHE_READ = number("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> CACHE_WRITE = number("gen_ai.usage.cache_write.input_tokens");
    static final AttributeKey<Long> CACHE_CREATION =
            number("gen_ai.usage.cache_creation.input_tokens");
    static final AttributeKey<Long> REASONING = number("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> CONVERSATION = string("gen_ai.conversation.id");
    static final AttributeKey<String> AGENT_NAME = string("gen_ai.agent.name");
    static final AttributeKey<String> TOOL_NAME = string("gen_ai.tool.name");
    static final AttributeKey<String> TOOL_TYPE = string("gen_ai.tool.type");
    static final AttributeKey<String> TOOL_CALL_ID = string("gen_ai.tool.call.id");
    static final AttributeKey<String> TOOL_ARGUMENTS = string("gen_ai.tool.call.arguments");
    static final AttributeKey<String> TOOL_RESULT = string("gen_ai.tool.call.result");
    static final AttributeKey<String> INPUT_MESSAGES = string("gen_ai.input.messages");
    static final AttributeKey<String> OUTPUT_MESSAGES = string("gen_ai.output.messages");
    static final AttributeKey<String> SYSTEM_INSTRUCTIONS = string("gen_ai.system_instructions");
    static final AttributeKey<String> GUARDRAIL = string("aws.bedrock.guardrail.id");
    static final AttributeKey<String> ERROR_TYPE = string("error.type");
    static final AttributeKey<String> TOKEN_TYPE = string("gen_ai.token.type");

    static final AttributeKey<String> RPC_METHOD = string("outcrop.operation");
    static final AttributeKey<Long> ATTEMPTS = number("outcrop.attempts");
    static final AttributeKey<Double> COST = real("outcrop.cost.usd");
    static final AttributeKey<String> TOOL_OUTCOME = string("outcrop.tool.outcome");
    static final String TAG = "outcrop.tag.";

    static final String DURATION = "gen_ai.client.inference.duration";
    static final String OLDER_DURATION = "gen_ai.client.operation.duration";
    static final String FIRST_CHUNK = "gen_ai.client.inference.time_to_first_chunk";
    static final String OLDER_TOKEN_USAGE = "gen_ai.client.token.usage";
    static final String USAGE = "gen_ai.client.inference.usage.";
    static final String TOOL_DURATION = "gen_ai.execute_tool.duration";
    static final String AGENT_DURATION = "gen_ai.invoke_agent.duration";

    private Names() {}

    private static AttributeKey<String> string(String name) {
        return AttributeKey.stringKey(name);
    }

    private static AttributeKey<Long> number(String name) {
        return AttributeKey.longKey(name);
    }

    private static AttributeKey<Double> real(String name) {
        return AttributeKey.doubleKey(name);
    }

    private static AttributeKey<List<String>> strings(String name) {
        return AttributeKey.stringArrayKey(name);
    }
}
