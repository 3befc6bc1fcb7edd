package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bucket and the key of a request: in its path ({@code /bucket/key}), or the bucket in its host
 * ({@code bucket.localhost}, {@code bucket.s3.us-east-1.amazonaws.com}).
 *
 * @param bucket empty for none
 * @param key empty for the bucket itself
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
 *     hosting</a>
 */
record S3Address(String bucket, String key) {
    private static final Pattern OF_S3 =
            Pattern.compile("(?:(.+)\\.)?s3(?:[.-][a-z0-9.-]+)?", Pattern.CASE_INSENSITIVE);

    /** Names of other endpoints, which are never buckets. */
    private static final Set<String> ENDPOINTS =
            Set.of("bedrock", "bedrock-runtime", "bedrock-mantle", "bedrock-agent-runtime", "sts");

    static S3Address of(IncomingRequest request) {
        String path = decoded(request.path().substring(1));
        String bucket = inHost(request.header("host"));
        if (bucket != null) {
            return new S3Address(bucket, path);
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? new S3Address(path, "")
                : new S3Address(path.substring(0, slash), path.substring(slash + 1));
    }

    /** Whether a host is one of S3: {@code s3.localhost}. */
    static boolean isHostOfS3(@Nullable String host) {
        return host != null && OF_S3.matcher(withoutPort(host)).matches();
    }

    /** Returns the bucket in a host; null for none. */
    private static @Nullable String inHost(@Nullable String host) {
        if (host == null) {
            return null;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        Matcher ofS3 = OF_S3.matcher(name);
        if (ofS3.matches()) {
            return ofS3.group(1);
        }
        String first =
                name.endsWith(".localhost")
                        ? name.substring(0, name.length() - ".localhost".length())
                        : "";
        return first.isEmpty() || ENDPOINTS.contains(first) ? null : first;
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "");
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    /** Returns the parameters of a query; one without a value has an empty one. */
    static Map<String, String> query(String query) {
        var all = new TreeMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                all.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1).replace("+", " ")));
            }
        }
        return all;
    }
}
