package dev.outcrop.local;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.authentication.RequestAuthenticator;
import dev.outcrop.local.cache.CachingEngine;
import dev.outcrop.local.choice.EngineChoice;
import dev.outcrop.local.choice.EngineRouter;
import dev.outcrop.local.choice.ModelPattern;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.internal.http.Certificate;
import dev.outcrop.local.internal.http.JettyTransport;
import dev.outcrop.local.internal.http.ListenOptions;
import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.internal.service.ServiceContext;
import dev.outcrop.local.internal.service.Settings;
import dev.outcrop.local.pace.PacedEngine;
import dev.outcrop.local.pace.Pacing;
import dev.outcrop.local.quota.QuotaEngine;
import dev.outcrop.local.quota.Quotas;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.Script;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.local.wire.RequestHandler;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A Bedrock on this machine: any AWS client takes it for the real one, given its {@link
 * #endpoint()} and any credentials. It speaks HTTP/1.1, HTTP/2 with prior knowledge and TLS on one
 * port of 127.0.0.1.
 *
 * <p>Safe for use by several threads. {@link #close()} ends it and all its connections.
 */
public final class LocalBedrock implements AutoCloseable {
    private final Service service;
    private final JettyTransport transport;
    private final Credentials own;

    private LocalBedrock(Service service, JettyTransport transport, Credentials own) {
        this.service = service;
        this.transport = transport;
        this.own = own;
    }

    /** Starts one on any free port, with the engine that needs no model. */
    public static LocalBedrock start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int port() {
        return transport.port();
    }

    /** Where to send requests: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The same over TLS, on the same port: {@code https://127.0.0.1:port}. */
    public URI tlsEndpoint() {
        return URI.create("https://127.0.0.1:" + port());
    }

    /**
     * What a client must trust to speak TLS with a local Bedrock that was given no certificate. Its
     * key is in this library for everyone to read, so trust it in tests alone.
     */
    public static KeyStore testTrust() {
        return Certificate.test().trust();
    }

    /** A client of this one; whoever asked for it closes it. */
    public Bedrock connect() {
        return Bedrock.builder()
                .baseUrl(endpoint().toString())
                .region("us-east-1")
                .credentials(AwsCredentials.of(own))
                .build();
    }

    /**
     * What was received, oldest first: the last thousand requests, and at most 64 MiB of bodies.
     */
    public List<ReceivedRequest> requests() {
        return service.requests();
    }

    /** Says what the next requests are answered with, one each, after what was said before. */
    public void script(Scripted... next) {
        service.script(List.of(next));
    }

    /**
     * What was refused because nothing was prepared for it, and why, oldest first: by a script that
     * had no answer left, where {@link Builder#strict} or a file asks for one, and by a replay. At
     * most a thousand.
     */
    public List<String> unmatched() {
        return service.unmatched();
    }

    /** Lets stalled answers go on, then closes the port and all connections. */
    @Override
    public void close() {
        service.close();
        transport.close();
    }

    /** How a local Bedrock is to be. */
    public static final class Builder {
        private ListenOptions listening = ListenOptions.ON_LOOPBACK;
        private @Nullable Engine engine;
        private @Nullable RequestHandler standIn;
        private final List<EngineChoice> choices = new ArrayList<>();
        private Duration pace = Duration.ZERO;
        private Pacing pacing = Pacing.NONE;
        private Quotas quotas = Quotas.NONE;
        private Faults faults = Faults.none();
        private boolean strict;
        private long seed = System.nanoTime();
        private InstantSource clock = InstantSource.system();
        private List<LocalCredentials> credentials = List.of();
        private List<String> guardedWords = List.of();
        private @Nullable Path buckets;

        private Builder() {}

        /** Any free one unless set. */
        public Builder port(int port) {
            this.listening = listening.withPort(port);
            return this;
        }

        /**
         * Where to listen, 127.0.0.1 unless set. On any other address, others can ask this machine:
         * give {@link #credentials} too. Requests must then name, in their header {@code Host}, an
         * address, this host or localhost.
         */
        public Builder host(String host) {
            this.listening = listening.withHost(host);
            return this;
        }

        /**
         * The certificate that TLS is spoken with, and its key; unless set, the test certificate of
         * {@link LocalBedrock#testTrust()}.
         */
        public Builder certificate(KeyStore keys, char[] password) {
            this.listening = listening.withCertificate(new Certificate(keys, password));
            return this;
        }

        /** Who answers; unless set, the rehearsal, with accounts of prompt caching. */
        public Builder engine(Engine engine) {
            this.engine = engine;
            return this;
        }

        /**
         * Who answers for some models. Where several choices match, the first one made is taken; a
         * model that none matches is answered as {@link #engine(Engine)} says.
         *
         * @param models a pattern of model ids, as {@link ModelPattern} has it: {@code
         *     amazon.nova-*}
         * @throws IllegalArgumentException if the pattern is blank
         */
        public Builder engine(String models, Engine engine) {
            choices.add(new EngineChoice.OfEngine(ModelPattern.of(models), engine));
            return this;
        }

        /** Who answers whole requests on some models, in place of the service. */
        public Builder standIn(String models, RequestHandler standIn) {
            choices.add(new EngineChoice.OfStandIn(ModelPattern.of(models), standIn));
            return this;
        }

        /** What requests on some models are answered with; {@code *} for all. */
        public Builder script(String models, ScriptFile script) {
            choices.add(new EngineChoice.OfScript(ModelPattern.of(models), script));
            return this;
        }

        /**
         * The time between two deltas of a stream; none unless set.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder pace(Duration pace) {
            if (pace.isNegative()) {
                throw new IllegalArgumentException("a pace must not be negative: " + pace);
            }
            this.pace = pace;
            return this;
        }

        /** How long answers take, by their tokens; they come at once unless set. */
        public Builder pacing(Pacing pacing) {
            this.pacing = pacing;
            return this;
        }

        /** How much each model may be asked; without limit unless set. */
        public Builder quotas(Quotas quotas) {
            this.quotas = quotas;
            return this;
        }

        /** What goes wrong by chance; nothing unless set. */
        public Builder faults(Faults faults) {
            this.faults = faults;
            return this;
        }

        /**
         * Who answers whole requests before they are looked at, where no choice was made for the
         * model; nobody unless set. With a recorder that signs, set {@link #credentials} too.
         */
        public Builder standIn(RequestHandler standIn) {
            this.standIn = standIn;
            return this;
        }

        /** Refuses every request that nothing is scripted for. */
        public Builder strict() {
            this.strict = true;
            return this;
        }

        /** What time it is, for quotas and for how long prompts are cached. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Makes request ids and padding the same in every run. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Lets only those in who sign with one of these keys, or send one of these tokens; unless
         * set, everyone is let in and nothing is checked. This comes first, whoever answers: an
         * engine, a script or a stand-in.
         */
        public Builder credentials(LocalCredentials... credentials) {
            this.credentials = List.of(credentials);
            return this;
        }

        /**
         * Words that every guardrail blocks, in ApplyGuardrail and in what the rehearsal is asked;
         * unless set, the rehearsal blocks “forbidden”.
         */
        public Builder guardedWords(String... words) {
            this.guardedWords = List.of(words);
            return this;
        }

        /**
         * The folder that batch jobs have in place of S3: {@code s3://bucket/key} is {@code
         * folder/bucket/key}. Without one there are no jobs.
         */
        public Builder buckets(Path folder) {
            this.buckets = folder;
            return this;
        }

        /**
         * Starts to listen.
         *
         * @throws java.io.UncheckedIOException if the port is taken
         */
        public LocalBedrock start() {
            var surroundings =
                    new ServiceContext(new Random(seed), System::nanoTime, pace, Thread::sleep);
            var script = new Script(faults, strict);
            var authentication =
                    credentials.isEmpty() ? null : new RequestAuthenticator(credentials, clock);
            var settings = new Settings(clock, guardedWords, buckets, authentication);
            EngineRouter chosen = chosen();
            var service = new Service(chosen, whole(chosen), surroundings, settings, script);
            return new LocalBedrock(
                    service, JettyTransport.start(service, listening), ownCredentials());
        }

        private EngineRouter chosen() {
            var all = new ArrayList<>(choices);
            if (standIn != null) {
                all.add(new EngineChoice.OfStandIn(ModelPattern.all(), standIn));
            }
            return new EngineRouter(
                    all, engine == null ? new CachingEngine(rehearsal(), clock) : engine);
        }

        private RuleEngine rehearsal() {
            return guardedWords.isEmpty()
                    ? new RuleEngine()
                    : new RuleEngine(Thread::sleep, guardedWords);
        }

        /** What costs nothing is not there: no wrapper without a limit or a pace. */
        private Engine whole(Engine chosen) {
            Engine whole = chosen;
            if (!pacing.equals(Pacing.NONE)) {
                whole = new PacedEngine(whole, pacing, System::nanoTime, Thread::sleep);
            }
            return quotas.equals(Quotas.NONE) ? whole : new QuotaEngine(whole, quotas, clock);
        }

        /** What a client of ours proves to have: the first of those asked for. */
        private Credentials ownCredentials() {
            if (credentials.isEmpty()) {
                return Credentials.accessKeys("local", "no-secret");
            }
            return switch (credentials.getFirst()) {
                case LocalCredentials.Keys keys ->
                        keys.sessionToken() == null
                                ? Credentials.accessKeys(keys.accessKeyId(), keys.secretAccessKey())
                                : Credentials.accessKeys(
                                        keys.accessKeyId(),
                                        keys.secretAccessKey(),
                                        keys.sessionToken());
                case LocalCredentials.Bearer bearer -> Credentials.bearerToken(bearer.token());
            };
        }
    }
}
