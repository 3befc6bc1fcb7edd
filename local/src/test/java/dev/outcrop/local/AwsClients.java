package dev.outcrop.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.auth.scheme.BedrockAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;

/** AWS's clients of a local Bedrock: of the control plane, and of the models. */
final class AwsClients implements AutoCloseable {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none"));

    static {
        // Keeps the threads that all asynchronous clients share: where the last client is closed,
        // Netty waits two seconds before it ends them.
        NettyNioAsyncHttpClient.create();
    }

    final BedrockClient control;
    final BedrockRuntimeClient models;
    final BedrockRuntimeAsyncClient streams;

    AwsClients(LocalBedrock local) {
        this(local, Region.US_EAST_1);
    }

    AwsClients(LocalBedrock local, Region region) {
        control =
                BedrockClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(region)
                        .credentialsProvider(CREDENTIALS)
                        .authSchemeProvider(BedrockAuthSchemeProvider.defaultProvider())
                        .build();
        models =
                BedrockRuntimeClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(region)
                        .credentialsProvider(CREDENTIALS)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
        streams =
                BedrockRuntimeAsyncClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(region)
                        .credentialsProvider(CREDENTIALS)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
    }

    @Override
    public void close() {
        control.close();
        models.close();
        streams.close();
    }
}
