package dev.outcrop;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.endpoint.Service;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.transport.AwsAuthenticator;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Who asks Bedrock, and where; each is looked for when it is first wanted. */
record Whereabouts(
        CredentialsProvider credentials,
        Function<Cancellation, Region> region,
        Map<Service, Function<Cancellation, Endpoint>> endpoints,
        Clock clock) {
    Endpoint endpoint(Service service, Cancellation cancellation) {
        return Objects.requireNonNull(endpoints.get(service)).apply(cancellation);
    }

    AwsAuthenticator authenticator() {
        return new AwsAuthenticator(credentials, region, clock);
    }

    @Override
    public String toString() {
        return "Whereabouts"; // the rest may be secret
    }
}
