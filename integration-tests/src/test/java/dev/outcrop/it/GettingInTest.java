package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.policy.HttpProxy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Which credentials a call is made with, and where it goes. */
@LocalBedrockTest
class GettingInTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    @TempDir Path home;
    private LocalBedrock local;

    @BeforeEach
    void start(LocalBedrock local) throws Exception {
        this.local = local;
        write(
                ".aws/credentials",
                """
                [research]
                aws_access_key_id = PROFILEKEY
                aws_secret_access_key = secret
                """);
    }

    @Test
    void anApiKeyGivenInCodeBeatsTheEnvironment() {
        assertThat(authorizationOf(Bedrock.builder().apiKey("from-code"), everything()))
                .isEqualTo("Bearer from-code");
    }

    @Test
    void aProfileGivenInCodeBeatsTheEnvironment() {
        assertThat(authorizationOf(Bedrock.builder().profile("research"), everything()))
                .contains("Credential=PROFILEKEY/");
    }

    @Test
    void anApiKeyOfTheEnvironmentBeatsItsKeysAndTheseItsProfile() {
        assertThat(authorizationOf(Bedrock.builder(), everything()))
                .isEqualTo("Bearer from-environment");
        Map<String, String> keys = everything();
        keys.remove("AWS_BEARER_TOKEN_BEDROCK");
        assertThat(authorizationOf(Bedrock.builder(), keys)).contains("Credential=ENVKEY/");
        keys.remove("AWS_ACCESS_KEY_ID");
        keys.remove("AWS_SECRET_ACCESS_KEY");
        assertThat(authorizationOf(Bedrock.builder(), keys)).contains("Credential=PROFILEKEY/");
    }

    @Test
    void theSignatureHasTheRegionAndNotTheHost() {
        Map<String, String> variables = everything();
        variables.put("AWS_REGION", "eusc-de-east-1");

        assertThat(authorizationOf(Bedrock.builder().profile("research"), variables))
                .contains("/eusc-de-east-1/bedrock/aws4_request");
        assertThat(
                        authorizationOf(
                                Bedrock.builder().profile("research").region("sa-east-1"),
                                variables))
                .contains("/sa-east-1/bedrock/aws4_request");
    }

    @Test
    void theVariableOfTheRuntimeSaysWhereCallsGo() {
        Map<String, String> variables = everything();
        variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", local.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        try (Bedrock bedrock = Bedrock.builder().environment(environment(variables)).build()) {
            bedrock.model(MODEL).invoke("Hi!");
        }
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void aSignInThatEndedSaysWhatToTypeAndManyCallersMakeOneRefresh() throws Exception {
        var asked = new AtomicInteger();
        HttpServer portal = portal(asked);
        try {
            write(
                    ".aws/config",
                    """
                    [profile sso]
                    sso_start_url = https://corp.example/start
                    sso_region = us-east-1
                    sso_account_id = 111122223333
                    sso_role_name = dev
                    """);
            Map<String, String> variables = everything();
            variables.put(
                    "AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:" + portal.getAddress().getPort());
            try (Bedrock bedrock =
                    Bedrock.builder()
                            .environment(environment(variables))
                            .baseUrl(local.endpoint().toString())
                            .profile("sso")
                            .build()) {
                assertThatThrownBy(() -> bedrock.model(MODEL).invoke("Hi!"))
                        .isInstanceOf(CredentialsException.class)
                        .hasMessageContaining("`aws sso login --profile sso`");

                write(
                        ".aws/sso/cache/f7c9b39d0b4c7a7d82c79307585f77e1c5e74378.json",
                        "{\"accessToken\":\"a\",\"expiresAt\":\""
                                + Instant.now().plus(Duration.ofHours(1))
                                + "\"}");
                try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                    IntStream.range(0, 50)
                            .forEach(
                                    i -> callers.execute(() -> bedrock.model(MODEL).invoke("Hi!")));
                }
                assertThat(local.requests()).hasSize(50);
                assertThat(local.requests())
                        .allMatch(
                                request ->
                                        request.headers()
                                                .toString()
                                                .contains("Credential=SSOKEY/"));
                assertThat(asked).hasValue(1);
            }
        } finally {
            portal.stop(0);
        }
    }

    @Test
    void credentialsAreAskedForThroughTheProxyAndMetadataNever() throws Exception {
        var asked = new AtomicInteger();
        HttpServer proxy = portal(asked);
        try {
            write(
                    ".aws/config",
                    """
                    [profile sso]
                    sso_start_url = https://corp.example/start
                    sso_region = us-east-1
                    sso_account_id = 111122223333
                    sso_role_name = dev
                    [profile container]
                    role_arn = arn:aws:iam::111122223333:role/a
                    credential_source = EcsContainer
                    """);
            write(
                    ".aws/sso/cache/f7c9b39d0b4c7a7d82c79307585f77e1c5e74378.json",
                    "{\"accessToken\":\"a\",\"expiresAt\":\""
                            + Instant.now().plus(Duration.ofHours(1))
                            + "\"}");
            Map<String, String> variables = everything();
            variables.put("AWS_ENDPOINT_URL_SSO", "http://portal.invalid");
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/keys");
            Bedrock.Builder builder =
                    Bedrock.builder()
                            .environment(environment(variables))
                            .baseUrl(local.endpoint().toString())
                            .proxy(
                                    HttpProxy.of("http://127.0.0.1:" + proxy.getAddress().getPort())
                                            .withDirect("localhost"));
            try (Bedrock bedrock = builder.profile("sso").build()) {
                assertThatThrownBy(() -> bedrock.model(MODEL).invoke("Hi!"))
                        .as("the proxy has no Bedrock behind it")
                        .isInstanceOf(BedrockException.class)
                        .isNotInstanceOf(CredentialsException.class);
            }
            assertThat(asked).hasValue(1);
            try (Bedrock bedrock = builder.profile("container").build()) {
                assertThatThrownBy(() -> bedrock.model(MODEL).invoke("Hi!"))
                        .isInstanceOf(CredentialsException.class)
                        .hasMessageContaining("container role")
                        .hasMessageNotContaining("HTTP");
            }
            assertThat(asked).hasValue(1);
        } finally {
            proxy.stop(0);
        }
    }

    private static HttpServer portal(AtomicInteger asked) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/federation/credentials",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] body =
                            ("{\"roleCredentials\":{\"accessKeyId\":\"SSOKEY\",\"secretAccessKey\":"
                                            + "\"s\",\"sessionToken\":\"t\",\"expiration\":"
                                            + Instant.now().plus(Duration.ofHours(1)).toEpochMilli()
                                            + "}}")
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private String authorizationOf(Bedrock.Builder builder, Map<String, String> variables) {
        try (Bedrock bedrock =
                builder.environment(environment(variables))
                        .baseUrl(local.endpoint().toString())
                        .build()) {
            bedrock.model(MODEL).invoke("Hi!");
        }
        return local.requests().getLast().headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(header -> header.getValue().toString().replaceAll("^\\[|\\]$", ""))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> everything() {
        return new HashMap<>(
                Map.of(
                        "AWS_BEARER_TOKEN_BEDROCK", "from-environment",
                        "AWS_ACCESS_KEY_ID", "ENVKEY",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_PROFILE", "research",
                        "AWS_REGION", "us-east-1",
                        "AWS_EC2_METADATA_DISABLED", "true"));
    }

    private Environment environment(Map<String, String> variables) {
        return Environment.of(variables, home, Clock.systemUTC());
    }

    private void write(String name, String text) throws Exception {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
