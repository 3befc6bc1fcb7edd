package dev.outcrop.internal.s3;

import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.transport.Proxies;
import dev.outcrop.policy.Cancellation;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The connections, credentials and endpoint of a client for S3. Safe for any number of threads.
 *
 * @param region the region of the endpoint
 * @param calls the client's calls, with whose end those of S3 end
 */
public record S3Access(
        HttpClient http,
        Proxies proxies,
        StoppableCredentials credentials,
        Function<Cancellation, Region> region,
        Function<Cancellation, ServiceEndpoint> endpoint,
        Clock clock,
        CallExecutor calls,
        Map<String, S3Bucket> buckets) {
    private static final int MOST_BUCKETS = 1_000;

    public static S3Access of(
            HttpClient http,
            Proxies proxies,
            CredentialsProvider credentials,
            Function<Cancellation, Region> region,
            Function<Cancellation, ServiceEndpoint> endpoint,
            Clock clock,
            CallExecutor calls) {
        return new S3Access(
                http,
                proxies,
                new AccessKeysOnly(StoppableCredentials.of(credentials)),
                region,
                endpoint,
                clock,
                calls,
                new ConcurrentHashMap<>());
    }

    /** Returns a bucket; its region is found when S3 refuses a call in another one. */
    public S3Bucket bucket(String name) {
        if (buckets.size() > MOST_BUCKETS) {
            buckets.clear();
        }
        S3Bucket known = buckets.get(name);
        if (known != null) {
            return known;
        }
        var bucket = new S3Bucket(this, name);
        S3Bucket first = buckets.putIfAbsent(name, bucket);
        return first == null ? bucket : first;
    }

    @Override
    public String toString() {
        return "S3Access"; // the rest may be secret
    }
}
