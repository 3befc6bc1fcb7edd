package dev.outcrop.internal.client;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.config.ConfiguredRegion;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.GivenCredentials;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.internal.aws.endpoint.EndpointResolver;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.internal.retry.SharedLookup;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.internal.transport.CredentialsHttpClient;
import dev.outcrop.internal.transport.Proxies;
import dev.outcrop.internal.transport.ServerRemedies;
import dev.outcrop.internal.transport.TlsOfEnvironment;
import dev.outcrop.internal.transport.Transport;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Assembles the parts of a {@link Bedrock}. */
public final class ClientAssembly {
    /** In nanoseconds from any origin. */
    public static final LongSupplier NANO_TIME = System::nanoTime;

    private ClientAssembly() {}

    /**
     * The assembled parts.
     *
     * @param target null if calls go to another server than Bedrock
     * @param s3 null as well then
     */
    public record Wired(CallExecutor calls, @Nullable AwsTarget target, @Nullable S3Access s3) {}

    public static Wired of(ClientOptions options, UsageLedger ledger) {
        SharedConfig config = SharedConfig.of(options.environment(), options.profile());
        Tls tls = options.tls();
        HttpClient http =
                options.http().apply(tls == null ? new TlsOfEnvironment(config) : () -> tls);
        var proxies = new Proxies(options.proxy(), options.environment());
        ClientOptions.Server server = options.server();
        AwsTarget target = server == null ? target(options, config, http, proxies) : null;
        var limiter = new RateLimiter(options.limits(), Sleeper.REAL, NANO_TIME);
        // ThreadLocalRandom belongs to the calling thread, so it is looked up each time.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        var transport =
                new Transport(
                        http,
                        target == null
                                ? (service, stop) -> Objects.requireNonNull(server).base(service)
                                : (service, stop) -> target.endpoint(service, stop).base(),
                        proxies,
                        target == null
                                ? Objects.requireNonNull(server).authenticator()
                                : target.authenticator(),
                        limiter,
                        server == null ? null : new ServerRemedies(server.rules()));
        var calls =
                new CallExecutor(
                        transport,
                        new Retrier(Sleeper.REAL, random, NANO_TIME),
                        options.retries(),
                        options.observers(),
                        ledger,
                        NANO_TIME);
        http.ownedBy(calls);
        S3Access s3 =
                target == null
                        ? null
                        : S3Access.of(
                                http,
                                proxies,
                                target.credentialsOfS3(),
                                target.region(),
                                stop -> target.endpoint(Service.S3, stop),
                                target.clock(),
                                calls);
        return new Wired(calls, target, s3);
    }

    private static AwsTarget target(
            ClientOptions options, SharedConfig config, HttpClient http, Proxies proxies) {
        Environment environment = options.environment();
        var sources =
                new CredentialsFactory(
                        environment, CredentialsHttpClient.of(http, proxies), options.mfa());
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
        var endpoints =
                new EnumMap<Service, Function<Cancellation, ServiceEndpoint>>(Service.class);
        for (Service service : Service.values()) {
            endpoints.put(
                    service,
                    new Once<>(
                            stop ->
                                    endpoint(
                                            service,
                                            url(options, config, service),
                                            config,
                                            region,
                                            stop)));
        }
        boolean hidden = // by an API key, which S3 does not accept
                options.credentials() == null
                        && options.profile() == null
                        && environment.variable("AWS_BEARER_TOKEN_BEDROCK") != null;
        return new AwsTarget(
                credentials,
                hidden ? StoppableCredentials.of(sources.standardKeys()) : credentials,
                region,
                endpoints,
                environment.clock());
    }

    /**
     * If both region and credentials are missing, reports the credentials: they are the first step.
     */
    private static Region region(
            @Nullable String given,
            SharedConfig config,
            StoppableCredentials credentials,
            CredentialsFactory sources,
            SharedLookup<String, Region> instance,
            Cancellation stop) {
        if (given != null) {
            return Region.of(given);
        }
        Region configured = ConfiguredRegion.find(config);
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
            throw new CredentialsException(
                    "Could not determine the region.", ErrorDetails.NONE, e.getCause());
        }
    }

    private static @Nullable String url(
            ClientOptions options, SharedConfig config, Service service) {
        if (service == Service.S3 && isForBedrockOnly(options, config)) {
            return null;
        }
        String control = service == Service.CONTROL ? options.controlUrl() : null;
        if (control == null) {
            return options.baseUrl();
        }
        ServiceEndpoint.of(control, "code", "controlUrl"); // else it is baseUrl's
        return control;
    }

    /** An emulator or a proxy has one URL for all; a host of AWS is not one of S3. */
    private static boolean isForBedrockOnly(ClientOptions options, SharedConfig config) {
        String url = options.baseUrl();
        return url == null
                || options.environment().variable("AWS_ENDPOINT_URL_S3") != null
                || config.serviceProperty("s3", "endpoint_url") != null
                || url.matches(
                        "https?://[^/]*\\.(amazonaws\\.com(\\.cn)?|amazonaws\\.eu|api\\.aws)(:.*|/.*)?");
    }

    private static ServiceEndpoint endpoint(
            Service service,
            @Nullable String baseUrl,
            SharedConfig config,
            Function<Cancellation, Region> region,
            Cancellation stop) {
        Region known = baseUrl == null ? region.apply(stop) : null;
        return new EndpointResolver(config).resolve(service, baseUrl, known);
    }

    private static StoppableCredentials credentials(
            ClientOptions options, CredentialsFactory sources) {
        CredentialsProvider given = options.credentials();
        if (given != null) {
            return new GivenCredentials(given);
        }
        String profile = options.profile();
        return StoppableCredentials.of(
                profile == null ? sources.standard() : sources.profile(profile));
    }

    /** A value that is resolved on first use, and again only if that failed. */
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
