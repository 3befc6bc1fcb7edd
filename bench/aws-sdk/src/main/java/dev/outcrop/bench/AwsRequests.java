package dev.outcrop.bench;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** The conversation in the SDK's objects. */
final class AwsRequests {
    private AwsRequests() {}

    static ConverseRequest converse(String model) {
        return ConverseRequest.builder()
                .modelId(model)
                .system(system())
                .messages(question())
                .inferenceConfig(config())
                .build();
    }

    static ConverseStreamRequest stream(String model) {
        return ConverseStreamRequest.builder()
                .modelId(model)
                .system(system())
                .messages(question())
                .inferenceConfig(config())
                .build();
    }

    private static SystemContentBlock system() {
        return SystemContentBlock.fromText(Conversation.SYSTEM);
    }

    private static Message question() {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(Conversation.QUESTION))
                .build();
    }

    private static InferenceConfiguration config() {
        return InferenceConfiguration.builder()
                .maxTokens(Conversation.MAX_TOKENS)
                .temperature((float) Conversation.TEMPERATURE)
                .build();
    }
}
