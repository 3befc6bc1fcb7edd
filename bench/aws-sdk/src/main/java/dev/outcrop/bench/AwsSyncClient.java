package dev.outcrop.bench;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import java.net.URI;
import java.util.function.IntConsumer;

/** The SDK's synchronous client over Apache HttpClient 5. It has no streams. */
public final class AwsSyncClient implements Client {
    private final BedrockRuntimeClient client;

    public AwsSyncClient(URI endpoint) {
        client =
                BedrockRuntimeClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build();
    }

    @Override
    public int call(String model) {
        return client.converse(AwsRequests.converse(model))
                .output()
                .message()
                .content()
                .getFirst()
                .text()
                .length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        throw new UnsupportedOperationException("the synchronous client has no streams");
    }

    @Override
    public void close() {
        client.close();
    }
}
