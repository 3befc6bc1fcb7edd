package dev.outcrop.local;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.rehearsal.Rehearsal;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.service.Service;
import dev.outcrop.local.service.Surroundings;
import dev.outcrop.local.transport.JettyTransport;
import dev.outcrop.local.wire.ReceivedRequest;

import java.net.URI;
import java.time.Duration;
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
    private final JettyTransport transport;

    private LocalBedrock(Service service, JettyTransport transport) {
        this.service = service;
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

    /** Lets stalled answers go on, then closes the port and all connections. */
    @Override
    public void close() {
        service.close();
        transport.close();
    }

    /** How a local Bedrock is to be. */
    public static final class Builder {
        private int port;
        private Engine engine = new Rehearsal();
        private Duration pace = Duration.ZERO;
        private long seed = System.nanoTime();

        private Builder() {}

        /** Any free one unless set. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Who answers. */
        public Builder engine(Engine engine) {
            this.engine = engine;
            return this;
        }

        /** The time between two deltas of a stream; none unless set. */
        public Builder pace(Duration pace) {
            this.pace = pace;
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
            var service = new Service(engine, surroundings);
            return new LocalBedrock(service, JettyTransport.start(service, port));
        }
    }
}
