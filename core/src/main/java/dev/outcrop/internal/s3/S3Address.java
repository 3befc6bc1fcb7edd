package dev.outcrop.internal.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The URL of a bucket and of its objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
 *     hosting of buckets</a>
 */
final class S3Address {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private static final Pattern HOST_OF_AWS =
            Pattern.compile(
                    "s3(-fips)?(\\.dualstack)?\\.[a-z0-9-]+\\."
                            + "(amazonaws\\.(com(\\.cn)?|eu)|.+\\.gov|cloud\\.adc-e\\.uk)");

    /** Names that a certificate for one level of names below a host covers. */
    private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private S3Address() {}

    /**
     * Returns the URL of a bucket, without a slash at the end. Its name is part of the host for
     * AWS's own hosts, and part of the path for other servers and for names with dots.
     *
     * @param home the region of the endpoint
     * @param region the region of the bucket
     */
    static URI base(URI endpoint, String bucket, String home, String region) {
        String text = endpoint.toString();
        String host = String.valueOf(endpoint.getHost());
        if (!HOST_OF_AWS.matcher(host).matches()) {
            return URI.create(text + "/" + bucket);
        }
        String there = text.replace("." + home + ".", "." + region + ".");
        return URI.create(
                HOST_LABEL.matcher(bucket).matches()
                        ? there.replaceFirst("//", "//" + bucket + ".")
                        : there + "/" + bucket);
    }

    /**
     * Returns the path of an object, percent-encoded.
     *
     * @throws IllegalArgumentException if a segment is {@code .} or {@code ..}, which servers and
     *     proxies would remove
     */
    static String path(String key) {
        for (String segment : List.of(key.split("/", -1))) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("a key must not have . or .. as a segment");
            }
        }
        return "/" + encoded(key, true);
    }

    /** Encodes all but letters, digits and {@code -._~}. */
    static String encoded(String text, boolean slashes) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            boolean kept =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-._~".indexOf(c) >= 0
                            || (slashes && c == '/');
            if (kept) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }
}
