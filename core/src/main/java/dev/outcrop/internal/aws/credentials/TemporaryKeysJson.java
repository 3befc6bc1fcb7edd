package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** Temporary keys as JSON, in the ways in which AWS's services and programs spell them. */
final class TemporaryKeysJson {
    private TemporaryKeysJson() {}

    /**
     * Reads {@code AccessKeyId}, {@code SecretAccessKey}, {@code Expiration} and the session token.
     *
     * @param session how the session token is called
     * @throws IllegalArgumentException if they cannot be used; the message shows none of them
     */
    static AccessKeys read(Json.Obj json, String session, String source) {
        return keys(
                json.string("AccessKeyId"),
                json.string("SecretAccessKey"),
                json.string(session),
                instant(json.members().get("Expiration")),
                source);
    }

    /** Reads what the sign-in portal gives for a role; it has its time in milliseconds. */
    static AccessKeys readRole(Json.Obj json, String source) {
        Json expiration = json.members().get("expiration");
        boolean never = expiration == null || expiration instanceof Json.Null;
        long expires = json.integer("expiration", -1);
        if (!never && expires < 0) {
            throw noTime();
        }
        return keys(
                json.string("accessKeyId"),
                json.string("secretAccessKey"),
                json.string("sessionToken"),
                never ? null : Instant.ofEpochMilli(expires),
                source);
    }

    static AccessKeys keys(
            @Nullable String id,
            @Nullable String secret,
            @Nullable String session,
            @Nullable Instant expires,
            String source) {
        if (id == null || secret == null) {
            throw new IllegalArgumentException("the response contains no keys");
        }
        return new AccessKeys(
                id, secret, session == null || session.isEmpty() ? null : session, expires, source);
    }

    /** Only what is missing means never. */
    private static @Nullable Instant instant(@Nullable Json time) {
        return switch (time) {
            case null -> null;
            case Json.Null none -> null;
            case Json.Str(String text) -> instant(text);
            default -> throw noTime();
        };
    }

    /**
     * The time, or null where there is no text.
     *
     * @throws IllegalArgumentException if it is no time
     */
    static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ExpiryTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw noTime();
        }
    }

    private static IllegalArgumentException noTime() {
        return new IllegalArgumentException("the expiry time is invalid");
    }
}
