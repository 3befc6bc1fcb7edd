package dev.outcrop.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.internal.s3.S3Bucket;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Failures of transfers, between the library and the emulator. */
class S3FaultsTest {
    @TempDir Path folder;
    private LocalBedrock local;
    private FaultyProxy proxy;
    private S3Fixture ours;
    private S3Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("buckets/mine"));
        local = LocalBedrock.builder().buckets(folder.resolve("buckets")).start();
        proxy = new FaultyProxy(local.endpoint());
        ours = S3Fixture.of(proxy.uri(), Map.of());
        bucket = ours.s3().bucket("mine");
    }

    @AfterEach
    void stop() {
        ours.close();
        proxy.close();
        local.close();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = bucket.get(key)) {
            return in.readAllBytes();
        }
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>"
                + code
                + "</Code><Message>M</Message></Error>";
    }

    @Test
    void aCallInTheWrongRegionIsRepeatedInThatOfTheBucket() throws IOException {
        proxy.fail(
                exchange -> {
                    String signed = exchange.getRequestHeaders().getFirst("Authorization");
                    if (signed.contains("/eu-west-1/s3/")) {
                        return false;
                    }
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-west-1");
                    byte[] body =
                            error("PermanentRedirect")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    boolean head = exchange.getRequestMethod().equals("HEAD");
                    exchange.sendResponseHeaders(301, head ? -1 : body.length);
                    if (!head) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                    return true;
                });
        bucket.put("a", random(10));
        assertThat(read("a")).isEqualTo(random(10));
        assertThat(proxy.requests).hasSize(4); // put twice, then head and get in the known region

        S3Bucket fresh = S3Fixture.of(proxy.uri(), Map.of()).s3().bucket("mine");
        assertThat(fresh.head("a")).isNotNull();
    }

    @Test
    void aRegionThatIsNotOneIsNotUsed() {
        proxy.fail(
                exchange -> {
                    exchange.getResponseHeaders().set("x-amz-bucket-region", "evil.example/#");
                    exchange.sendResponseHeaders(301, -1);
                    exchange.close();
                    return true;
                });

        assertThatThrownBy(() -> bucket.put("a", random(10))).isInstanceOf(ProtocolException.class);
        assertThat(proxy.requests).hasSize(1);
    }

    @Test
    void throttledAndFailedCallsAreRetried() throws IOException {
        proxy.failOnce("PUT", "/mine/a", 503, error("SlowDown"));
        proxy.failOnce("PUT", "/mine/a", 500, error("InternalError"));
        proxy.failOnce("PUT", "/mine/a", 400, error("RequestTimeout"));

        bucket.put("a", random(10));

        assertThat(read("a")).isEqualTo(random(10));
        assertThat(proxy.requests.stream().filter(r -> r.startsWith("PUT"))).hasSize(4);
    }

    @Test
    void aDownloadThatIsCutContinuesAtItsPart() throws IOException {
        byte[] content = random(9 << 20);
        bucket.upload("a", Files.write(folder.resolve("a"), content));
        proxy.requests.clear();
        var cuts = new AtomicInteger();
        proxy.fail(
                exchange -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    if (range == null
                            || range.startsWith("bytes=0-")
                            || cuts.getAndIncrement() % 2 != 0) {
                        return false;
                    }
                    try {
                        HttpResponse<byte[]> response = proxy.pass(exchange);
                        FaultyProxy.respond(exchange, response, 1_000_000);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return true;
                });

        assertThat(read("a")).isEqualTo(content);

        // Three parts; the second and the third were cut once.
        assertThat(proxy.requests.stream().filter(r -> r.startsWith("GET"))).hasSize(5);
    }

    @Test
    void anObjectThatChangesWhileItIsReadIsAnError() throws IOException {
        bucket.upload("a", Files.write(folder.resolve("a"), random(5 << 20)));
        try (InputStream in = bucket.get("a")) {
            assertThat(in.readNBytes(10)).hasSize(10);
            Files.write(folder.resolve("buckets/mine/a"), new byte[5 << 20]);

            assertThatThrownBy(in::readAllBytes).isInstanceOf(BedrockException.class);
        }
    }

    @Test
    void anUploadThatFailsLeavesNoParts() throws IOException {
        Path file = Files.write(folder.resolve("a"), random(17 << 20));
        proxy.fail(
                exchange -> {
                    if (!FaultyProxy.is(exchange, "PUT", "partNumber=2")) {
                        return false;
                    }
                    exchange.getRequestBody().readAllBytes();
                    byte[] body =
                            error("AccessDenied").getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(403, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                    return true;
                });

        assertThatThrownBy(() -> bucket.upload("a", file))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3:PutObject");

        assertThat(proxy.requests.getLast()).startsWith("DELETE /mine/a?uploadId=");
        assertThat(bucket.head("a")).isNull();
    }

    @Test
    void aPartThatIsCutIsSentAgain() throws IOException {
        Path file = Files.write(folder.resolve("a"), random(17 << 20));
        var cuts = new AtomicInteger();
        proxy.fail(
                exchange -> {
                    if (!FaultyProxy.is(exchange, "PUT", "partNumber=2")
                            || cuts.getAndIncrement() > 0) {
                        return false;
                    }
                    exchange.getRequestBody().readNBytes(100_000);
                    throw new IOException("cut by the test");
                });

        bucket.upload("a", file);

        assertThat(read("a")).isEqualTo(random(17 << 20));
    }

    @Test
    void anErrorWithStatus200IsAnError() throws IOException {
        Path file = Files.write(folder.resolve("a"), random(9 << 20));
        proxy.fail(
                exchange -> {
                    if (!FaultyProxy.is(exchange, "POST", "?uploadId=")) {
                        return false;
                    }
                    exchange.getRequestBody().readAllBytes();
                    byte[] body =
                            error("InternalError")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                    return true;
                });

        assertThatThrownBy(() -> bucket.upload("a", file)).isInstanceOf(ServiceException.class);
        assertThat(proxy.requests.stream().filter(r -> r.startsWith("POST /mine/a?uploadId")))
                .hasSize(5);
    }

    @Test
    void aCompletionWhoseAnswerIsLostIsNotAFailure() throws IOException {
        Path file = Files.write(folder.resolve("a"), random(9 << 20));
        var lost = new AtomicInteger();
        proxy.fail(
                exchange -> {
                    if (!FaultyProxy.is(exchange, "POST", "?uploadId=")
                            || lost.getAndIncrement() > 0) {
                        return false;
                    }
                    try {
                        proxy.pass(exchange);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    throw new IOException("lost by the test");
                });

        bucket.upload("a", file);

        assertThat(read("a")).isEqualTo(random(9 << 20));
    }

    @Test
    void whatIsMissingIsNamed() {
        S3Bucket none = ours.s3().bucket("none");

        assertThatThrownBy(() -> none.put("a", new byte[1]))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("s3://none/a");
        assertThatThrownBy(() -> bucket.get("a"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("s3://mine/a");
    }

    @Test
    void anApiKeyOfBedrockIsNotSentToS3() {
        try (S3Fixture key =
                S3Fixture.of(
                        proxy.uri(),
                        Map.of(),
                        () -> Credentials.bearerToken("bedrock-api-key-x"))) {
            assertThatThrownBy(() -> key.s3().bucket("mine").put("a", new byte[1]))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("API key of Bedrock");
        }
        assertThat(proxy.requests).isEmpty();
    }
}
