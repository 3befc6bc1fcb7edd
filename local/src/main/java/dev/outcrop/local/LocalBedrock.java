package dev.outcrop.local;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.local.cache.Caching;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.pace.Paced;
import dev.outcrop.local.pace.Pacing;
import dev.outcrop.local.quota.Metered;
import dev.outcrop.local.quota.Quotas;
import dev.outcrop.local.rehearsal.Rehearsal;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.Script;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.service.Service;
import dev.outcrop.local.service.Surroundings;
import dev.outcrop.local.transport.JettyTransport;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.local.wire.StandIn;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * A Bedrock on this machine: any AWS client takes it for the real one, given its {@link
 * #endpoint()} and any credentials. It speaks HTTP/1.1 and HTTP/2 with prior knowledge on one port
 * of 127.0.0.1.
 *
 * <p>Safe for use by several threads. {@link #close()} ends it and all its connections.
 */
public final class LocalBedrock implements AutoCloseable {
    private final Service service;
    private final Script script;
    private final JettyTransport transport;

    private LocalBedrock(Service service, Script script, JettyTransport transport) {
        this.service = service;
        this.script = script;
        this.transport = transport;
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

    /** A client of this one; whoever asked for it closes it. */
    public Bedrock connect() {
        return Bedrock.builder()
                .baseUrl(endpoint().toString())
                .region("us-east-1")
                .credentials(CredentialsProvider.of(Credentials.accessKeys("local", "no-secret")))
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

    /** How many requests found nothing scripted, where {@link Builder#strict} asks for a script. */
    public int unscripted() {
        return script.unscripted();
    }

    /** Lets stalled answers go on, then closes the port and all connections. */
    @Override
    public void close() {
        service.close();
        transport.close();
    }

    /** How a local Bedrock is to be. */
    public static final class Builder {
        private int port;
        private @Nullable Engine engine;
        private @Nullable StandIn standIn;
        private Duration pace = Duration.ZERO;
        private Pacing pacing = Pacing.NONE;
        private Quotas quotas = Quotas.NONE;
        private Faults faults = Faults.none();
        private boolean strict;
        private InstantSource clock = InstantSource.system();
        private long seed = System.nanoTime();

        private Builder() {}

        /** Any free one unless set. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Who answers; unless set, the rehearsal, with accounts of prompt caching. */
        public Builder engine(Engine engine) {
            this.engine = engine;
            return this;
        }

        /** The time between two deltas of a stream; none unless set. */
        public Builder pace(Duration pace) {
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

        /** Who answers whole requests before they are looked at; nobody unless set. */
        public Builder standIn(StandIn standIn) {
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
         * Starts to listen.
         *
         * @throws java.io.UncheckedIOException if the port is taken
         */
        public LocalBedrock start() {
            var surroundings =
                    new Surroundings(new Random(seed), System::nanoTime, pace, Thread::sleep);
            var script = new Script(faults, strict);
            var service = new Service(whole(), surroundings, script, standIn);
            return new LocalBedrock(service, script, JettyTransport.start(service, port));
        }

        /** What costs nothing is not there: no wrapper without a limit or a pace. */
        private Engine whole() {
            Engine whole = engine == null ? new Caching(new Rehearsal(), clock) : engine;
            if (!pacing.equals(Pacing.NONE)) {
                whole = new Paced(whole, pacing, System::nanoTime, Thread::sleep);
            }
            return quotas.equals(Quotas.NONE) ? whole : new Metered(whole, quotas, clock);
        }
    }
}
