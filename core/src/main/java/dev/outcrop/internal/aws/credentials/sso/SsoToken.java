package dev.outcrop.internal.aws.credentials.sso;

import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The content of a token file of {@code aws sso login}.
 *
 * @param json the whole file: unknown members are kept
 * @param accessToken the secret
 * @param expires when it expires
 */
public record SsoToken(Json.Obj json, String accessToken, Instant expires) {
    /** How long before its expiry it is renewed, if possible. */
    static final Duration EARLY = Duration.ofMinutes(5);

    /**
     * @throws IllegalArgumentException if it is not such a file
     */
    static SsoToken read(Json.Obj json) {
        String token = json.string("accessToken");
        Instant expires = TemporaryKeysJson.instant(json.string("expiresAt"));
        if (token == null || expires == null) {
            throw new IllegalArgumentException("the file has no accessToken or no expiresAt");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "the token contains a character that is not allowed in a header");
        }
        return new SsoToken(json, token, expires);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    boolean isDue(Instant now) {
        return isExpired(now.plus(EARLY));
    }

    /** Whether its client registration still allows renewal. */
    boolean isRenewable(Instant now) {
        Instant registered = TemporaryKeysJson.instant(json.string("registrationExpiresAt"));
        return json.string("refreshToken") != null
                && json.string("clientId") != null
                && json.string("clientSecret") != null
                && (registered == null || now.isBefore(registered));
    }

    /** Returns the same sign-in with the new values of the service. */
    SsoToken renewed(String accessToken, @Nullable String refreshToken, Instant expires) {
        Json.Obj with =
                json.with("accessToken", new Json.Str(accessToken))
                        .with("expiresAt", new Json.Str(expires.toString()));
        return new SsoToken(
                refreshToken == null ? with : with.with("refreshToken", new Json.Str(refreshToken)),
                accessToken,
                expires);
    }

    /** Does not show it: it is secret. */
    @Override
    public String toString() {
        return "SsoToken[expires " + expires + "]";
    }
}
