package dev.outcrop.internal.client;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.transport.AwsAuthenticator;
import dev.outcrop.policy.Cancellation;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Credentials, region and endpoints, each resolved on first use.
 *
 * @param credentialsOfS3 differ if the others are an API key, and there are access keys
 */
public record AwsTarget(
        CredentialsProvider credentials,
        CredentialsProvider credentialsOfS3,
        Function<Cancellation, Region> region,
        Map<Service, Function<Cancellation, ServiceEndpoint>> endpoints,
        Clock clock) {
    public ServiceEndpoint endpoint(Service service, Cancellation cancellation) {
        return Objects.requireNonNull(endpoints.get(service)).apply(cancellation);
    }

    AwsAuthenticator authenticator() {
        return new AwsAuthenticator(credentials, region, clock);
    }

    @Override
    public String toString() {
        return "AwsTarget"; // the rest may be secret
    }
}
