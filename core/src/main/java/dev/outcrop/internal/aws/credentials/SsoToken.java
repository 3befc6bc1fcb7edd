package dev.outcrop.internal.aws.credentials;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@code aws sso login} left behind.
 *
 * @param json the file, all of it: what is unknown stays in it
 * @param accessToken the secret
 * @param expires when it stops working
 */
record SsoToken(Json.Obj json, String accessToken, Instant expires) {
    /** From then on before its end it is renewed, where it can be. */
    static final Duration EARLY = Duration.ofMinutes(5);

    /**
     * @throws IllegalArgumentException if it is no such file
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

    /** Whether the registration that came with it still lets it be renewed. */
    boolean isRenewable(Instant now) {
        Instant registered = TemporaryKeysJson.instant(json.string("registrationExpiresAt"));
        return json.string("refreshToken") != null
                && json.string("clientId") != null
                && json.string("clientSecret") != null
                && (registered == null || now.isBefore(registered));
    }

    /** The same sign-in with what the service gave in place of the old. */
    SsoToken renewed(String accessToken, @Nullable String refreshToken, Instant expires) {
        Json.Obj with =
                json.with("accessToken", new Json.Str(accessToken))
                        .with("expiresAt", new Json.Str(expires.toString()));
        return new SsoToken(
                refreshToken == null ? with : with.with("refreshToken", new Json.Str(refreshToken)),
                accessToken,
                expires);
    }

    /** It is secret. */
    @Override
    public String toString() {
        return "SsoToken[expires " + expires + "]";
    }
}
