package dev.outcrop.local;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.internal.authentication.RequestAuthenticator;
import dev.outcrop.local.internal.cache.CachingEngine;
import dev.outcrop.local.internal.choice.EngineChoice;
import dev.outcrop.local.internal.choice.EngineRouter;
import dev.outcrop.local.internal.choice.ModelPattern;
import dev.outcrop.local.internal.http.AllowedNames;
import dev.outcrop.local.internal.http.Certificate;
import dev.outcrop.local.internal.http.JettyTransport;
import dev.outcrop.local.internal.http.ListenOptions;
import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.internal.service.ServiceContext;
import dev.outcrop.local.internal.service.Settings;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.rules.ToolCalling;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.JobFault;
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
import java.util.Set;
import java.util.function.Function;

/**
 * A local Bedrock emulator: any AWS client can use it in place of Bedrock, with its {@link
 * #endpoint()} and any credentials. It serves HTTP/1.1, HTTP/2 with prior knowledge and TLS on one
 * port of 127.0.0.1.
 *
 * <p>Safe for use by several threads. {@link #close()} stops it and closes all its connections.
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

    /** Starts an emulator on any free port, with the engine that needs no model. */
    public static LocalBedrock start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int port() {
        return transport.port();
    }

    /**
     * Returns the URL for requests from this machine: {@code http://127.0.0.1:port}, unless {@link
     * Builder#host} is set to a single other address.
     */
    public URI endpoint() {
        return URI.create("http://" + transport.host() + ":" + port());
    }

    /** Returns the URL for requests over TLS, on the same host and port. */
    public URI tlsEndpoint() {
        return URI.create("https://" + transport.host() + ":" + port());
    }

    /**
     * Returns the trust store for TLS with an emulator without its own certificate. The private key
     * is part of this library and public, so trust it only in tests.
     */
    public static KeyStore testTrust() {
        return Certificate.test().trust();
    }

    /** Creates a client of this emulator; the caller closes it. */
    public Bedrock connect() {
        return Bedrock.builder()
                .baseUrl(endpoint().toString())
                .region("us-east-1")
                .credentials(AwsCredentials.of(own))
                .build();
    }

    /**
     * Returns the received requests, oldest first: the last thousand, with at most 64 MiB of
     * bodies.
     */
    public List<ReceivedRequest> requests() {
        return service.requests();
    }

    /** Scripts the answers to the next requests, one each, after those scripted before. */
    public void script(Scripted... next) {
        service.script(List.of(next));
    }

    /**
     * Returns the requests that were rejected because nothing was prepared for them, and why,
     * oldest first: by a script without answers left, if {@link Builder#strict} or a script file
     * requires one, and by a replay. At most a thousand.
     */
    public List<String> unmatched() {
        return service.unmatched();
    }

    /** Lets stalled answers continue, then closes the port and all connections. */
    @Override
    public void close() {
        service.close();
        transport.close();
    }

    /** Configures an emulator. */
    public static final class Builder {
        private ListenOptions listening = ListenOptions.ON_LOOPBACK;
        private @Nullable Engine engine;
        private @Nullable RequestHandler standIn;
        private final List<EngineChoice> choices = new ArrayList<>();
        private Duration pace = Duration.ZERO;
        private @Nullable Function<String, Pacing> pacing;
        private Quotas quotas = Quotas.NONE;
        private Faults faults = Faults.none();
        private boolean strict;
        private long seed = System.nanoTime();
        private InstantSource clock = InstantSource.system();
        private List<LocalCredentials> credentials = List.of();
        private ToolCalling toolCalling = ToolCalling.ALWAYS;
        private List<String> guardedWords = List.of("forbidden");
        private @Nullable Path buckets;
        private List<JobFault> jobFaults = List.of();
        private Set<String> models = Set.of();
        private boolean regional;

        private Builder() {}

        /** Sets the port; any free one unless set. */
        public Builder port(int port) {
            this.listening = listening.withPort(port);
            return this;
        }

        /**
         * Sets the host to listen on; 127.0.0.1 unless set. On any other address, other machines
         * can send requests: set {@link #credentials} too. Requests must then name an address, this
         * host, localhost, a usual name in containers ({@code bedrock}, {@code
         * host.docker.internal}) or one of {@link #allowedHosts} in their {@code Host} header.
         */
        public Builder host(String host) {
            this.listening = listening.withHost(host);
            return this;
        }

        /**
         * Sets host names that requests may use in addition to those of this machine. All others
         * are refused, because a web page can send requests to a name of its own.
         *
         * @throws IllegalArgumentException if one is not a host name without a port
         */
        public Builder allowedHosts(String... names) {
            this.listening = listening.withHosts(AllowedNames.hosts(names));
            return this;
        }

        /**
         * Sets the origins of web pages that may send requests and read responses (CORS): {@code
         * https://app.example}, or {@code *} for all. Unless set, pages of this machine may send
         * requests, but not read responses. {@code *} cannot be combined with {@link #credentials}
         * or with a recorder that signs.
         *
         * @throws IllegalArgumentException if one is not an origin: scheme, host and port only
         */
        public Builder allowedOrigins(String... origins) {
            this.listening = listening.withOrigins(AllowedNames.origins(origins));
            return this;
        }

        /**
         * Sets the certificate for TLS, with its key; unless set, the test certificate of {@link
         * LocalBedrock#testTrust()}.
         */
        public Builder certificate(KeyStore keys, char[] password) {
            this.listening = listening.withCertificate(new Certificate(keys, password));
            return this;
        }

        /** Sets the engine that answers; unless set, {@link RuleEngine}, with prompt caching. */
        public Builder engine(Engine engine) {
            this.engine = engine;
            return this;
        }

        /**
         * Sets the engine for some models. If several patterns match, the first one set is used; if
         * none matches, the engine of {@link #engine(Engine)} answers.
         *
         * @param models a pattern of model ids, as in {@link ModelPattern}: {@code amazon.nova-*}
         * @throws IllegalArgumentException if the pattern is blank
         */
        public Builder engine(String models, Engine engine) {
            choices.add(new EngineChoice.OfEngine(ModelPattern.of(models), engine));
            return this;
        }

        /** Sets a handler that answers whole requests to some models, in place of the service. */
        public Builder standIn(String models, RequestHandler standIn) {
            choices.add(new EngineChoice.OfStandIn(ModelPattern.of(models), standIn));
            return this;
        }

        /** Sets the script that answers requests to some models; {@code *} for all. */
        public Builder script(String models, ScriptFile script) {
            choices.add(new EngineChoice.OfScript(ModelPattern.of(models), script));
            return this;
        }

        /**
         * Sets the time between two deltas of a stream; none unless set.
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

        /** Sets how long answers take, by their tokens; no delay unless set. */
        public Builder pacing(Pacing pacing) {
            this.pacing = pacing.equals(Pacing.NONE) ? null : model -> pacing;
            return this;
        }

        /** Sets how long answers take, by model id: {@code pacing(Pacing::recorded)}. */
        public Builder pacing(Function<String, Pacing> pacing) {
            this.pacing = pacing;
            return this;
        }

        /** Sets the quotas of each model; none unless set. */
        public Builder quotas(Quotas quotas) {
            this.quotas = quotas;
            return this;
        }

        /** Sets random faults; none unless set. */
        public Builder faults(Faults faults) {
            this.faults = faults;
            return this;
        }

        /**
         * Sets a handler that answers whole requests before they are parsed, if no engine, handler
         * or script is set for the model; none unless set. With a recorder that signs, set {@link
         * #credentials} too.
         */
        public Builder standIn(RequestHandler standIn) {
            this.standIn = standIn;
            return this;
        }

        /** Rejects every request that no script, replay or other handler is set for. */
        public Builder strict() {
            this.strict = true;
            return this;
        }

        /** Sets the clock for quotas and for the lifetime of cached prompts. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Sets the seed of request ids and padding, which are then the same in every run. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Accepts only requests signed with one of these keys, or with one of these tokens; unless
         * set, all requests are accepted without a check.
         */
        public Builder credentials(LocalCredentials... credentials) {
            this.credentials = List.of(credentials);
            return this;
        }

        /**
         * Sets words that a guardrail of any identifier blocks, as long as none was created with
         * CreateGuardrail; unless set, “forbidden”. From then on, guardrails block what their
         * policies say, and an identifier that does not exist is refused, as in Bedrock.
         */
        public Builder guardedWords(String... words) {
            this.guardedWords = List.of(words);
            return this;
        }

        /** Sets when the default engine calls tools; {@link ToolCalling#ALWAYS} unless set. */
        public Builder toolCalling(ToolCalling calling) {
            this.toolCalling = calling;
            return this;
        }

        /**
         * Sets the folder that jobs and asynchronous invocations use in place of S3: {@code
         * s3://bucket/key} is {@code folder/bucket/key}.
         *
         * @param jobs what goes wrong with the batch jobs, in the order of their creation
         */
        public Builder buckets(Path folder, JobFault... jobs) {
            this.buckets = folder;
            this.jobFaults = List.of(jobs);
            return this;
        }

        /**
         * Accepts these model ids too, with and without the prefix of an inference profile; unless
         * set, only those of the models that Bedrock had in November 2026, and ids that begin with
         * {@code local.}. The rules for an added id are those of its family and version, as its
         * name tells them.
         */
        public Builder models(String... ids) {
            this.models = Set.of(ids);
            return this;
        }

        /**
         * Makes models available only in their regions, as in Bedrock: a request that is signed for
         * another region is refused, and lists have the models and profiles of its region. Unless
         * set, every model is available in every region. Requests without a signature are never
         * refused for this reason.
         */
        public Builder regional() {
            this.regional = true;
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @throws java.io.UncheckedIOException if the port is in use
         * @throws IllegalStateException if all origins are allowed, and credentials are required or
         *     used
         */
        public LocalBedrock start() {
            List<EngineChoice> all = EngineAssembly.choices(choices, standIn);
            if (listening.origins().contains(AllowedNames.ANY_ORIGIN)) {
                EngineAssembly.checkAllOrigins(credentials, all);
            }
            var surroundings =
                    new ServiceContext(new Random(seed), System::nanoTime, pace, Thread::sleep);
            var script = new Script(faults, strict);
            var authentication =
                    credentials.isEmpty() ? null : new RequestAuthenticator(credentials, clock);
            var settings =
                    new Settings(clock, guardedWords, buckets, authentication, models, regional);
            var rehearsal = new CachingEngine(new RuleEngine().with(toolCalling), clock);
            var chosen = new EngineRouter(all, engine == null ? rehearsal : engine);
            Engine limited = EngineAssembly.limited(chosen, pacing, quotas, clock);
            var service = new Service(chosen, limited, surroundings, settings, script);
            service.jobFaults(jobFaults);
            return new LocalBedrock(
                    service,
                    JettyTransport.start(service, listening),
                    EngineAssembly.own(credentials));
        }

        @Override
        public String toString() {
            String more = (strict ? ", strict" : "") + (models.isEmpty() ? "" : ", " + models);
            return "LocalBedrock.Builder[host=" + listening.host() + more + "]";
        }
    }
}
