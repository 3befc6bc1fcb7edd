package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * AWS's own clients without a network: what they send is kept, what they receive is given. For one
 * thread.
 */
final class CannedAws implements AutoCloseable {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none"));

    private final BedrockRuntimeClient client =
            BedrockRuntimeClient.builder()
                    .region(Region.US_EAST_1)
                    .credentialsProvider(CREDENTIALS)
                    .httpClient(new Http())
                    .build();
    private final BedrockRuntimeAsyncClient asyncClient =
            BedrockRuntimeAsyncClient.builder()
                    .region(Region.US_EAST_1)
                    .credentialsProvider(CREDENTIALS)
                    .httpClient(new AsyncHttp())
                    .asyncConfiguration(
                            async ->
                                    async.advancedOption(
                                            SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                                            Runnable::run))
                    .build();

    private byte[] answer = {};
    private String path = "";
    private byte[] body = {};

    /** The client, which will receive these bytes. */
    BedrockRuntimeClient answering(byte[] answer) {
        this.answer = answer;
        return client;
    }

    /** The events that the client reads in these frames. */
    List<ConverseStreamOutput> stream(ConverseStreamRequest request, byte[] frames)
            throws Exception {
        this.answer = frames;
        var events = new ArrayList<ConverseStreamOutput>();
        var handler =
                ConverseStreamResponseHandler.builder()
                        .subscriber((ConverseStreamOutput event) -> events.add(event))
                        .build();
        asyncClient.converseStream(request, handler).get(60, TimeUnit.SECONDS);
        return events;
    }

    String sentPath() {
        return path;
    }

    Json sentBody() {
        return Json.parse(body);
    }

    @Override
    public void close() {
        client.close();
        asyncClient.close();
    }

    private void sent(SdkHttpRequest request, byte[] bytes) {
        path = request.encodedPath();
        body = bytes;
    }

    private static SdkHttpResponse ok(String type) {
        return SdkHttpResponse.builder().statusCode(200).putHeader("Content-Type", type).build();
    }

    private final class Http implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    ContentStreamProvider content = request.contentStreamProvider().orElseThrow();
                    try (var in = content.newStream()) {
                        sent(request.httpRequest(), in.readAllBytes());
                    }
                    return HttpExecuteResponse.builder()
                            .response(ok("application/json"))
                            .responseBody(
                                    AbortableInputStream.create(new ByteArrayInputStream(answer)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    private final class AsyncHttp implements SdkAsyncHttpClient {
        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            var bytes = new ByteArrayOutputStream();
            return SdkPublisher.adapt(request.requestContentPublisher())
                    .subscribe(piece -> write(piece, bytes))
                    .thenRun(
                            () -> {
                                sent(request.request(), bytes.toByteArray());
                                request.responseHandler()
                                        .onHeaders(ok("application/vnd.amazon.eventstream"));
                                request.responseHandler()
                                        .onStream(AsyncRequestBody.fromBytes(answer));
                            });
        }

        private static void write(ByteBuffer piece, ByteArrayOutputStream out) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
        }

        @Override
        public void close() {}
    }
}
