package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.internal.authentication.RequestAuthenticator;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests of S3 as bytes: hosts, chunks, documents of XML. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3RequestsTest {
    private static final String SIGNED =
            "Authorization: AWS4-HMAC-SHA256 Credential=K/20261201/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=0\r\n";

    private Path folder;
    private LocalBedrock local;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.createDirectories(folder.resolve("mine"));
        Files.createDirectories(folder.resolve("my.bucket"));
        Files.writeString(folder.resolve("mine/a"), "in mine");
        Files.writeString(folder.resolve("my.bucket/a"), "in my.bucket");
        local =
                LocalBedrock.builder()
                        .buckets(folder)
                        .allowedHosts("mine.s3.eu-west-1.amazonaws.com")
                        .start();
    }

    @AfterAll
    void stop() {
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, /mine/a, in mine",
        "localhost, /my.bucket/a, in my.bucket",
        "mine.localhost, /a, in mine",
        "my.bucket.localhost, /a, in my.bucket",
        "mine.s3.localhost, /a, in mine",
        "my.bucket.s3.us-east-1.localhost, /a, in my.bucket",
        "mine.s3.eu-west-1.amazonaws.com, /a, in mine",
        "s3.localhost, /mine/a, in mine",
        "s3.us-east-1.localhost, /mine/a, in mine",
        "bedrock-runtime.localhost, /mine/a, in mine",
    })
    void aBucketIsInTheHostOrInThePath(String host, String path, String text) throws IOException {
        assertThat(sent("GET " + path, host, SIGNED, "")).startsWith("HTTP/1.1 200").endsWith(text);
    }

    @Test
    void aHostOfS3NeedsNoSignature() throws IOException {
        assertThat(sent("GET /a", "mine.s3.localhost", "", "")).endsWith("in mine");
        assertThat(sent("GET /mine/a", "localhost", "", "")).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mine/../my.bucket/a",
                "/mine/%2e%2e/my.bucket/a",
                "/mine/%2e%2e%2fmy.bucket%2fa",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/etc/passwd",
                "/mine%2f..%2f..%2f..%2fetc%2fpasswd",
                "/mine/%zz"
            })
    void aPathNeverLeavesItsBucket(String path) throws IOException {
        assertThat(sent("GET " + path, "localhost", SIGNED, "")).startsWith("HTTP/1.1 4");
    }

    @Test
    void errorsAreXml() throws IOException {
        String answer = sent("GET /mine/%3Cnone%3E", "localhost", SIGNED, "");

        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("Content-Type: application/xml")
                .contains("<Error><Code>NoSuchKey</Code>")
                .endsWith("</RequestId></Error>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "5;chunk-signature=0\r\nhello\r\n0;chunk-signature=0\r\n\r\n",
                "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"
            })
    void aBodyInChunksIsItsData(String body) throws IOException {
        String more = SIGNED + "x-amz-decoded-content-length: 5\r\n";
        if (body.contains("checksum")) {
            more += "x-amz-trailer: x-amz-checksum-crc32\r\n";
        }

        assertThat(sent("PUT /mine/chunks", "localhost", more, body)).startsWith("HTTP/1.1 200");
        assertThat(folder.resolve("mine/chunks")).hasContent("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5~hello~ | IncompleteBody",
                "5~hell~0~~ | IncompleteBody",
                "4~hell~0~~ | IncompleteBody",
                "-1~hello~0~~ | IncompleteBody",
                "7fffffff~hello~0~~ | IncompleteBody",
                "5~hello0~~ | IncompleteBody",
                "5~hello~0~~ | MalformedTrailerError",
                "5~hello~0~x-amz-checksum-crc32:AAAAAA==~~ | BadDigest",
                "5~hello~0~x-amz-checksum-crc32:no~~ | InvalidRequest",
            })
    void aBodyInChunksThatIsNotWholeIsRefused(String body, String code) throws IOException {
        String more =
                SIGNED
                        + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
                        + "x-amz-decoded-content-length: 5\r\n"
                        + "x-amz-trailer: x-amz-checksum-crc32\r\n";

        assertThat(sent("PUT /mine/refused", "localhost", more, body.replace("~", "\r\n")))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>" + code + "</Code>");
        assertThat(folder.resolve("mine/refused")).doesNotExist();
    }

    @Test
    void aBodyWithAnotherHashIsRefused() throws IOException {
        assertThat(
                        sent(
                                "PUT /mine/refused",
                                "localhost",
                                SIGNED + "x-amz-content-sha256: " + "0".repeat(64) + "\r\n",
                                "x"))
                .contains("<Code>XAmzContentSHA256Mismatch</Code>");
        assertThat(folder.resolve("mine/refused")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Delete>",
                "<Delete/>",
                "<Delete><Object></Delete>",
                "<!DOCTYPE Delete [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&x;</Key></Object></Delete>",
                "<Delete><Object><Key>&x;</Key></Object></Delete>",
                "<Delete><Object><Key>&#x110000;</Key></Object></Delete>",
                "<a><a><a><a><a><a><a><a><a><a><a><a></a></a></a></a></a></a></a></a></a></a></a></a>",
                "<Delete><Object><Key>a</Key></Object></Delete>x"
            })
    void aDocumentThatIsNotWellFormedIsRefused(String document) throws IOException {
        assertThat(sent("POST /mine?delete", "localhost", SIGNED, document))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>MalformedXML</Code>");
        assertThat(folder.resolve("mine/a")).exists();
    }

    @Test
    void aDocumentMayHaveNamespacesCommentsAndEntities() throws IOException {
        Files.writeString(folder.resolve("mine/<x>&"), "x");

        assertThat(
                        sent(
                                "POST /mine?delete",
                                "localhost",
                                SIGNED,
                                "<?xml version=\"1.0\"?><!-- c --><d:Delete xmlns:d='http://s3.amazonaws.com/doc/2006-03-01/'>"
                                        + "<d:Object ><d:Key>&lt;x&#62;&#x26;</d:Key></d:Object><!-- d --></d:Delete>\n"))
                .startsWith("HTTP/1.1 200")
                .contains("<Key>&lt;x&gt;&amp;</Key>");
        assertThat(folder.resolve("mine/<x>&")).doesNotExist();
    }

    /** The chunks of the example in AWS's documentation, with its keys and signatures. */
    @ParameterizedTest
    @ValueSource(strings = {"", "data", "signature", "last"})
    void signaturesOfChunksAreChecked(String damage) {
        var authenticator =
                new RequestAuthenticator(
                        List.of(
                                LocalCredentials.keys(
                                        "AKIAIOSFODNN7EXAMPLE",
                                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")),
                        () -> Instant.parse("2013-05-24T00:00:00Z"));
        String body =
                "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                        + "a".repeat(65_536)
                        + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                        + "a".repeat(1_024)
                        + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        String sent =
                switch (damage) {
                    case "data" -> body.replace("aaaa\r\n400", "aaab\r\n400");
                    case "signature" -> body.replace("=0055627c", "=1055627c");
                    case "last" -> body.replace("=b6c6ea8a", "=c6c6ea8a");
                    default -> body;
                };
        var request = example(sent);
        if (damage.isEmpty()) {
            authenticator.check(request, "s3");
        } else {
            assertThatThrownBy(() -> authenticator.check(request, "s3"))
                    .isInstanceOf(ServiceError.class)
                    .hasMessageContaining("signature of a chunk");
        }
    }

    private static IncomingRequest example(String body) {
        return new IncomingRequest(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "HTTP/1.1",
                Map.of(
                        "host",
                        List.of("s3.amazonaws.com"),
                        "x-amz-date",
                        List.of("20130524T000000Z"),
                        "x-amz-storage-class",
                        List.of("REDUCED_REDUNDANCY"),
                        "authorization",
                        List.of(
                                "AWS4-HMAC-SHA256"
                                        + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                        + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
                                        + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
                        "x-amz-content-sha256",
                        List.of("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
                        "content-encoding",
                        List.of("aws-chunked"),
                        "x-amz-decoded-content-length",
                        List.of("66560"),
                        "content-length",
                        List.of("66824")),
                Bytes.of(body));
    }

    /** Sends one request, and returns all that is answered. */
    private String sent(String line, String host, String more, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    line
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nConnection: close\r\n"
                            + more
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return RawHttp.all(socket.getInputStream());
        }
    }
}
