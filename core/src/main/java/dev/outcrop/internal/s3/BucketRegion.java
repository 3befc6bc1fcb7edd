package dev.outcrop.internal.s3;

import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends calls, and remembers the region that S3 names when it refuses one because the bucket is
 * elsewhere. Safe for any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html">Redirects</a>
 */
final class BucketRegion implements HttpClient {
    private static final Set<Integer> REFUSALS = Set.of(301, 307, 400, 403);
    private static final Pattern NAME = Pattern.compile("[a-z]{2,6}(-[a-z]{1,20}){1,4}-\\d{1,2}");

    private final HttpClient http;
    private volatile @Nullable String found;

    BucketRegion(HttpClient http) {
        this.http = http;
    }

    /** Returns the region; null until one is known. */
    @Nullable String found() {
        return found;
    }

    @Override
    public Exchange send(Call call) throws IOException {
        Exchange exchange = http.send(call);
        String told = exchange.header("x-amz-bucket-region");
        if (told != null && REFUSALS.contains(exchange.status()) && NAME.matcher(told).matches()) {
            found = told;
        }
        return exchange;
    }

    /** Nothing: the connections are the client's. */
    @Override
    public void close() {}
}
