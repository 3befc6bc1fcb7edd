package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.BedrockOverHttp;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.rules.ToolCalling;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * One client and one server for one row. Everything that is asked through it is held to what must
 * be true of every call, whatever becomes of it.
 */
final class Trial implements AutoCloseable {
    static final String MODEL = "us.amazon.nova-lite-v1:0";
    static final String SECRET = "canary-secret-key-0123456789";
    static final String TOKEN = "canary-session-token-0123456789";
    static final String KEY_ID = "AKIACANARY0123456789";

    /** The default, but without the waits. */
    static final Retries RETRIES =
            new Retries(
                    5,
                    Duration.ofMinutes(1),
                    Duration.ofNanos(1_000),
                    Duration.ofNanos(1_000),
                    Duration.ofMillis(1),
                    false);

    /** Makes the HTTP client of the trials that are made from now on; tests run one by one. */
    static Function<Supplier<Tls>, HttpClient> http = SocketHttpClient::new;

    private Protocol protocol = Protocol.CONVERSE;
    private String model = MODEL;
    private final Heard heard = new Heard();
    private final CapturedLog log = new CapturedLog();
    private Timeouts timeouts = Timeouts.DEFAULT.withIdle(Duration.ofSeconds(20));
    private Retries retries = RETRIES;
    private RateLimits limits = RateLimits.NONE;
    private @Nullable CredentialsProvider credentials =
            AwsCredentials.of(Credentials.accessKeys(KEY_ID, SECRET, TOKEN));
    private @Nullable HttpProxy proxy;
    private @Nullable Tls tls;

    /** Nothing of the machine's own: it may have a proxy, or a CA bundle. */
    private Environment environment =
            Environment.of(Map.of(), Path.of("nowhere"), Clock.systemUTC());

    private @Nullable LocalBedrock local;
    private @Nullable Bedrock bedrock;
    private @Nullable URI endpoint;
    private IntSupplier requests = () -> local().requests().size();

    /** Asks another model. */
    Trial model(String modelId) {
        this.model = modelId;
        return this;
    }

    /** Asks by another API; what is scripted for Converse is then said in that one's frames. */
    Trial over(Protocol protocol) {
        this.protocol = protocol;
        return this;
    }

    Trial timeouts(Timeouts timeouts) {
        this.timeouts = timeouts;
        return this;
    }

    Trial retries(Retries retries) {
        this.retries = retries;
        return this;
    }

    Trial limits(RateLimits limits) {
        this.limits = limits;
        return this;
    }

    Trial credentials(CredentialsProvider credentials) {
        this.credentials = credentials;
        return this;
    }

    /** Credentials are looked for in the environment. */
    Trial withoutCredentials() {
        this.credentials = null;
        return this;
    }

    Trial proxy(HttpProxy proxy) {
        this.proxy = proxy;
        return this;
    }

    Trial tls(Tls tls) {
        this.tls = tls;
        return this;
    }

    Trial environment(Environment environment) {
        this.environment = environment;
        return this;
    }

    /** Asks this one, which is closed with the trial. */
    Trial local(LocalBedrock started) {
        local = started;
        return this;
    }

    /** Asks another server than the local Bedrock, which is then not started. */
    Trial at(URI endpoint, IntSupplier requests) {
        this.endpoint = endpoint;
        this.requests = requests;
        return this;
    }

    Trial at(FaultServer server) {
        return at(server.endpoint(), server::requests);
    }

    synchronized LocalBedrock local() {
        if (local == null) {
            // what goes on after a fault is about the conversation, not about tools
            local = LocalBedrock.builder().toolCalling(ToolCalling.NAMED).start();
        }
        return local;
    }

    Heard heard() {
        return heard;
    }

    /** The client; any thread may ask first. */
    synchronized Bedrock bedrock() {
        if (bedrock == null) {
            URI uri = endpoint == null ? local().endpoint() : endpoint;
            Bedrock.Builder builder =
                    BedrockOverHttp.set(Bedrock.builder(), http)
                            .environment(environment)
                            .baseUrl(uri.toString())
                            .region("us-east-1")
                            .timeouts(timeouts)
                            .retries(retries)
                            .limits(limits)
                            .observer(heard);
            if (credentials != null) {
                builder.credentials(credentials);
            }
            if (proxy != null) {
                builder.proxy(proxy);
            }
            if (tls != null) {
                builder.tls(tls);
            }
            bedrock = builder.build();
        }
        return bedrock;
    }

    int requests() {
        return requests.getAsInt();
    }

    /** Asks for a stream, reads it to its end, and checks all that must be true of every call. */
    Ending stream(Scripted... answers) {
        return stream(event -> {}, answers);
    }

    /**
     * The same.
     *
     * @param reader sees each event as it comes
     */
    Ending stream(Consumer<StreamEvent> reader, Scripted... answers) {
        script(answers);
        int before = requests();
        Chat chat = bedrock().model(model).with(protocol).chat().open();
        var events = new ArrayList<StreamEvent>();
        Reply reply = null;
        BedrockException failure = null;
        try (ReplyStream stream = chat.stream("Go on.")) {
            try {
                for (StreamEvent event : stream) {
                    events.add(event);
                    reader.accept(event);
                }
                reply = stream.reply();
            } catch (BedrockException e) {
                failure = e;
                assertThat(catchAgain(stream)).isSameAs(e);
            }
        } catch (BedrockException e) {
            failure = e;
        }
        return checked(new Ending(chat, events, reply, failure, requests() - before));
    }

    /** Asks for a whole answer, and checks all that must be true of every call. */
    Ending invoke(Scripted... answers) {
        return invoke("Go on.", answers);
    }

    /** The same, with another question. */
    Ending invoke(String question, Scripted... answers) {
        script(answers);
        int before = requests();
        Chat chat = bedrock().model(model).with(protocol).chat().open();
        Reply reply = null;
        BedrockException failure = null;
        try {
            reply = chat.ask(question);
        } catch (BedrockException e) {
            failure = e;
        }
        return checked(new Ending(chat, List.of(), reply, failure, requests() - before));
    }

    private void script(Scripted... answers) {
        if (answers.length > 0) {
            for (Scripted answer : answers) {
                local().script(
                                protocol == Protocol.INVOKE_MODEL
                                                && answer instanceof Scripted.Steps s
                                        ? InvokeFrames.of(s)
                                        : answer);
            }
        }
    }

    private static @Nullable BedrockException catchAgain(ReplyStream stream) {
        try {
            stream.reply();
            return null;
        } catch (BedrockException e) {
            return e;
        }
    }

    private Ending checked(Ending ended) {
        assertThat(bedrock().liveCalls()).as("live calls").isZero();
        assertThat(heard.started).hasValue(heard.ended.size());
        assertThat(heard.ended.getLast().failure()).isEqualTo(ended.failure());
        // of the last event that was read, the assembler may have thought that it cannot be
        int given = ended.events().size();
        assertThat(heard.ended.getLast().events()).isBetween((long) given, given + 1L);
        ended.check();
        ended.nothingSecretIn(log);
        if (local != null) {
            ended.goesOn();
        }
        return ended;
    }

    /** How often the last call was sent, by what its end says. */
    int attempts() {
        return Objects.requireNonNull(heard.ended.getLast()).attempts();
    }

    @Override
    public void close() {
        if (bedrock != null) {
            bedrock.close();
        }
        if (local != null) {
            local.close();
        }
        log.close();
    }
}
