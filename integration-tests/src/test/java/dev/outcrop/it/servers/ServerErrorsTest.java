package dev.outcrop.it.servers;

import static dev.outcrop.it.servers.ServersTest.assertNothingOfAws;
import static dev.outcrop.it.servers.ServersTest.failure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.servers.ErrorShape.Shape;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;

/** Errors of other servers, in the forms in which they send them. */
@Timeout(60)
class ServerErrorsTest {
    private static final String WHY = "the reason of the server";

    private HttpServer http;
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String body = "";

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        byte[] bytes = body.getBytes(UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", type);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private Bedrock client(CompatibleServer server) {
        return Bedrock.builder()
                .endpoint(server)
                .environment(Environment.of(Map.of(), Clock.systemUTC()))
                .retries(Retries.NONE)
                .build();
    }

    private Bedrock mistral() {
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        return client(CompatibleServer.mistral().withBaseUrl(url).withKey("some-key-1234"));
    }

    private BedrockException whole() {
        try (Bedrock client = mistral()) {
            return failure(() -> client.chat("m").ask("Hi"));
        }
    }

    private BedrockException streamed() {
        try (Bedrock client = mistral()) {
            return failure(
                    () -> {
                        try (ReplyStream stream = client.chat("m").open().stream("Hi")) {
                            stream.reply();
                        }
                    });
        }
    }

    private static Class<?> kind(int status) {
        return switch (status) {
            case 400, 422 -> ValidationException.class;
            case 401 -> CredentialsException.class;
            case 402 -> QuotaExceededException.class;
            case 403 -> AccessDeniedException.class;
            case 404 -> NotFoundException.class;
            case 429 -> ThrottledException.class;
            default -> ServiceException.class;
        };
    }

    @ParameterizedTest
    @EnumSource
    void theMessageIsReadAndTheRemedyIsOfTheServer(Shape shape) {
        for (int code : new int[] {400, 401, 402, 403, 404, 422, 429, 500, 503}) {
            status = code;
            body = ErrorShape.of(shape, code, WHY);
            for (BedrockException failure : new BedrockException[] {whole(), streamed()}) {
                assertThat(failure).as("%s %s", shape, code).isInstanceOf(kind(code));
                assertThat(failure.what()).contains(WHY).doesNotContain("{", "[");
                assertNothingOfAws(failure);
                if (code == 401 || code == 403) {
                    assertThat(failure.details().remedy()).contains("MISTRAL_API_KEY");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithStatus200IsAnError(Shape shape) {
        if (shape == Shape.CODE || shape == Shape.MISTRAL) {
            return; // without its status this looks like no error
        }
        String error = ErrorShape.of(shape, 429, WHY);
        body = error;
        assertThat(streamed().what()).contains(WHY);
        if (shape == Shape.GEMINI) {
            return; // an array is no answer and no chunk
        }
        assertThat(whole().what()).contains(WHY);
        type = "text/event-stream";
        body = "data: " + error + "\n\ndata: [DONE]\n\n";
        assertThat(streamed().what()).contains(WHY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'the reason of the server','code':502}}",
                "{'error':'the reason of the server','error_type':'generation'}",
                "{'error':{'object':'error','message':'the reason of the server','code':400}}",
                "{'object':'error','message':'the reason of the server','code':500}",
                "{'error_code':'INTERNAL_ERROR','message':'the reason of the server'}",
                "{'errors':[{'message':'the reason of the server','code':5}],'success':false}",
                "{'detail':[{'loc':['body'],'msg':'the reason of the server'}]}",
                "{'id':'x','choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}],"
                        + "'error':{'code':502,'message':'the reason of the server'}}"
            })
    void anErrorInTheMiddleOfAStreamEndsIt(String error) {
        type = "text/event-stream";
        body =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                        + "\"content\":\"Hel\"}}]}\n\n"
                        + "data: "
                        + error.replace('\'', '"')
                        + "\n\n";

        BedrockException failure = streamed();

        assertThat(failure.what()).contains(WHY);
        assertThat(failure.details().partial().text()).isEqualTo("Hel");
        assertNothingOfAws(failure);
    }

    @Test
    void whatTheProviderBehindAGatewaySaysIsShown() {
        status = 400;
        body = ErrorShape.of(Shape.OPEN_ROUTER, 400, WHY);

        assertThat(whole().what()).isEqualTo("Provider returned error: Provider: " + WHY);
    }

    @Test
    void eachFieldOfAValidationErrorIsNamed() {
        status = 422;
        body =
                "{\"detail\":[{\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs are not"
                        + " permitted\"},{\"loc\":[\"body\",\"stop\",0],\"msg\":\"too long\"}]}";

        BedrockException failure = whole();

        assertThat(failure.what())
                .isEqualTo("body.seed: Extra inputs are not permitted; body.stop.0: too long");
        assertThat(failure.details().remedy()).contains("does not support body.seed");
    }

    @Test
    void aWebPageIsReadAsItsTitle() {
        status = 502;
        type = "text/html";
        body =
                "<!DOCTYPE html>\n<html><head>\n<style>p{color:red}</style><title>502 Bad"
                        + " Gateway</title></head><body><h1>nginx</h1></body></html>";

        assertThat(whole().what()).isEqualTo("502 Bad Gateway");
    }

    @Test
    void aWebPageWithoutATitleIsReadAsItsText() {
        status = 503;
        type = "text/html";
        body = "<html><body><p>We are <b>down</b> &amp; out</p><script>x()</script></body></html>";

        assertThat(whole().what()).isEqualTo("We are down & out");
    }

    @Test
    void plainTextIsTheMessage() {
        status = 500;
        type = "text/plain";
        body = "Internal Server Error";

        assertThat(whole().what()).isEqualTo("Internal Server Error");
    }

    @Test
    void aServerThatIsNotStartedIsNamedWithItsCommand() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/v1";
        try (Bedrock client = client(CompatibleServer.ollama().withBaseUrl(url))) {
            BedrockException failure = failure(() -> client.chat("m").ask("Hi"));

            assertThat(failure).isInstanceOf(ConnectionException.class);
            assertThat(failure.details().remedy()).isEqualTo("Start Ollama: ollama serve");
        }
    }

    @Test
    void aServerThatIsNotKnownIsNamedByItsHost() {
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        status = 401;
        body = ErrorShape.of(Shape.OPEN_AI, 401, WHY);
        try (Bedrock client = client(CompatibleServer.openAiCompatible(url, "some-key-1234"))) {
            BedrockException failure = failure(() -> client.chat("m").ask("Hi"));

            assertThat(failure.details().remedy()).isEqualTo("Check the key for 127.0.0.1.");
        }
    }
}
