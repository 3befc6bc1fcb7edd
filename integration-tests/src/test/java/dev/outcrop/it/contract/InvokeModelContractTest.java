package dev.outcrop.it.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** InvokeModel, in the native format of each family. */
@ParameterizedClass(name = "{0}")
@CsvSource({
    "us.amazon.nova-lite-v1:0, output, true",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, content, true",
    "meta.llama2-13b-chat-v1, generation, false",
    "us.meta.llama3-3-70b-instruct-v1:0, generation, false",
    "us.meta.llama3-2-90b-instruct-v1:0, generation, false",
    "us.meta.llama4-scout-17b-instruct-v1:0, generation, false",
    "mistral.mistral-7b-instruct-v0:2, outputs, false",
    "mistral.mixtral-8x7b-instruct-v0:1, outputs, false",
    "mistral.mistral-large-2407-v1:0, choices, true",
    "ai21.jamba-1-5-mini-v1:0, choices, true",
    "us.deepseek.r1-v1:0, choices, false",
    "deepseek.v3-v1:0, choices, true",
    "openai.gpt-oss-20b-1:0, choices, true",
    "qwen.qwen3-32b-v1:0, choices, true",
    "us.writer.palmyra-x5-v1:0, choices, true",
    "moonshot.kimi-k2-thinking, choices, true"
})
class InvokeModelContractTest extends ChatContract {
    InvokeModelContractTest(String modelId, String member, boolean tools) {
        super(Backend.invokeModel(modelId, member, tools));
    }
}
