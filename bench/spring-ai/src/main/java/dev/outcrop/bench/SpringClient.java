package dev.outcrop.bench;

import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** Spring AI's chat model. */
public final class SpringClient implements Client {
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    private final BedrockProxyChatModel chat;

    public SpringClient(URI endpoint) {
        int pool = Integer.getInteger("bench.pool", 200); // 200 is its own default
        chat =
                BedrockProxyChatModel.builder()
                        .bedrockRuntimeClient(
                                BedrockRuntimeClient.builder()
                                        .region(Region.US_EAST_1)
                                        .endpointOverride(endpoint)
                                        .credentialsProvider(KEYS)
                                        .build())
                        .bedrockRuntimeAsyncClient(
                                BedrockRuntimeAsyncClient.builder()
                                        .region(Region.US_EAST_1)
                                        .endpointOverride(endpoint)
                                        .credentialsProvider(KEYS)
                                        .httpClientBuilder(
                                                NettyNioAsyncHttpClient.builder()
                                                        .protocol(Protocol.HTTP1_1)
                                                        .protocolNegotiation(
                                                                ProtocolNegotiation.ASSUME_PROTOCOL)
                                                        .connectionAcquisitionTimeout(
                                                                Duration.ofSeconds(30))
                                                        .maxConcurrency(pool))
                                        .build())
                        .defaultOptions(BedrockChatOptions.builder().model("stub-call").build())
                        .build();
    }

    @Override
    public int call(String model) {
        return chat.call(prompt(model)).getResult().getOutput().getText().length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        chat.stream(prompt(model))
                .doOnNext(
                        response -> {
                            if (response.getResult() != null
                                    && response.getResult().getOutput().getText() != null) {
                                delta.accept(response.getResult().getOutput().getText().length());
                            }
                        })
                .blockLast();
    }

    private static Prompt prompt(String model) {
        return new Prompt(
                List.of(
                        new SystemMessage(Conversation.SYSTEM),
                        new UserMessage(Conversation.QUESTION)),
                BedrockChatOptions.builder()
                        .model(model)
                        .maxTokens(Conversation.MAX_TOKENS)
                        .temperature(Conversation.TEMPERATURE)
                        .build());
    }
}
