package dev.outcrop.bench.faults;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The SDK's asynchronous client, asked as AWS's examples do: a visitor for the events. How the
 * answer ended is what its future says, since {@code onError} may be called for each try.
 */
public class AwsFaults implements FaultClient {
    private static final int PIECES_BEFORE_CANCEL = 2;

    private final BedrockRuntimeAsyncClient client;

    public AwsFaults(URI endpoint, Limits limits) {
        var http = NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1);
        if (limits.silence() != null) {
            http.readTimeout(limits.silence());
        }
        client =
                BedrockRuntimeAsyncClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .overrideConfiguration(config -> config.apiCallTimeout(limits.total()))
                        .httpClientBuilder(http)
                        .build();
    }

    @Override
    public void call(Ask ask, Listener to) {
        var unused =
                client.converse(request(List.of(question(ask))))
                        .whenComplete((response, failure) -> ended(text(response), failure, to));
    }

    @Override
    public void stream(Ask ask, Listener to) {
        if (ask.withTool()) {
            throw new NotOffered("gives out events, and leaves it to its user to join them");
        }
        var pieces = new ConcurrentLinkedQueue<String>();
        var tries = new AtomicInteger();
        var unused =
                start(
                                ask,
                                piece -> {
                                    pieces.add(piece);
                                    to.delta(piece);
                                },
                                failure -> tries.incrementAndGet())
                        .whenComplete(
                                (nothing, failure) -> {
                                    ended(String.join("", pieces), failure, to);
                                    to.note("onError called " + tries + " times");
                                });
    }

    /** Sends a question; the handler gets each piece of text. */
    private CompletableFuture<Void> start(
            Ask ask, Consumer<String> piece, Consumer<Throwable> error) {
        var visitor =
                ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(
                                event -> {
                                    if (event.delta().text() != null) {
                                        piece.accept(event.delta().text());
                                    }
                                })
                        .build();
        var last = new AtomicReference<Throwable>();
        var handler =
                ConverseStreamResponseHandler.builder()
                        .onError(
                                failure -> {
                                    last.set(failure);
                                    error.accept(failure);
                                });
        return client.converseStream(
                ConverseStreamRequest.builder().modelId(Ask.MODEL).messages(question(ask)).build(),
                subscribed(handler, visitor, last::get));
    }

    /**
     * Has the visitor get the events.
     *
     * @param last what onError was told last
     */
    ConverseStreamResponseHandler subscribed(
            ConverseStreamResponseHandler.Builder handler,
            ConverseStreamResponseHandler.Visitor visitor,
            Supplier<Throwable> last) {
        return handler.subscriber(visitor).build();
    }

    @Override
    public void cancel(Ask ask, Listener to) throws Exception {
        var pieces = new CountDownLatch(PIECES_BEFORE_CANCEL);
        CompletableFuture<Void> answer = start(ask, piece -> pieces.countDown(), failure -> {});
        var unused = answer.whenComplete((nothing, failure) -> ended("", failure, to));
        pieces.await();
        answer.cancel(true);
        to.cancelled();
    }

    @Override
    public void talk(Ask first, Ask second, boolean streamed, Listener to) {
        if (streamed) {
            throw new NotOffered("gives out events, and leaves it to its user to join them");
        }
        Message answer =
                client.converse(request(List.of(question(first)))).join().output().message();
        var unused =
                client.converse(request(List.of(question(first), answer, question(second))))
                        .whenComplete((response, failure) -> ended(text(response), failure, to));
    }

    private static void ended(String text, Throwable failure, Listener to) {
        if (failure == null) {
            to.completed(text);
        } else {
            to.failed(failure);
        }
    }

    private static String text(ConverseResponse response) {
        if (response == null || response.output() == null || response.output().message() == null) {
            return "";
        }
        return response.output().message().content().stream()
                .map(ContentBlock::text)
                .filter(text -> text != null)
                .collect(Collectors.joining());
    }

    private static Message question(Ask ask) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(ask.question()))
                .build();
    }

    private static ConverseRequest request(List<Message> messages) {
        return ConverseRequest.builder().modelId(Ask.MODEL).messages(messages).build();
    }

    @Override
    public void close() {
        client.close();
    }
}
