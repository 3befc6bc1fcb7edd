package dev.outcrop.it.servers;

import static dev.outcrop.it.servers.ServersTest.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keys of other servers: from suppliers, that renew; from variables. */
@Timeout(60)
class ServerKeysTest {
    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                    + "\"Hello.\"},\"finish_reason\":\"stop\"}]}";

    private HttpServer http;
    private volatile String valid = "Bearer key-1";
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger supplied = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        String key = exchange.getRequestHeaders().getFirst("Authorization");
                        received.add(String.valueOf(key));
                        boolean isValid = valid.equals(key);
                        byte[] body =
                                (isValid ? ANSWER : "{\"error\":{\"message\":\"expired\"}}")
                                        .getBytes(UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(isValid ? 200 : 401, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private Bedrock client(Supplier<String> keys) {
        return client(azure().withKey(keys), Map.of());
    }

    private CompatibleServer azure() {
        return CompatibleServer.azure("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private static Bedrock client(CompatibleServer server, Map<String, String> variables) {
        return Bedrock.builder()
                .endpoint(server)
                .environment(Environment.of(variables, Clock.systemUTC()))
                .retries(Retries.NONE)
                .build();
    }

    @Test
    void aKeyIsKeptUntilTheServerRefusesIt() {
        try (Bedrock client = client(() -> "key-" + supplied.incrementAndGet())) {
            client.chat("m").ask("Hi");
            client.chat("m").ask("Hi");
            assertThat(supplied).hasValue(1);

            valid = "Bearer key-2";
            assertThat(client.chat("m").ask("Hi").text()).isEqualTo("Hello.");
            assertThat(supplied).hasValue(2);
            assertThat(received)
                    .containsExactly(
                            "Bearer key-1", "Bearer key-1", "Bearer key-1", "Bearer key-2");
        }
    }

    @Test
    void theSameKeyIsNotSentAgain() {
        valid = "Bearer other";
        try (Bedrock client = client(() -> "key-1")) {
            assertThat(failure(() -> client.chat("m").ask("Hi")))
                    .isInstanceOf(CredentialsException.class);
            assertThat(received).hasSize(1);
        }
    }

    @Test
    void allCallsWaitForOneKey() throws Exception {
        try (Bedrock client = client(() -> "key-" + supplied.incrementAndGet());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> client.chat("m").ask("Hi"));
            }
        }
        assertThat(supplied).hasValue(1);
        assertThat(received).hasSize(8);
    }

    @Test
    void aSupplierThatFailsIsReported() {
        Supplier<String> broken =
                () -> {
                    throw new IllegalStateException("no token");
                };
        for (Supplier<String> keys : List.<Supplier<String>>of(broken, () -> null, () -> "a b")) {
            try (Bedrock client = client(keys)) {
                BedrockException failure = failure(() -> client.chat("m").ask("Hi"));
                assertThat(failure).isInstanceOf(CredentialsException.class);
                assertThat(failure.what()).contains("supplier");
                assertThat(failure.details().remedy()).isNotBlank();
            }
        }
        assertThat(received).isEmpty();
    }

    @Test
    void theFirstVariableThatIsSetCounts() {
        valid = "Bearer from-token";
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        var cloudflare = CompatibleServer.cloudflare("account").withBaseUrl(url);
        try (Bedrock client = client(cloudflare, Map.of("CLOUDFLARE_API_TOKEN", "from-token"))) {
            assertThat(client.chat("m").ask("Hi").text()).isEqualTo("Hello.");
        }
    }

    @Test
    void aTokenOfEntraIsABearerTokenOnTheOlderApi() {
        valid = "Bearer eyJhbGciOi.eyJhdWQi.c2ln";
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        var azure = CompatibleServer.azure(url, "2024-10-21").withKey("eyJhbGciOi.eyJhdWQi.c2ln");
        try (Bedrock client = client(azure, Map.of())) {
            assertThat(client.chat("m").ask("Hi").text()).isEqualTo("Hello.");
        }
    }

    @Test
    void anAddressThatIsMissingNamesItsVariable() {
        assertThatThrownBy(() -> client(CompatibleServer.databricks(), Map.of()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("DATABRICKS_HOST is not set");
        assertThatThrownBy(() -> client(CompatibleServer.cloudflare("a/../b"), Map.of()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("CLOUDFLARE_ACCOUNT_ID is not valid");
    }
}
