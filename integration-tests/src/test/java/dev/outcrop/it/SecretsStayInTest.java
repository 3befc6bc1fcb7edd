package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.recording.Recorder;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Uses the keys and tokens that the build plants in the environment, and leaves behind all that can
 * be left behind. The project's checks look for them in it, after all tests; here it is made sure
 * that they were used.
 */
class SecretsStayInTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";
    private static final Path KEPT = Path.of("target", "canary");

    @TempDir Path home;
    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_BEARER_TOKEN_BEDROCK",
                "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"
            })
    void whereverThingsAreWritten(String variables) throws Exception {
        Path kept = Files.createDirectories(KEPT.resolve(variables.substring(4, 10)));
        Environment environment = planted(variables.split(" ", -1));
        CredentialsProvider provider = AwsCredentials.standard(environment);
        say(environment, provider, provider.resolve(), SharedConfig.of(environment, null));

        try (var service = LocalBedrock.start();
                var recorder = Recorder.of(service.endpoint(), kept.resolve("recording"));
                var between = LocalBedrock.builder().standIn(recorder).start();
                Bedrock bedrock = bedrock(environment, between.endpoint().toString())) {
            Chat chat = bedrock.chat(MODEL).open();
            say(chat.ask("Hi!"));
            try (ReplyStream stream = chat.stream("And more")) {
                stream.forEach(this::say);
                say(stream, stream.reply());
            }
            chat.save(kept.resolve("chat.json"));
            say(bedrock, chat, chat.model(), chat.turns());
            assertThat(service.requests().getLast().headers().toString())
                    .as("the planted ones were used")
                    .contains(System.getenv(variables.split(" ", -1)[0]));
        }
        assertThat(kept.resolve("recording")).isNotEmptyDirectory();
        Files.write(kept.resolve("said.txt"), said);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 403, 404, 429, 500, 503})
    void aServerThatRepeatsTheRequestIsNotRepeated(int status) throws Exception {
        Files.createDirectories(KEPT);
        for (String variables :
                List.of(
                        "AWS_BEARER_TOKEN_BEDROCK",
                        "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN")) {
            HttpServer echo = echo(status);
            try (Bedrock bedrock =
                    bedrock(
                            planted(variables.split(" ", -1)),
                            "http://127.0.0.1:" + echo.getAddress().getPort())) {
                var failure =
                        catchThrowableOfType(
                                BedrockException.class, () -> bedrock.model(MODEL).invoke("Hi!"));
                assertThat(failure).isNotNull();
                failure.printStackTrace();
                say(failure, failure.details());
            } finally {
                echo.stop(0);
            }
        }
        Files.write(KEPT.resolve("failures-" + status + ".txt"), said);
    }

    private Bedrock bedrock(Environment environment, String url) {
        return Bedrock.builder()
                .environment(environment)
                .region("us-east-1")
                .baseUrl(url)
                .retries(Retries.NONE)
                .observer(
                        new Observer() {
                            @Override
                            public void started(Observer.Call call) {
                                say(call);
                            }

                            @Override
                            public void ended(Observer.Call call, Ended how) {
                                say(call, how);
                            }
                        })
                .build();
    }

    private Environment planted(String... names) {
        Map<String, String> variables = new HashMap<>();
        for (String name : names) {
            variables.put(
                    name, Objects.requireNonNull(System.getenv(name), name + " is not planted"));
        }
        return Environment.of(variables, home, Clock.systemUTC());
    }

    /** Answers with all headers of the request, secrets among them. */
    private static HttpServer echo(int status) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String headers =
                            exchange.getRequestHeaders().entrySet().toString().replace("\"", "'");
                    headers += headers.replace("/", "\\/").replace("=", "\\u003d");
                    byte[] body =
                            ("{\"message\":\"The canonical request is: " + headers + "\"}")
                                    .getBytes(UTF_8);
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private void say(Object... things) {
        for (Object thing : things) {
            said.add(String.valueOf(thing));
        }
    }
}
