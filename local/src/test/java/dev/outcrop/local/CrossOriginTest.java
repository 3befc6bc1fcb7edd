package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.recording.Recorder;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Web pages of allowed origins, and requests to allowed host names, as browsers send them. */
class CrossOriginTest {
    private static final String PATH = "/model/amazon.nova-lite-v1:0/converse";
    private static final String PAGE = "https://app.example";

    /** The whole answer, with the names of its headers in lower case. */
    private static String answer(LocalBedrock local, String method, String host, String headers)
            throws IOException {
        String body = method.equals("POST") ? Http.asking("Hello") : "";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(20_000);
            String request =
                    method
                            + " "
                            + PATH
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nConnection: close\r\n"
                            + headers
                            + ("Content-Length: " + body.length() + "\r\n\r\n" + body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return RawHttp.all(socket.getInputStream());
        }
    }

    private static String preflight(LocalBedrock local, String origin) throws IOException {
        return answer(
                local,
                "OPTIONS",
                "localhost",
                "Origin: "
                        + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: authorization,x-amz-date\r\n"
                        + "Access-Control-Request-Private-Network: true\r\n");
    }

    private static String post(LocalBedrock local, String origin) throws IOException {
        return answer(local, "POST", "localhost", "Origin: " + origin + "\r\n");
    }

    @Test
    void aPageOfAnAllowedOriginMayAskAndRead() throws Exception {
        try (var local = LocalBedrock.builder().allowedOrigins("http://a.example", PAGE).start()) {
            assertThat(preflight(local, PAGE))
                    .startsWith("HTTP/1.1 204")
                    .containsIgnoringCase("Access-Control-Allow-Origin: " + PAGE + "\r\n")
                    .containsIgnoringCase("Access-Control-Allow-Credentials: true")
                    .containsIgnoringCase("Access-Control-Allow-Methods: GET, POST,")
                    .containsIgnoringCase(
                            "Access-Control-Allow-Headers: authorization,x-amz-date\r\n")
                    .containsIgnoringCase("Access-Control-Allow-Private-Network: true")
                    .containsIgnoringCase("Vary: Origin");
            assertThat(local.requests()).isEmpty();

            assertThat(post(local, PAGE))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Access-Control-Allow-Origin: " + PAGE + "\r\n")
                    .containsIgnoringCase("Access-Control-Expose-Headers: x-amzn-requestid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://app.example/",
                "HTTPS://APP.EXAMPLE",
                "*",
                "null"
            })
    void anyOtherOriginIsRefused(String origin) throws Exception {
        try (var local = LocalBedrock.builder().allowedOrigins(PAGE).start()) {
            assertThat(preflight(local, origin))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContainIgnoringCase("Access-Control-");
            assertThat(post(local, origin))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContainIgnoringCase("Access-Control-");
            assertThat(local.requests()).isEmpty();
        }
    }

    @Test
    void pagesOfThisMachineMayNotReadUnlessTheyAreAllowed() throws Exception {
        try (var local = LocalBedrock.start()) {
            assertThat(post(local, "http://localhost:3000"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("Access-Control-");
            assertThat(preflight(local, "http://localhost:3000"))
                    .startsWith("HTTP/1.1 404")
                    .doesNotContainIgnoringCase("Access-Control-");
        }
    }

    @Test
    void errorsCanBeReadToo() throws Exception {
        try (var local =
                LocalBedrock.builder()
                        .allowedOrigins(PAGE)
                        .credentials(LocalCredentials.bearer("token"))
                        .start()) {
            assertThat(post(local, PAGE))
                    .startsWith("HTTP/1.1 403")
                    .containsIgnoringCase("Access-Control-Allow-Origin: " + PAGE + "\r\n");
            assertThat(preflight(local, PAGE)).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void scriptedAnswersAndFailuresHaveTheHeadersOnce() throws Exception {
        try (var local = LocalBedrock.builder().allowedOrigins(PAGE).start()) {
            local.script(
                    Scripted.error("ThrottlingException", "wait"), Scripted.steps(new Step.End()));

            for (int i = 0; i < 2; i++) {
                assertThat(post(local, PAGE).split("(?i)Access-Control-Allow-Origin:", -1))
                        .hasSize(2);
            }
        }
    }

    @Test
    void aStarAllowsAllPagesWithoutCredentials() throws Exception {
        try (var local = LocalBedrock.builder().allowedOrigins("*").start()) {
            assertThat(preflight(local, "https://any.example"))
                    .containsIgnoringCase("Access-Control-Allow-Origin: *\r\n")
                    .doesNotContainIgnoringCase("Allow-Credentials");
            assertThat(post(local, "https://any.example"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("Allow-Credentials");
        }
    }

    @Test
    void aStarIsRefusedWhereSecretsAreUsed(@TempDir Path folder) throws Exception {
        var withKeys =
                LocalBedrock.builder()
                        .allowedOrigins("*")
                        .credentials(LocalCredentials.bearer("token"));
        assertThatThrownBy(withKeys::start).isInstanceOf(IllegalStateException.class);
        try (var service = LocalBedrock.start();
                var recorder =
                        Recorder.of(service.endpoint(), folder)
                                .signing(() -> LocalCredentials.keys("ID", "s"), "us-east-1")) {
            assertThatThrownBy(LocalBedrock.builder().allowedOrigins("*").standIn(recorder)::start)
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            LocalBedrock.builder().allowedOrigins("*").standIn("a*", recorder)
                                    ::start)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example",
                "https://app.example/",
                "https://a.example/x",
                "HTTP://A.b",
                "https://app.example:443",
                "http://u@a.example",
                "null",
                ""
            })
    void whatNoBrowserSendsIsNoOrigin(String origin) {
        assertThatThrownBy(() -> LocalBedrock.builder().allowedOrigins(origin))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, bedrock, 403",
        "127.0.0.1, host.docker.internal, 403",
        "127.0.0.1, allowed.example, 200",
        "127.0.0.1, ALLOWED.example:99, 200",
        "127.0.0.1, not-allowed.example, 403",
        "127.0.0.1, allowed.example.evil.example, 403",
        "127.0.0.1, 10.1.2.3, 403",
        "0.0.0.0, bedrock, 200",
        "0.0.0.0, bedrock:8080, 200",
        "0.0.0.0, host.docker.internal, 200",
        "0.0.0.0, bedrock.evil.example, 403",
        "0.0.0.0, evil.example, 403",
        "0.0.0.0, 10.1.2.3, 200",
        "0.0.0.0, allowed.example, 200"
    })
    void onlyAllowedNamesAreAnswered(String listening, String host, int status) throws Exception {
        try (var local =
                LocalBedrock.builder().host(listening).allowedHosts("allowed.example").start()) {
            assertThat(answer(local, "POST", host, "")).startsWith("HTTP/1.1 " + status);
            assertThat(local.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:80", "http://a", "*", "", "a/b", ".a"})
    void whatIsNoHostNameIsRefused(String name) {
        assertThatThrownBy(() -> LocalBedrock.builder().allowedHosts(name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
