package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/** TLS on the port of plain HTTP, with the test certificate. */
class TlsTest {
    private static final String PATH = "/model/" + Http.MODEL + "/converse";

    private static LocalBedrock local;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        "https, 127.0.0.1, HTTP_2",
        "https, localhost, HTTP_2",
        "https, 127.0.0.1, HTTP_1_1",
        "http, 127.0.0.1, HTTP_1_1"
    })
    void speaksAllOnOnePort(String scheme, String host, HttpClient.Version version)
            throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(Http.tls()).version(version).build()) {
            var uri = URI.create(scheme + "://" + host + ":" + local.port() + PATH);
            var response =
                    client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(BodyPublishers.ofString(Http.asking("Hello")))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.sslSession().isPresent()).isEqualTo(scheme.equals("https"));
        }
    }

    @Test
    void theSdkSpeaksHttp2Inside() throws Exception {
        try (var async =
                BedrockRuntimeAsyncClient.builder()
                        .endpointOverride(local.tlsEndpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "none")))
                        .httpClientBuilder(
                                NettyNioAsyncHttpClient.builder()
                                        .tlsTrustManagersProvider(
                                                () -> {
                                                    try {
                                                        return Http.trust();
                                                    } catch (Exception e) {
                                                        throw new AssertionError(e);
                                                    }
                                                }))
                        .build()) {
            var message =
                    Message.builder().role("user").content(ContentBlock.fromText("Hello")).build();
            var response =
                    async.converse(r -> r.modelId("amazon.nova-lite-v1:0").messages(message))
                            .get(30, TimeUnit.SECONDS);

            assertThat(response.stopReasonAsString()).isEqualTo("end_turn");
            assertThat(local.requests().getLast().protocol()).isEqualTo("HTTP/2.0");
        }
    }

    @Test
    void closesOnABrokenHandshake() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 5, 1, 2, 3, 4, 5});
            socket.shutdownOutput();

            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }
}
