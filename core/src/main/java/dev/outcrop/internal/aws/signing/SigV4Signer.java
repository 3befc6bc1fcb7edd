package dev.outcrop.internal.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.internal.BoundedMemo;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signature Version 4. The key derived for a day is cached. Safe for any number of threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SigV4Signer {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String DATE = "X-Amz-Date";
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    /** Calls of one model have the same path. */
    private static final BoundedMemo<String> PATHS = new BoundedMemo<>(CanonicalUri::path);

    private final Sha256 sha256 = new Sha256();
    private final SigningTime times = new SigningTime();
    private volatile @Nullable SigningKey lastKey;

    /** The headers that signing adds to a request. */
    Map<String, String> headers(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            AccessKeys keys,
            String region,
            String signingName,
            Instant now) {
        String time = times.of(now);
        MessageDigest digest = sha256.borrow();
        String bodyHash = Sha256.hex(digest, body);
        var added = new LinkedHashMap<String, String>();
        added.put(DATE, time);
        if (keys.sessionToken() != null) {
            added.put(TOKEN, keys.sessionToken());
        }
        added.put(CONTENT_HASH, bodyHash);

        var signed = new SignedHeaders();
        signed.putAll(headers);
        signed.putAll(added);
        signed.put("host", RequestTarget.authority(uri));
        String names = signed.names();
        String scope = time.substring(0, 8) + '/' + region + '/' + signingName + "/aws4_request";
        String canonical = canonical(method, uri, signingName, signed, names, bodyHash);
        String hash = Sha256.hex(digest, canonical.getBytes(UTF_8));
        String toSign = ALGORITHM + '\n' + time + '\n' + scope + '\n' + hash;
        String signature = key(digest, keys.secretAccessKey(), scope).sign(digest, toSign);
        sha256.giveBack(digest);
        added.put("Authorization", authorization(keys.accessKeyId(), scope, names, signature));
        return added;
    }

    private static String authorization(
            String accessKeyId, String scope, String names, String signature) {
        return ALGORITHM
                + " Credential="
                + accessKeyId
                + '/'
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + signature;
    }

    private SigningKey key(MessageDigest digest, String secret, String scope) {
        SigningKey known = lastKey;
        if (known == null || !known.isFor(secret, scope)) {
            known = SigningKey.derive(digest, secret, scope);
            lastKey = known;
        }
        return known;
    }

    private static String canonical(
            String method,
            URI uri,
            String signingName,
            SignedHeaders signed,
            String names,
            String bodyHash) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        var text = new StringBuilder(512);
        text.append(method).append('\n');
        // A key of S3 is encoded once, and empty segments are part of it.
        text.append(signingName.equals("s3") ? path : PATHS.of(path)).append('\n');
        text.append(CanonicalUri.query(uri.getRawQuery())).append('\n');
        signed.addTo(text);
        return text.append('\n').append(names).append('\n').append(bodyHash).toString();
    }
}
