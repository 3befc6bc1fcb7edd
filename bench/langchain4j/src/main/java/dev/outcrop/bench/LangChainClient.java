package dev.outcrop.bench;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

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
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** LangChain4j's chat models, each made when it is first used. */
public final class LangChainClient implements Client {
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    private final URI endpoint;
    private BedrockChatModel chat;
    private BedrockStreamingChatModel streaming;

    public LangChainClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public int call(String model) {
        return chat(model).chat(request()).aiMessage().text().length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        var ended = new CompletableFuture<ChatResponse>();
        streaming(model)
                .chat(
                        request(),
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(String text) {
                                delta.accept(text.length());
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                ended.complete(response);
                            }

                            @Override
                            public void onError(Throwable error) {
                                ended.completeExceptionally(error);
                            }
                        });
        ended.join();
    }

    private static ChatRequest request() {
        return ChatRequest.builder()
                .messages(
                        SystemMessage.from(Conversation.SYSTEM),
                        UserMessage.from(Conversation.QUESTION))
                .maxOutputTokens(Conversation.MAX_TOKENS)
                .temperature(Conversation.TEMPERATURE)
                .build();
    }

    private synchronized BedrockChatModel chat(String model) {
        if (chat == null) {
            chat =
                    BedrockChatModel.builder()
                            .modelId(model)
                            .region(Region.US_EAST_1)
                            .client(
                                    BedrockRuntimeClient.builder()
                                            .region(Region.US_EAST_1)
                                            .endpointOverride(endpoint)
                                            .credentialsProvider(KEYS)
                                            .build())
                            .build();
        }
        return chat;
    }

    private String streamed;

    private synchronized BedrockStreamingChatModel streaming(String model) {
        if (streaming == null || !model.equals(streamed)) {
            var http =
                    NettyNioAsyncHttpClient.builder()
                            .protocol(Protocol.HTTP1_1)
                            .protocolNegotiation(ProtocolNegotiation.ASSUME_PROTOCOL);
            Integer pool = Integer.getInteger("bench.pool");
            if (pool != null) {
                http.maxConcurrency(pool).connectionAcquisitionTimeout(Duration.ofMinutes(1));
            }
            streamed = model;
            streaming =
                    BedrockStreamingChatModel.builder()
                            .modelId(model)
                            .region(Region.US_EAST_1)
                            .client(
                                    BedrockRuntimeAsyncClient.builder()
                                            .region(Region.US_EAST_1)
                                            .endpointOverride(endpoint)
                                            .credentialsProvider(KEYS)
                                            .httpClientBuilder(http)
                                            .build())
                            .build();
        }
        return streaming;
    }
}
