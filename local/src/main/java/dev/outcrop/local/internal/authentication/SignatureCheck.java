package dev.outcrop.local.internal.authentication;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Checks one signature: its time, its scope, the headers it covers, and its value. */
final class SignatureCheck {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final IncomingRequest request;
    private final AuthorizationHeader signed;
    private final String service;
    private final Instant now;

    SignatureCheck(
            IncomingRequest request, AuthorizationHeader signed, String service, Instant now) {
        this.request = request;
        this.signed = signed;
        this.service = service;
        this.now = now;
    }

    void check(LocalCredentials.Keys keys) {
        time();
        scope();
        covered();
        boolean isS3 = service.equals("s3");
        String canonical = new CanonicalRequest(request, signed.headers(), !isS3, !isS3).text();
        String toSign = StringToSign.of(signed.time(), signed.scope(), canonical);
        String expected = signature(keys, toSign);
        if (!same(expected, signed.signature())) {
            throw refused(
                    "The request signature we calculated does not match the signature you"
                            + " provided. Check your AWS Secret Access Key and signing method."
                            + " Consult the service documentation for details.\n\n"
                            + "The Canonical String for this request should have been\n'"
                            + canonical
                            + "'\n\nThe String-to-Sign should have been\n'"
                            + toSign
                            + "'\n");
        }
        String payload = request.header("x-amz-content-sha256");
        if (isS3 && payload != null && ChunkSignatures.has(payload)) {
            var chunks = new ChunkSignatures(signed, text -> signature(keys, text));
            if (!chunks.areCorrect(request, payload)) {
                throw refused(
                        "The signature of a chunk that we calculated does not match the signature"
                                + " you provided.");
            }
        }
    }

    private String signature(LocalCredentials.Keys keys, String toSign) {
        return StringToSign.signature(
                keys.secretAccessKey(), signed.date(), signed.region(), signed.service(), toSign);
    }

    private void time() {
        Instant time;
        try {
            time = TIME.parse(signed.time(), Instant::from);
        } catch (DateTimeException e) {
            throw ServiceError.of(
                    "IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'. Got '" + signed.time() + "'.");
        }
        Instant earliest = now.minus(SKEW);
        Instant latest = now.plus(SKEW);
        if (time.isBefore(earliest)) {
            throw refused(
                    "Signature expired: "
                            + signed.time()
                            + " is now earlier than "
                            + TIME.format(earliest)
                            + " ("
                            + TIME.format(now)
                            + " - 5 min.)");
        }
        if (time.isAfter(latest)) {
            throw refused(
                    "Signature not yet current: "
                            + signed.time()
                            + " is still later than "
                            + TIME.format(latest)
                            + " ("
                            + TIME.format(now)
                            + " + 5 min.)");
        }
    }

    private void scope() {
        if (!signed.service().equals(service)) {
            throw refused("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!signed.terminator().equals("aws4_request")) {
            throw refused(
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '"
                            + signed.terminator()
                            + "'. ");
        }
        if (!signed.time().startsWith(signed.date() + "T")) {
            throw refused(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
                            + " date from HTTP: '"
                            + signed.date()
                            + "' != '"
                            + signed.time().substring(0, 8)
                            + "', from '"
                            + signed.time()
                            + "'.");
        }
    }

    /** The host and the headers of AWS must be signed, or they could be replaced in transit. */
    private void covered() {
        for (String header : request.headers().keySet()) {
            if (!signed.headers().contains(header)
                    && (header.equals("x-amz-date") || header.equals("x-amz-security-token"))) {
                throw refused(
                        "'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
        if (!signed.headers().contains("host") && !signed.headers().contains(":authority")) {
            throw refused(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        String hash = request.header("x-amz-content-sha256");
        // S3 compares it itself, and has an error for it.
        if (hash != null
                && !hash.equals("UNSIGNED-PAYLOAD")
                && !service.equals("s3")
                && !hash.equals(Sha256.hex(request.body().toArray()))) {
            throw refused(
                    "The provided 'x-amz-content-sha256' header does not match what was"
                            + " computed.");
        }
    }

    private static ServiceError refused(String message) {
        return ServiceError.of("InvalidSignatureException", message);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
