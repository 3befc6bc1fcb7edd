package dev.outcrop.bench.faults;

import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

import reactor.core.Disposable;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Spring AI's chat model, over clients of the SDK that are set up as its own builder does. Tools
 * are run by itself, which is its default.
 */
public final class SpringFaults implements FaultClient {
    private static final int PIECES_BEFORE_CANCEL = 2;
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    /** Those of its builder. */
    private static final Duration CALL = Duration.ofMinutes(5);

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ACQUISITION = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 200;

    private final BedrockRuntimeClient client;
    private final BedrockRuntimeAsyncClient asyncClient;
    private final BedrockProxyChatModel chat;

    public SpringFaults(URI endpoint, Limits limits) {
        Duration total = limits.total() == null ? CALL : limits.total();
        Duration silence = limits.silence() == null ? SILENCE : limits.silence();
        client =
                BedrockRuntimeClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(KEYS)
                        .overrideConfiguration(config -> config.apiCallTimeout(total))
                        .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(silence))
                        .build();
        asyncClient =
                BedrockRuntimeAsyncClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(KEYS)
                        .overrideConfiguration(config -> config.apiCallTimeout(total))
                        .httpClientBuilder(
                                NettyNioAsyncHttpClient.builder()
                                        .protocol(Protocol.HTTP1_1)
                                        .readTimeout(silence)
                                        .connectionAcquisitionTimeout(ACQUISITION)
                                        .maxConcurrency(CONNECTIONS))
                        .build();
        chat =
                BedrockProxyChatModel.builder()
                        .bedrockRuntimeClient(client)
                        .bedrockRuntimeAsyncClient(asyncClient)
                        .defaultOptions(BedrockChatOptions.builder().model(Ask.MODEL).build())
                        .build();
    }

    @Override
    public void call(Ask ask, Listener to) {
        to.completed(text(chat.call(prompt(ask, List.of(question(ask)), to))));
    }

    @Override
    public void stream(Ask ask, Listener to) {
        stream(prompt(ask, List.of(question(ask)), to), to);
    }

    private void stream(Prompt prompt, Listener to) {
        var pieces = new ConcurrentLinkedQueue<String>();
        var unused =
                chat.stream(prompt)
                        .subscribe(
                                response -> {
                                    String piece = text(response);
                                    if (!piece.isEmpty()) {
                                        pieces.add(piece);
                                        to.delta(piece);
                                    }
                                },
                                to::failed,
                                () -> to.completed(String.join("", pieces)));
    }

    @Override
    public void cancel(Ask ask, Listener to) throws Exception {
        var pieces = new CountDownLatch(PIECES_BEFORE_CANCEL);
        Disposable subscription =
                chat.stream(prompt(ask, List.of(question(ask)), to))
                        .subscribe(
                                response -> {
                                    if (!text(response).isEmpty()) {
                                        pieces.countDown();
                                    }
                                },
                                to::failed,
                                () -> to.completed(""));
        pieces.await();
        subscription.dispose();
        to.cancelled();
    }

    @Override
    public void talk(Ask first, Ask second, boolean streamed, Listener to) {
        Prompt prompt = prompt(first, List.of(question(first)), to);
        var answer = new AtomicReference<ChatResponse>();
        if (streamed) {
            var unused =
                    new MessageAggregator().aggregate(chat.stream(prompt), answer::set).blockLast();
        } else {
            answer.set(chat.call(prompt));
        }
        var history = new ArrayList<Message>();
        history.add(question(first));
        for (Generation generation : answer.get().getResults()) {
            history.add(generation.getOutput());
        }
        history.add(question(second));
        Prompt next = prompt(second, history, to);
        if (streamed) {
            stream(next, to);
        } else {
            to.completed(text(chat.call(next)));
        }
    }

    private static String text(ChatResponse response) {
        return response.getResults().stream()
                .map(generation -> generation.getOutput().getText())
                .filter(text -> text != null)
                .collect(Collectors.joining());
    }

    private static UserMessage question(Ask ask) {
        return new UserMessage(ask.question());
    }

    private static Prompt prompt(Ask ask, List<Message> messages, Listener to) {
        var options = BedrockChatOptions.builder().model(Ask.MODEL);
        if (ask.withTool()) {
            options.toolCallbacks(tool(to));
        }
        return new Prompt(messages, options.build());
    }

    /** The input of the tool. */
    private record Input(String path) {}

    private static ToolCallback tool(Listener to) {
        return FunctionToolCallback.builder(
                        Ask.TOOL,
                        (Input input) -> {
                            to.tool(String.valueOf(input.path()));
                            return "empty";
                        })
                .description(Ask.DESCRIPTION)
                .inputType(Input.class)
                .build();
    }

    @Override
    public void close() {
        client.close();
        asyncClient.close();
    }
}
