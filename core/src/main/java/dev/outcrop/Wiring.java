package dev.outcrop;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.SharedConfig;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.endpoint.Endpoints;
import dev.outcrop.aws.endpoint.Service;
import dev.outcrop.aws.source.GivenCredentials;
import dev.outcrop.aws.source.Sources;
import dev.outcrop.aws.source.StoppableCredentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;
import dev.outcrop.limit.Limiter;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;
import dev.outcrop.protocol.Calls;
import dev.outcrop.retry.Pause;
import dev.outcrop.retry.Retrier;
import dev.outcrop.retry.SharedLookup;
import dev.outcrop.transport.CredentialsConnections;
import dev.outcrop.transport.Proxies;
import dev.outcrop.transport.TlsOfEnvironment;
import dev.outcrop.transport.Transport;
import dev.outcrop.transport.http.SocketHttp;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The one place where the parts of a {@link Bedrock} are put together. */
final class Wiring {
    /** In nanoseconds from any origin. */
    static final LongSupplier NANO_TIME = System::nanoTime;

    private Wiring() {}

    /**
     * What was put together.
     *
     * @param whereabouts null where calls go to another server than Bedrock
     */
    record Wired(Calls calls, @Nullable Whereabouts whereabouts) {}

    static Wired of(ClientOptions options, Books books) {
        SharedConfig config = SharedConfig.of(options.environment(), options.profile());
        Tls tls = options.tls();
        var http = new SocketHttp(tls == null ? new TlsOfEnvironment(config) : () -> tls);
        var proxies = new Proxies(options.proxy(), options.environment());
        ClientOptions.Server server = options.server();
        Whereabouts whereabouts =
                server == null ? whereabouts(options, config, http, proxies) : null;
        var limiter = new Limiter(options.limits(), Pause.REAL, NANO_TIME);
        // ThreadLocalRandom is of the thread that asks, so the generator is asked for anew each
        // time.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        var transport =
                new Transport(
                        http,
                        whereabouts == null
                                ? (service, stop) -> Objects.requireNonNull(server).base()
                                : (service, stop) -> whereabouts.endpoint(service, stop).base(),
                        proxies,
                        whereabouts == null
                                ? Objects.requireNonNull(server).authenticator()
                                : whereabouts.authenticator(),
                        limiter);
        var calls =
                new Calls(
                        transport,
                        new Retrier(Pause.REAL, random, NANO_TIME),
                        options.retries(),
                        options.observers(),
                        books,
                        NANO_TIME);
        http.ownedBy(calls);
        return new Wired(calls, whereabouts);
    }

    private static Whereabouts whereabouts(
            ClientOptions options, SharedConfig config, SocketHttp http, Proxies proxies) {
        Environment environment = options.environment();
        var sources =
                new Sources(environment, CredentialsConnections.of(http, proxies), options.mfa());
        StoppableCredentials credentials = credentials(options, sources);
        SharedLookup<String, Region> instance = SharedLookup.of("region", null);
        Function<Cancellation, Region> region =
                new Once<>(
                        stop ->
                                region(
                                        options.region(),
                                        config,
                                        credentials,
                                        sources,
                                        instance,
                                        stop));
        var endpoints = new EnumMap<Service, Function<Cancellation, Endpoint>>(Service.class);
        for (Service service : Service.values()) {
            endpoints.put(
                    service,
                    new Once<>(
                            stop ->
                                    endpoint(
                                            service, url(options, service), config, region, stop)));
        }
        return new Whereabouts(credentials, region, endpoints, environment.clock());
    }

    /** Who has neither region nor credentials hears of the credentials: they are the first step. */
    private static Region region(
            @Nullable String given,
            SharedConfig config,
            StoppableCredentials credentials,
            Sources sources,
            SharedLookup<String, Region> instance,
            Cancellation stop) {
        if (given != null) {
            return Region.of(given);
        }
        Region configured = Region.configured(config);
        if (configured != null) {
            return configured;
        }
        credentials.resolve(stop);
        try {
            return instance.get("region", unwanted -> sources.region(config), stop, null);
        } catch (TimeoutException | ExecutionException e) {
            if (e.getCause() instanceof BedrockException known) {
                throw known.rethrown();
            }
            throw new CredentialsException("No region can be had.", Facts.NONE, e.getCause());
        }
    }

    private static @Nullable String url(ClientOptions options, Service service) {
        String control = service == Service.CONTROL ? options.controlUrl() : null;
        if (control == null) {
            return options.baseUrl();
        }
        Endpoint.of(control, "code", "controlUrl"); // else it is baseUrl's
        return control;
    }

    private static Endpoint endpoint(
            Service service,
            @Nullable String baseUrl,
            SharedConfig config,
            Function<Cancellation, Region> region,
            Cancellation stop) {
        Region known = baseUrl == null ? region.apply(stop) : null;
        return new Endpoints(config).resolve(service, baseUrl, known);
    }

    private static StoppableCredentials credentials(ClientOptions options, Sources sources) {
        CredentialsProvider given = options.credentials();
        if (given != null) {
            return new GivenCredentials(given);
        }
        String profile = options.profile();
        return StoppableCredentials.of(
                profile == null ? sources.standard() : sources.profile(profile));
    }

    /** A value that is found when it is first wanted; looked for again only if that failed. */
    private static final class Once<T> implements Function<Cancellation, T> {
        private final Function<Cancellation, T> source;
        private volatile @Nullable T value;

        Once(Function<Cancellation, T> source) {
            this.source = source;
        }

        @Override
        public T apply(Cancellation stop) {
            T known = value;
            if (known == null) {
                known = source.apply(stop);
                value = known;
            }
            return known;
        }
    }
}
