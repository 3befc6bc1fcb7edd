package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.Environment;
import dev.outcrop.policy.HttpProxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server that has nothing but the bytes of a request, and AWS's own signer, comes to the
 * signature that the request has.
 */
@Timeout(60)
class SignatureOfSentBytesTest {
    private static final AccessKeys KEYS =
            new AccessKeys("AKIDEXAMPLE", "secret/of+test", "token==", null, "test");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
    private static final String ANSWER =
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Good."}]}},
             "stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2}}\
            """;

    private final CompletableFuture<Received> received = new CompletableFuture<>();
    private ServerSocket listening;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Received(String target, Map<String, String> headers, byte[] body) {}

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private void serve() {
        try (Socket socket = listening.accept()) {
            InputStream in = socket.getInputStream();
            var head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                head.write(in.read());
            }
            String[] lines = head.toString(ISO_8859_1).split("\r\n", -1);
            var headers = new LinkedHashMap<String, String>();
            for (String line : List.of(lines).subList(1, lines.length)) {
                if (!line.isEmpty()) {
                    headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
                }
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.get("Content-Length")));
            String answer =
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + ANSWER.length()
                            + "\r\n\r\n"
                            + ANSWER;
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            received.complete(new Received(lines[0].split(" ", 3)[1], headers, body));
        } catch (IOException | RuntimeException e) {
            received.completeExceptionally(e);
        }
    }

    private Received ask(String baseUrl, HttpProxy proxy) throws Exception {
        try (var bedrock =
                Bedrock.builder()
                        .environment(
                                Environment.of(Map.of(), Path.of("nowhere"), Clock.systemUTC()))
                        .baseUrl(baseUrl)
                        .region("us-east-1")
                        .credentials(AwsCredentials.of(KEYS))
                        .proxy(proxy)
                        .build()) {
            bedrock.model("us.amazon.nova-lite-v1:0").invoke("Hi");
        }
        return received.get(20, TimeUnit.SECONDS);
    }

    /** By the bytes that came, whatever the client's own idea of its URL is. */
    private static void requireSignature(Received request, String path) throws Exception {
        String authorization = String.valueOf(request.headers().get("Authorization"));
        String list = authorization.replaceAll(".*SignedHeaders=([^,]+),.*", "$1");
        List<String> names = List.of(list.split(";", -1));
        assertThat(names).contains("host");
        var signed = new LinkedHashMap<String, String>();
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (names.contains(name.toLowerCase(Locale.ROOT))
                                    && !AwsSignature.ADDED.contains(name)) {
                                signed.put(name, value);
                            }
                        });
        Instant at = Instant.from(TIME.parse(request.headers().get("X-Amz-Date")));
        Map<String, String> expected =
                AwsSignature.headers(
                        "POST",
                        URI.create("http://" + request.headers().get("Host") + path),
                        signed,
                        request.body(),
                        KEYS,
                        "us-east-1",
                        "bedrock",
                        Clock.fixed(at, ZoneOffset.UTC));
        assertThat(authorization).isEqualTo(expected.get("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://bedrock.test:80, bedrock.test",
        "http://bedrock.test, bedrock.test",
        "HTTP://Bedrock.TEST:80, bedrock.test",
        "http://bedrock.test:8080, bedrock.test:8080",
        "http://bedrock.test:443, bedrock.test:443",
        "http://[FD00::1]:80, [fd00::1]",
        "http://[fd00::1]:81, [fd00::1]:81"
    })
    void theAuthorityThroughAProxy(String baseUrl, String authority) throws Exception {
        Received request = ask(baseUrl, HttpProxy.of("127.0.0.1:" + listening.getLocalPort()));

        assertThat(request.headers()).containsEntry("Host", authority);
        assertThat(request.target()).startsWith("http://" + authority + "/model/");
        requireSignature(request, request.target().substring(("http://" + authority).length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "/ä",
                "/日本/𝄞",
                "/a%20b",
                "/a%2Fb/%C3%A4",
                "/a+b=c&d;e@f:g!$'()*,~",
                "//a//b",
                "/a/./b/../c",
                "/..",
                "/a/..//b",
                "/.well-known/...",
                "/e\u0301"
            })
    void thePath(String base) throws Exception {
        Received request =
                ask("http://127.0.0.1:" + listening.getLocalPort() + base, HttpProxy.NONE);

        assertThat(request.target()).matches("[!-~]+").doesNotContain("/./", "/../");
        requireSignature(request, request.target());
    }
}
