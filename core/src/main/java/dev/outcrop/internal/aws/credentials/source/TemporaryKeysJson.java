package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads temporary keys from JSON, in the formats of AWS's services and programs. */
public final class TemporaryKeysJson {
    private TemporaryKeysJson() {}

    /**
     * Reads {@code AccessKeyId}, {@code SecretAccessKey}, {@code Expiration} and the session token.
     *
     * @param session the name of the session token
     * @throws IllegalArgumentException if they are not usable; the message shows none of them
     */
    public static AccessKeys read(Json.Obj json, String session, String source) {
        return keys(
                json.string("AccessKeyId"),
                json.string("SecretAccessKey"),
                json.string(session),
                instant(json.members().get("Expiration")),
                source);
    }

    /** Reads the keys of a role from the sign-in portal, which sends milliseconds. */
    public static AccessKeys readRole(Json.Obj json, String source) {
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

    public static AccessKeys keys(
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

    /** Only a missing time means never. */
    private static @Nullable Instant instant(@Nullable Json time) {
        return switch (time) {
            case null -> null;
            case Json.Null none -> null;
            case Json.Str(String text) -> instant(text);
            default -> throw noTime();
        };
    }

    /**
     * Returns the time, or null if there is no text.
     *
     * @throws IllegalArgumentException if it is not a time
     */
    public static @Nullable Instant instant(@Nullable String text) {
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
