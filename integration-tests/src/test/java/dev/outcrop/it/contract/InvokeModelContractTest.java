package dev.outcrop.it.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** InvokeModel, in the native format of each family. */
@ParameterizedClass(name = "{0}")
@CsvSource({
    "us.amazon.nova-lite-v1:0, output",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, content",
    "anthropic.claude-v1, completion",
    "amazon.titan-text-express-v1, results",
    "meta.llama2-13b-chat-v1, generation",
    "us.meta.llama3-3-70b-instruct-v1:0, generation",
    "us.meta.llama3-2-90b-instruct-v1:0, generation",
    "us.meta.llama4-scout-17b-instruct-v1:0, generation",
    "mistral.mistral-7b-instruct-v0:2, outputs",
    "mistral.mixtral-8x7b-instruct-v0:1, outputs",
    "mistral.mistral-large-2407-v1:0, choices",
    "cohere.command-text-v14, generations",
    "cohere.command-r-v1:0, text",
    "ai21.jamba-1-5-mini-v1:0, choices",
    "us.deepseek.r1-v1:0, choices",
    "deepseek.v3-v1:0, choices",
    "openai.gpt-oss-20b-1:0, choices",
    "qwen.qwen3-32b-v1:0, choices",
    "us.writer.palmyra-x5-v1:0, choices",
    "moonshot.kimi-k2-thinking, choices"
})
class InvokeModelContractTest extends ChatContract {
    InvokeModelContractTest(String modelId, String member) {
        super(Backend.invokeModel(modelId, member));
    }
}
