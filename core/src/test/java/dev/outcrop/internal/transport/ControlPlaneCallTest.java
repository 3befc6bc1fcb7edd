package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Each service has an endpoint of its own; questions to the control plane have no body. */
class ControlPlaneCallTest {
    private final Map<Service, URI> endpoints = new EnumMap<>(Service.class);
    private final List<String> seen = new ArrayList<>();
    private HttpServer server;
    private Transport transport;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    seen.add("type " + exchange.getRequestHeaders().getFirst("Content-Type"));
                    seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    seen.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    byte[] body = "{\"modelSummaries\":[]}".getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        endpoints.put(Service.RUNTIME, base.resolve("/runtime"));
        endpoints.put(Service.CONTROL, base.resolve("/control"));
        endpoints.put(Service.MANTLE, base.resolve("/mantle"));
        transport =
                new Transport(
                        new SocketHttpClient(() -> Tls.DEFAULT),
                        (service, stop) -> Objects.requireNonNull(endpoints.get(service)),
                        new Proxies(HttpProxy.NONE, Environment.ofProcess()),
                        new AwsAuthenticator(
                                AwsCredentials.of(Credentials.accessKeys("AKIDEXAMPLE", "secret")),
                                stop -> Region.of("us-east-1"),
                                MadeUp.CLOCK),
                        new RateLimiter(RateLimits.NONE, Sleeper.REAL, System::nanoTime));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    @Test
    void aQuestionToTheControlPlaneIsASignedGetWithoutABody() {
        var request =
                ServiceRequest.control(
                        "/foundation-models?byProvider=amazon",
                        "",
                        Timeouts.DEFAULT,
                        new Cancellation());

        try (ServiceResponse response = transport.send(request)) {
            assertThat(new String(response.bytes(1000), UTF_8))
                    .isEqualTo("{\"modelSummaries\":[]}");
        }

        assertThat(seen.get(0)).isEqualTo("GET /control/foundation-models?byProvider=amazon");
        assertThat(seen.get(1)).isEqualTo("type null");
        assertThat(seen.get(2)).contains("/us-east-1/bedrock/aws4_request");
        assertThat(seen.get(3)).isEmpty();
    }

    @Test
    void eachServiceHasItsEndpointAndItsNameInTheSignature() {
        for (Service service : List.of(Service.RUNTIME, Service.MANTLE)) {
            var request =
                    new ServiceRequest(
                            service,
                            "POST",
                            "/v1/responses",
                            ServiceRequest.JSON,
                            "openai.gpt-oss-20b",
                            Map.of("X-Team", "search"),
                            "{}".getBytes(UTF_8),
                            0,
                            Timeouts.DEFAULT,
                            new Cancellation());
            transport.send(request).close();
        }

        assertThat(seen.get(0)).isEqualTo("POST /runtime/v1/responses");
        assertThat(seen.get(2)).contains("/us-east-1/bedrock/aws4_request").contains(";x-team,");
        assertThat(seen.get(4)).isEqualTo("POST /mantle/v1/responses");
        assertThat(seen.get(5)).isEqualTo("type application/json");
        assertThat(seen.get(6)).contains("/us-east-1/bedrock-mantle/aws4_request");
    }
}
