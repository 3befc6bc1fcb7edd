package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Tls;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server or a proxy that repeats the request, wherever it can write: none of the secrets comes
 * into an exception, a log, an event or to an observer.
 */
@Timeout(60)
@Tag("thorough")
class EchoedSecretsTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    private final List<String> said = new CopyOnWriteArrayList<>();

    private final Observer listener =
            new Observer() {
                @Override
                public void retrying(
                        Observer.Call call, int next, Duration wait, BedrockException failure) {
                    said.add(Canaries.shown(failure) + detailsOf(failure));
                }

                @Override
                public void ended(Observer.Call call, Ended how) {
                    said.add(how.outcome() + " " + how.stopReason());
                    if (how.failure() != null) {
                        said.add(Canaries.shown(how.failure()));
                    }
                }

                @Override
                public void answered(Observer.Call call, Turn answer) {
                    said.add(answer.text());
                }
            };

    /** Who asks, and how. */
    private enum Target {
        KEYS(NOVA, Protocol.CONVERSE),
        BEARER(NOVA, Protocol.CONVERSE),
        INVOKE(NOVA, Protocol.INVOKE_MODEL),
        MESSAGES("anthropic.claude-haiku-4-5", Protocol.MANTLE),
        CHAT("openai.gpt-oss-20b", Protocol.MANTLE),
        RESPONSES("openai.gpt-5.5", Protocol.MANTLE),
        OPEN_AI("gpt", null),
        ANTHROPIC("claude", null);

        final String model;
        final @Nullable Protocol protocol;

        Target(String model, @Nullable Protocol protocol) {
            this.model = model;
            this.protocol = protocol;
        }

        Bedrock.Builder client(String url) {
            var builder =
                    Bedrock.builder()
                            .region("us-east-1")
                            .retries(Trial.RETRIES.withWithin(Duration.ofMillis(50)));
            return switch (this) {
                case OPEN_AI ->
                        builder.endpoint(CompatibleServer.openAiCompatible(url, Canaries.API_KEY));
                case ANTHROPIC ->
                        builder.endpoint(CompatibleServer.anthropic(url, Canaries.API_KEY));
                case BEARER, MESSAGES -> builder.baseUrl(url).apiKey(Canaries.BEARER);
                default ->
                        builder.baseUrl(url)
                                .credentials(
                                        AwsCredentials.of(
                                                Credentials.accessKeys(
                                                        Canaries.KEY_ID,
                                                        Canaries.SECRET_KEY,
                                                        Canaries.SESSION)));
            };
        }

        String[] secrets() {
            return switch (this) {
                case OPEN_AI, ANTHROPIC -> new String[] {Canaries.API_KEY, Canaries.PASSWORD};
                case BEARER, MESSAGES -> new String[] {Canaries.BEARER, Canaries.PASSWORD};
                default ->
                        new String[] {
                            Canaries.KEY_ID,
                            Canaries.SECRET_KEY,
                            Canaries.SESSION,
                            Canaries.PASSWORD
                        };
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRepeated(EchoPlace place) throws Exception {
        for (Target target : Target.values()) {
            // For a plain address the proxy is who answers, and it has all the headers.
            ask(target, "http://bedrock.test:1234", place);
            assertThat(said).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyRefusesATunnelWithoutRepeating(EchoPlace place) throws Exception {
        ask(Target.BEARER, "https://bedrock.test", place);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsAskedDirectlyIsNotRepeated(EchoPlace place) throws Exception {
        for (Target target : Target.values()) {
            ask(target, null, place);
        }
    }

    /**
     * @param url what is asked through a proxy; null to ask the server itself
     */
    private void ask(Target target, @Nullable String url, EchoPlace place) throws Exception {
        said.clear();
        String[] all = target.secrets();
        String[] secrets = url == null ? Arrays.copyOf(all, all.length - 1) : all; // no password
        try (var log = new CapturedLog();
                var server =
                        new FaultServer(
                                (number, connection) ->
                                        connection.send(
                                                place.response(
                                                        Canaries.echo(
                                                                connection.request(), secrets))))) {
            var proxy =
                    HttpProxy.of(server.endpoint().toString())
                            .withCredentials(Canaries.USER, Canaries.PASSWORD);
            try (Bedrock bedrock =
                    target.client(url == null ? server.endpoint().toString() : url)
                            .proxy(url == null ? HttpProxy.NONE : proxy)
                            // not the system's, which other tests set up in this JVM
                            .tls(Tls.trusting(Certificates.trustStore("ca")))
                            .observer(listener)
                            .observer(Observer.logging(System.getLogger("dev.outcrop.calls"), true))
                            .build()) {
                Model model = bedrock.model(target.model);
                use(target.protocol == null ? model : model.with(target.protocol));
            }
            Canaries.requireNoneIn(String.join("\n", said), secrets);
            Canaries.requireNoneIn(log.text(), secrets);
        }
    }

    private void use(Model model) {
        attempt(() -> said.add(model.invoke("Hi!").requireWhole().text()));
        attempt(
                () -> {
                    try (ReplyStream stream = model.stream("Hi!")) {
                        for (StreamEvent event : stream) {
                            if (!(event instanceof StreamEvent.Unknown)
                                    && !(event instanceof StreamEvent.BlockStart)
                                    && !(event instanceof StreamEvent.MessageStop)) {
                                said.add(event.toString());
                            }
                        }
                        said.add(stream.reply().requireWhole().text());
                    }
                });
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (BedrockException e) {
            said.add(Canaries.shown(e) + e.what() + e.getMessage() + detailsOf(e));
        }
    }

    private static String detailsOf(BedrockException e) {
        return e.details().withPartial(null).toString()
                + e.details().code()
                + e.details().requestId()
                + e.details().remedy();
    }
}
