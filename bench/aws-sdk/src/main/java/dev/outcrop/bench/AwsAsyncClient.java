package dev.outcrop.bench;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

import java.net.URI;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * The SDK's asynchronous client over Netty, speaking HTTP/1.1 as the stub does. {@code
 * -Dbench.pool=N} gives it N connections in place of its 50.
 */
public final class AwsAsyncClient implements Client {
    private final BedrockRuntimeAsyncClient client;

    public AwsAsyncClient(URI endpoint) {
        var http =
                NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .protocolNegotiation(ProtocolNegotiation.ASSUME_PROTOCOL);
        Integer pool = Integer.getInteger("bench.pool");
        if (pool != null) {
            http.maxConcurrency(pool).connectionAcquisitionTimeout(Duration.ofMinutes(1));
        }
        client =
                BedrockRuntimeAsyncClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .httpClientBuilder(http)
                        .build();
    }

    @Override
    public int call(String model) {
        return client.converse(AwsRequests.converse(model))
                .join()
                .output()
                .message()
                .content()
                .getFirst()
                .text()
                .length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        var handler =
                ConverseStreamResponseHandler.builder()
                        .subscriber(
                                ConverseStreamResponseHandler.Visitor.builder()
                                        .onContentBlockDelta(
                                                event ->
                                                        delta.accept(event.delta().text().length()))
                                        .build())
                        .build();
        client.converseStream(AwsRequests.stream(model), handler).join();
    }

    @Override
    public void close() {
        client.close();
    }
}
