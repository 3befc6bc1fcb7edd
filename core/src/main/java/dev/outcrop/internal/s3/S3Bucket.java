package dev.outcrop.internal.s3;

import dev.outcrop.aws.Region;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.internal.transport.AwsAuthenticator;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.internal.transport.Transport;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A bucket of S3: PutObject, multipart uploads, GetObject, HeadObject and ListObjectsV2, retried as
 * other calls are. Safe for any number of threads; blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Operations</a>
 */
public final class S3Bucket {
    /** One call transfers at most a few megabytes, so a longer one is stuck. */
    private static final Timeouts TIMEOUTS =
            new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(15));

    /** An answer in XML: a list of 1,000 keys of 1,024 characters, each of up to six bytes. */
    static final int MOST_XML = 16 << 20;

    private final String name;
    private final BucketRegion region;
    private final CallExecutor calls;

    S3Bucket(S3Access access, String name) {
        this.name = name;
        this.region = new BucketRegion(access.http());
        var transport =
                new Transport(
                        region,
                        (service, stop) -> base(access, stop),
                        access.proxies(),
                        new AwsAuthenticator(
                                access.credentials(), stop -> region(access, stop), access.clock()),
                        // Limits for models are not limits for files.
                        new RateLimiter(RateLimits.NONE, Sleeper.REAL, System::nanoTime));
        this.calls = access.calls().through(transport);
    }

    private Region region(S3Access access, Cancellation stop) {
        String found = region.found();
        return found == null ? access.region().apply(stop) : Region.of(found);
    }

    private URI base(S3Access access, Cancellation stop) {
        return S3Address.base(
                access.endpoint().apply(stop).base(),
                name,
                access.region().apply(stop).id(),
                region(access, stop).id());
    }

    /** An object of a list. */
    public record Listed(String key, long size) {}

    /**
     * Stores an object, after S3 has compared it with its hash and checksum.
     *
     * @throws BedrockException if it cannot be stored
     */
    public void put(String key, byte[] content) {
        call(
                "PutObject",
                "PUT",
                S3Address.path(key),
                Map.of(ObjectInfo.CRC32, ObjectInfo.crc32(content)),
                content,
                response -> key);
    }

    /**
     * Stores a file, in several parts if it is large. After a failure the parts are removed.
     *
     * @throws IOException if the file cannot be read
     * @throws BedrockException if it cannot be stored
     */
    public void upload(String key, Path file) throws IOException {
        new ObjectUpload(this, key).send(file);
    }

    /** Returns what is known of an object; null if there is none. */
    public @Nullable ObjectInfo head(String key) {
        try {
            return call(
                    "HeadObject",
                    "HEAD",
                    S3Address.path(key),
                    Map.of("x-amz-checksum-mode", "ENABLED"),
                    new byte[0],
                    ObjectInfo::of);
        } catch (NotFoundException e) {
            return null;
        }
    }

    /**
     * Returns the content of an object, which is read a few megabytes at a time. A part that breaks
     * off is read again.
     *
     * @throws NotFoundException if there is no object
     */
    public InputStream get(String key) {
        ObjectInfo info = head(key);
        if (info == null) {
            throw new NotFoundException(
                    "there is no object " + new S3Uri(name, key), ErrorDetails.NONE);
        }
        return new ObjectInput(this, key, info);
    }

    /**
     * Lists the objects whose keys begin with a prefix, in the order of their keys.
     *
     * @param most of them; more are a failure
     */
    public List<Listed> list(String prefix, int most) {
        var all = new ArrayList<Listed>();
        String token = null;
        do {
            String query =
                    (token == null
                                    ? ""
                                    : "continuation-token=" + S3Address.encoded(token, false) + "&")
                            + "encoding-type=url&list-type=2&prefix="
                            + S3Address.encoded(prefix, false);
            ObjectPage page =
                    call(
                            "ListObjectsV2",
                            "GET",
                            "/?" + query,
                            Map.of(),
                            new byte[0],
                            response -> ObjectPage.of(XmlElement.of(response, "ListBucketResult")));
            all.addAll(page.objects());
            token = page.next();
            if (all.size() > most) {
                throw new ProtocolException(
                        "there are more than " + most + " objects in " + new S3Uri(name, prefix),
                        ErrorDetails.NONE);
            }
        } while (token != null);
        return all;
    }

    /**
     * Makes a call; a second time if the bucket is in another region.
     *
     * @param path of the object, with a query
     */
    <T> T call(
            String operation,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Function<ServiceResponse, T> read) {
        String before = region.found();
        try {
            return once(operation, method, path, headers, body, read);
        } catch (BedrockException e) {
            if (Objects.equals(before, region.found())) {
                throw explained(e, path);
            }
        }
        try {
            return once(operation, method, path, headers, body, read);
        } catch (BedrockException e) {
            throw explained(e, path);
        }
    }

    private <T> T once(
            String operation,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Function<ServiceResponse, T> read) {
        var all = new LinkedHashMap<String, String>();
        if (body.length > 0) {
            all.put("Content-Type", "application/octet-stream");
        }
        all.putAll(headers);
        return calls.call(
                        operation,
                        new ServiceRequest(
                                Service.S3,
                                method,
                                path,
                                ServiceRequest.ANY,
                                "",
                                all,
                                body,
                                0,
                                TIMEOUTS,
                                new Cancellation()),
                        read)
                .value();
    }

    /** The remedies of Bedrock's errors are about models. */
    private BedrockException explained(BedrockException e, String path) {
        String where = "s3://" + name + path.replaceFirst("\\?.*", "");
        return switch (e) {
            case NotFoundException missing ->
                    missing.with(
                            missing.details()
                                    .withRemedy(
                                            "Check that there is " + where + " in this account."));
            case AccessDeniedException denied ->
                    denied.with(
                            denied.details()
                                    .withRemedy(
                                            "Permit s3:GetObject, s3:PutObject and s3:ListBucket on "
                                                    + where
                                                    + "."));
            default -> e;
        };
    }

    @Override
    public String toString() {
        return "s3://" + name;
    }
}
