package dev.outcrop.aws.signing;

import dev.outcrop.aws.Credentials.AccessKeys;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signature Version 4. A key derived for a day is kept for its next requests. Safe for any number
 * of threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SignatureV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String DATE = "X-Amz-Date";
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    /** What is on the way may change. */
    private static final Set<String> UNSIGNED =
            Set.of("user-agent", "connection", "expect", "x-amzn-trace-id", "transfer-encoding");

    private volatile @Nullable SigningKey lastKey;

    /** The headers that a signed request has more. */
    Map<String, String> headers(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            AccessKeys keys,
            String region,
            String signingName,
            Instant now) {
        String time = BasicTime.of(now);
        MessageDigest digest = Sha256.digest();
        String bodyHash = Sha256.hex(digest, body);
        var added = new LinkedHashMap<String, String>();
        added.put(DATE, time);
        if (keys.sessionToken() != null) {
            added.put(TOKEN, keys.sessionToken());
        }
        added.put(CONTENT_HASH, bodyHash);

        SortedMap<String, String> signed = signed(uri, headers, added);
        String names = String.join(";", signed.keySet());
        String scope = time.substring(0, 8) + '/' + region + '/' + signingName + "/aws4_request";
        String hash = canonical(digest, method, uri, signed, names, bodyHash);
        String toSign = String.join("\n", ALGORITHM, time, scope, hash);
        String signature = key(digest, keys.secretAccessKey(), scope).sign(digest, toSign);
        added.put("Authorization", authorization(keys.accessKeyId(), scope, names, signature));
        return added;
    }

    private static String authorization(
            String accessKeyId, String scope, String names, String signature) {
        return String.join(
                "",
                ALGORITHM + " Credential=",
                accessKeyId,
                "/",
                scope,
                ", SignedHeaders=",
                names,
                ", Signature=",
                signature);
    }

    private SigningKey key(MessageDigest digest, String secret, String scope) {
        SigningKey known = lastKey;
        if (known == null || !known.isFor(secret, scope)) {
            known = SigningKey.derive(digest, secret, scope);
            lastKey = known;
        }
        return known;
    }

    private static SortedMap<String, String> signed(
            URI uri, Map<String, String> given, Map<String, String> added) {
        var signed = new TreeMap<String, String>();
        given.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.keySet().removeAll(UNSIGNED);
        signed.remove("authorization");
        signed.put("host", host(uri));
        return signed;
    }

    /** With the port only if it is not the scheme's own, as the header has it. */
    private static String host(URI uri) {
        int port = uri.getPort();
        boolean own = port < 0 || port == (uri.getScheme().equals("https") ? 443 : 80);
        return own ? uri.getHost() : uri.getHost() + ':' + port;
    }

    /** The hash of the canonical request. */
    private static String canonical(
            MessageDigest digest,
            String method,
            URI uri,
            SortedMap<String, String> signed,
            String names,
            String bodyHash) {
        var text = new Canonical(digest);
        text.add(method).add('\n');
        text.add(CanonicalUri.path(uri.getRawPath())).add('\n');
        text.add(CanonicalUri.query(uri.getRawQuery())).add('\n');
        for (var header : signed.entrySet()) {
            text.add(header.getKey()).add(':').addFolded(header.getValue()).add('\n');
        }
        return text.add('\n').add(names).add('\n').add(bodyHash).sha256();
    }
}
