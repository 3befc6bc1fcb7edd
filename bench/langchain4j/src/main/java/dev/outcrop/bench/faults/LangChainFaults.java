package dev.outcrop.bench.faults;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * LangChain4j's two models, over clients of the SDK that are set up as its own are: one minute for
 * a call, if nothing else is said. Thinking is returned and sent, as its documentation advises.
 */
public final class LangChainFaults implements FaultClient {
    private static final int PIECES_BEFORE_CANCEL = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    private final BedrockRuntimeClient client;
    private final BedrockRuntimeAsyncClient asyncClient;
    private final BedrockChatModel chat;
    private final BedrockStreamingChatModel streaming;

    public LangChainFaults(URI endpoint, Limits limits) {
        Duration total = limits.total() == null ? MINUTE : limits.total();
        var http = ApacheHttpClient.builder();
        var asyncHttp = NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1);
        if (limits.silence() != null) {
            http.socketTimeout(limits.silence());
            asyncHttp.readTimeout(limits.silence());
        }
        client =
                BedrockRuntimeClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(KEYS)
                        .overrideConfiguration(config -> config.apiCallTimeout(total))
                        .httpClientBuilder(http)
                        .build();
        asyncClient =
                BedrockRuntimeAsyncClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(KEYS)
                        .overrideConfiguration(config -> config.apiCallTimeout(total))
                        .httpClientBuilder(asyncHttp)
                        .build();
        chat =
                BedrockChatModel.builder()
                        .modelId(Ask.MODEL)
                        .client(client)
                        .returnThinking(true)
                        .sendThinking(true)
                        .build();
        streaming =
                BedrockStreamingChatModel.builder()
                        .modelId(Ask.MODEL)
                        .client(asyncClient)
                        .returnThinking(true)
                        .sendThinking(true)
                        .build();
    }

    @Override
    public void call(Ask ask, Listener to) {
        completed(chat.chat(request(ask, List.of(question(ask)))).aiMessage(), to);
    }

    @Override
    public void stream(Ask ask, Listener to) {
        streaming.chat(request(ask, List.of(question(ask))), handler(to));
    }

    private static StreamingChatResponseHandler handler(Listener to) {
        return new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                to.delta(text);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                completed(response.aiMessage(), to);
            }

            @Override
            public void onError(Throwable error) {
                to.failed(error);
            }
        };
    }

    @Override
    public void cancel(Ask ask, Listener to) {
        var pieces = new AtomicInteger();
        streaming.chat(
                request(ask, List.of(question(ask))),
                new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(
                            PartialResponse text, PartialResponseContext context) {
                        if (pieces.incrementAndGet() == PIECES_BEFORE_CANCEL) {
                            context.streamingHandle().cancel();
                            to.cancelled();
                        }
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        to.completed(response.aiMessage().text());
                    }

                    @Override
                    public void onError(Throwable error) {
                        to.failed(error);
                    }
                });
    }

    @Override
    public void talk(Ask first, Ask second, boolean streamed, Listener to) {
        AiMessage answer =
                streamed
                        ? streamed(first)
                        : chat.chat(request(first, List.of(question(first)))).aiMessage();
        ChatRequest next = request(second, List.of(question(first), answer, question(second)));
        if (streamed) {
            streaming.chat(next, handler(to));
        } else {
            completed(chat.chat(next).aiMessage(), to);
        }
    }

    private AiMessage streamed(Ask ask) {
        var answer = new CompletableFuture<ChatResponse>();
        streaming.chat(
                request(ask, List.of(question(ask))),
                new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        answer.completeExceptionally(error);
                    }
                });
        return answer.join().aiMessage();
    }

    private static void completed(AiMessage message, Listener to) {
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            to.tool(call.arguments());
        }
        to.completed(message.text());
    }

    private static UserMessage question(Ask ask) {
        return UserMessage.from(ask.question());
    }

    private static ChatRequest request(Ask ask, List<ChatMessage> messages) {
        var request = ChatRequest.builder().messages(messages);
        if (ask.withTool()) {
            request.toolSpecifications(
                    ToolSpecification.builder()
                            .name(Ask.TOOL)
                            .description(Ask.DESCRIPTION)
                            .parameters(
                                    JsonObjectSchema.builder()
                                            .addStringProperty("path")
                                            .required("path")
                                            .build())
                            .build());
        }
        return request.build();
    }

    @Override
    public void close() {
        client.close();
        asyncClient.close();
    }
}
