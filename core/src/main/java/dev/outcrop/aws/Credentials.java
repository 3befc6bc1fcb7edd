package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * What a request is authenticated with. Immutable. {@code toString} never shows a secret: of an
 * access key id it shows the last four characters, of the rest nothing.
 */
public sealed interface Credentials {
    /** When these stop working, or null where nothing says so. */
    @Nullable Instant expires();

    /** Where these came from, in words for a person: {@code environment}, {@code profile "dev"}. */
    String source();

    /** Whether these no longer work at that time. */
    default boolean isExpired(Instant now) {
        Instant expires = expires();
        return expires != null && !now.isBefore(expires);
    }

    /** Long-term keys, given in code. */
    static Credentials accessKeys(String accessKeyId, String secretAccessKey) {
        return new AccessKeys(accessKeyId, secretAccessKey, null, null, "code");
    }

    /** Temporary keys, given in code. */
    static Credentials accessKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
        return new AccessKeys(
                accessKeyId,
                secretAccessKey,
                Objects.requireNonNull(sessionToken, "sessionToken"),
                null,
                "code");
    }

    /** A Bedrock API key, given in code. */
    static Credentials bearerToken(String token) {
        return new BearerToken(token, null, "code");
    }

    /**
     * AWS access keys, which sign each request (Signature Version 4).
     *
     * @param accessKeyId names the key
     * @param secretAccessKey the secret
     * @param sessionToken goes with temporary keys
     * @param expires when they stop working
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
     * key</a>, which is sent as it is.
     *
     * @param token the secret
     * @param expires when it stops working
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
