package dev.outcrop.local.authentication;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Credentials that the emulator requires from its clients. {@code toString()} shows no secret.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4</a>
 */
public sealed interface LocalCredentials {
    /** Access keys; temporary ones have a session token and an expiry time. */
    record Keys(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken,
            @Nullable Instant expiry)
            implements LocalCredentials {
        public Keys {
            Objects.requireNonNull(accessKeyId, "accessKeyId");
            Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        }

        @Override
        public String toString() {
            return "access keys " + accessKeyId;
        }
    }

    /** A Bedrock API key. */
    record Bearer(String token, @Nullable Instant expiry) implements LocalCredentials {
        public Bearer {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public String toString() {
            return "a bearer token";
        }
    }

    /** Returns keys that do not expire. */
    static LocalCredentials keys(String accessKeyId, String secretAccessKey) {
        return new Keys(accessKeyId, secretAccessKey, null, null);
    }

    /** Returns keys that expire. */
    static LocalCredentials temporaryKeys(
            String accessKeyId, String secretAccessKey, String sessionToken, Instant expiry) {
        return new Keys(accessKeyId, secretAccessKey, sessionToken, expiry);
    }

    /** Returns a token that does not expire. */
    static LocalCredentials bearer(String token) {
        return new Bearer(token, null);
    }

    /** Returns a token that expires. */
    static LocalCredentials bearer(String token, Instant expiry) {
        return new Bearer(token, expiry);
    }
}
