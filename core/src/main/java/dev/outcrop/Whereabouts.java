package dev.outcrop;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.endpoint.Endpoint;
import dev.outcrop.aws.endpoint.Service;
import dev.outcrop.transport.AwsAuthenticator;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Who asks Bedrock, and where; each is looked for when it is first wanted. */
record Whereabouts(
        CredentialsProvider credentials,
        Supplier<Region> region,
        Map<Service, Supplier<Endpoint>> endpoints,
        Clock clock) {
    Endpoint endpoint(Service service) {
        return Objects.requireNonNull(endpoints.get(service)).get();
    }

    AwsAuthenticator authenticator() {
        return new AwsAuthenticator(credentials, region, clock);
    }

    @Override
    public String toString() {
        return "Whereabouts"; // the rest may be secret
    }
}
