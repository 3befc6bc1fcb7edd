package dev.outcrop.internal.aws.signing;

import dev.outcrop.aws.Credentials.AccessKeys;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signature Version 4 by AWS's own signer, which ours is measured by. */
final class AwsSignature {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** What the signer adds; {@code Host} too, which is the transport's. */
    static final List<String> ADDED =
            List.of("X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256", "Authorization");

    private AwsSignature() {}

    static Map<String, String> headers(
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            AccessKeys keys,
            String region,
            String signingName,
            Clock clock) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(request::putHeader);
        SdkHttpRequest signed =
                SIGNER.sign(
                                sign ->
                                        sign.identity(identity(keys))
                                                .request(request.build())
                                                .payload(ContentStreamProvider.fromByteArray(body))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        signingName)
                                                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                                .putProperty(
                                                        AwsV4HttpSigner.DOUBLE_URL_ENCODE,
                                                        !signingName.equals("s3"))
                                                .putProperty(
                                                        AwsV4HttpSigner.NORMALIZE_PATH,
                                                        !signingName.equals("s3"))
                                                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
                        .request();
        var added = new LinkedHashMap<String, String>();
        for (String name : ADDED) {
            signed.firstMatchingHeader(name).ifPresent(value -> added.put(name, value));
        }
        return added;
    }

    private static AwsCredentialsIdentity identity(AccessKeys keys) {
        String session = keys.sessionToken();
        return session == null
                ? AwsCredentialsIdentity.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(
                        keys.accessKeyId(), keys.secretAccessKey(), session);
    }
}
