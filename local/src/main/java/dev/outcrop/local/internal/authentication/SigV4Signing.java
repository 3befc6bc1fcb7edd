package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.IncomingRequest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs outgoing requests with Signature Version 4.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public final class SigV4Signing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SigV4Signing() {}

    /**
     * Returns the headers that sign a request. Only these headers, the content type and the host
     * are signed, because proxies may change the others.
     *
     * @param host the host that it is sent to, with the port if it is not the scheme's default
     * @param service {@code bedrock} or {@code bedrock-mantle}
     */
    public static Map<String, String> headers(
            IncomingRequest request,
            String host,
            LocalCredentials.Keys keys,
            String region,
            String service,
            Instant now) {
        String time = TIME.format(now);
        Map<String, String> added = new TreeMap<>();
        added.put("x-amz-date", time);
        added.put("x-amz-content-sha256", Sha256.hex(request.body().toArray()));
        if (keys.sessionToken() != null) {
            added.put("x-amz-security-token", keys.sessionToken());
        }
        Map<String, List<String>> signed = new TreeMap<>();
        added.forEach((name, value) -> signed.put(name, List.of(value)));
        signed.put("host", List.of(host));
        List<String> contentType = request.headers().get("content-type");
        if (contentType != null) {
            signed.put("content-type", contentType);
        }
        var sent =
                new IncomingRequest(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.protocol(),
                        signed,
                        request.body());
        List<String> names = List.copyOf(signed.keySet());
        String date = time.substring(0, 8);
        String scope = date + "/" + region + "/" + service + "/aws4_request";
        String toSign =
                StringToSign.of(time, scope, new CanonicalRequest(sent, names, true).text());
        added.put(
                "authorization",
                AuthorizationHeader.ALGORITHM
                        + " Credential="
                        + keys.accessKeyId()
                        + "/"
                        + scope
                        + ", SignedHeaders="
                        + String.join(";", names)
                        + ", Signature="
                        + StringToSign.signature(
                                keys.secretAccessKey(), date, region, service, toSign));
        return added;
    }
}
