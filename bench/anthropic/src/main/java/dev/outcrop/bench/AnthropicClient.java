package dev.outcrop.bench;

import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.util.function.IntConsumer;

/**
 * Anthropic's blocking client over OkHttp, with its backend for Bedrock, which asks by InvokeModel.
 */
public final class AnthropicClient implements Client {
    private final com.anthropic.client.AnthropicClient client;

    public AnthropicClient(URI endpoint) {
        client =
                AnthropicOkHttpClient.builder()
                        .backend(
                                BedrockBackend.builder()
                                        .awsCredentials(
                                                AwsBasicCredentials.create("AKIDEXAMPLE", "secret"))
                                        .region(Region.US_EAST_1)
                                        .baseUrl(endpoint.toString())
                                        .build())
                        .build();
    }

    @Override
    public int call(String model) {
        return client.messages()
                .create(params(model))
                .content()
                .getFirst()
                .asText()
                .text()
                .length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        try (StreamResponse<RawMessageStreamEvent> response =
                client.messages().createStreaming(params(model))) {
            response.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(event -> event.delta().text().stream())
                    .forEach(text -> delta.accept(text.text().length()));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .system(Conversation.SYSTEM)
                .addUserMessage(Conversation.QUESTION)
                .maxTokens(Conversation.MAX_TOKENS)
                // Its builder has no temperature any more.
                .putAdditionalBodyProperty("temperature", JsonValue.from(Conversation.TEMPERATURE))
                .build();
    }
}
