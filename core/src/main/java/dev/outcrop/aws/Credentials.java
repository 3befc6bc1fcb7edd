package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Credentials that authenticate a request. Immutable. {@code toString} shows no secrets: only the
 * last four characters of an access key id.
 */
public sealed interface Credentials {
    /** Returns when these expire; null if unknown or never. */
    @Nullable Instant expires();

    /**
     * Returns where these came from, as text for a person: {@code environment}, {@code profile
     * "dev"}.
     */
    String source();

    /** Whether these have expired at that time. */
    default boolean isExpired(Instant now) {
        Instant expires = expires();
        return expires != null && !now.isBefore(expires);
    }

    /** Returns long-term keys, given in code. */
    static Credentials accessKeys(String accessKeyId, String secretAccessKey) {
        return new AccessKeys(accessKeyId, secretAccessKey, null, null, "code");
    }

    /** Returns temporary keys, given in code. */
    static Credentials accessKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
        return new AccessKeys(
                accessKeyId,
                secretAccessKey,
                Objects.requireNonNull(sessionToken, "sessionToken"),
                null,
                "code");
    }

    /** Returns a Bedrock API key, given in code. */
    static Credentials bearerToken(String token) {
        return new BearerToken(token, null, "code");
    }

    /**
     * AWS access keys, which sign each request (Signature Version 4).
     *
     * @param accessKeyId the id of the key
     * @param secretAccessKey the secret
     * @param sessionToken the session token of temporary keys; null for long-term keys
     * @param expires when they expire; null if unknown or never
     * @param source where they came from
     */
    record AccessKeys(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken,
            @Nullable Instant expires,
            String source)
            implements Credentials {
        public AccessKeys {
            HeaderText.require(accessKeyId, "access key id");
            HeaderText.require(secretAccessKey, "secret access key");
            if (sessionToken != null) {
                HeaderText.require(sessionToken, "session token");
            }
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String toString() {
            int length = accessKeyId.length();
            String tail = length < 16 ? "" : accessKeyId.substring(length - 4);
            return "AccessKeys[…"
                    + tail
                    + (sessionToken == null ? "" : ", session token")
                    + (expires == null ? "" : ", expires " + expires)
                    + ", from "
                    + source
                    + "]";
        }
    }

    /**
     * A <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html">Bedrock API
     * key</a>, sent as a bearer token.
     *
     * @param token the secret
     * @param expires when it expires; null if unknown or never
     * @param source where it came from
     */
    record BearerToken(String token, @Nullable Instant expires, String source)
            implements Credentials {
        public BearerToken {
            HeaderText.require(token, "bearer token");
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String toString() {
            return "BearerToken["
                    + (expires == null ? "" : "expires " + expires + ", ")
                    + "from "
                    + source
                    + "]";
        }
    }
}
