package dev.outcrop;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.SharedConfig;
import dev.outcrop.aws.endpoint.Endpoints;
import dev.outcrop.aws.endpoint.Service;
import dev.outcrop.aws.signing.RequestSigner;
import dev.outcrop.error.ValidationException;
import dev.outcrop.limit.Limiter;
import dev.outcrop.protocol.Calls;
import dev.outcrop.retry.Pause;
import dev.outcrop.retry.Retrier;
import dev.outcrop.transport.ApacheHttp;
import dev.outcrop.transport.Authenticator;
import dev.outcrop.transport.Transport;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The one place where the parts of a {@link Bedrock} are put together. */
final class Wiring {
    /** The name that signatures of all Bedrock hosts carry. */
    private static final String SIGNING_NAME = "bedrock";

    /** In nanoseconds from any origin. */
    static final LongSupplier NANO_TIME = System::nanoTime;

    private Wiring() {}

    static Calls calls(Bedrock.Builder builder) {
        var limiter = new Limiter(builder.limits, Pause.REAL, NANO_TIME);
        // ThreadLocalRandom is of the thread that asks, so the generator is asked for anew each
        // time.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new Calls(
                transport(builder, limiter),
                new Retrier(Pause.REAL, random, NANO_TIME),
                builder.retries,
                builder.observers,
                NANO_TIME);
    }

    private static Transport transport(Bedrock.Builder builder, Limiter limiter) {
        Environment environment = builder.environment;
        SharedConfig config = SharedConfig.of(environment, builder.profile);
        CredentialsProvider credentials = credentials(builder);
        Supplier<Region> region = new Once<>(() -> region(builder.region, config, credentials));
        Supplier<URI> endpoint = new Once<>(() -> endpoint(builder.baseUrl, config, region));
        return new Transport(
                new ApacheHttp(),
                endpoint,
                authenticator(credentials, region, new RequestSigner(environment.clock())),
                limiter);
    }

    /** Who has neither region nor credentials hears of the credentials: they are the first step. */
    private static Region region(
            @Nullable String given, SharedConfig config, CredentialsProvider credentials) {
        if (given != null) {
            return Region.of(given);
        }
        try {
            return Region.resolve(config);
        } catch (ValidationException e) {
            credentials.resolve();
            throw e;
        }
    }

    private static URI endpoint(
            @Nullable String baseUrl, SharedConfig config, Supplier<Region> region) {
        Region known = baseUrl == null ? region.get() : null;
        return new Endpoints(config).resolve(Service.RUNTIME, baseUrl, known).base();
    }

    private static CredentialsProvider credentials(Bedrock.Builder builder) {
        if (builder.credentials != null) {
            return builder.credentials;
        }
        return builder.profile == null
                ? CredentialsProvider.standard(builder.environment)
                : CredentialsProvider.profile(builder.profile, builder.environment);
    }

    private static Authenticator authenticator(
            CredentialsProvider credentials, Supplier<Region> region, RequestSigner signer) {
        return (method, uri, headers, body) ->
                signer.sign(
                        method,
                        uri,
                        headers,
                        body,
                        credentials.resolve(),
                        region.get(),
                        SIGNING_NAME,
                        Duration.ZERO);
    }

    /** A value that is found when it is first wanted; looked for again only if that failed. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> source;
        private volatile @Nullable T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            T known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
