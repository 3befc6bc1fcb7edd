package dev.outcrop.internal.aws.credentials.login;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.json.Json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;

/**
 * The content of a cache file of {@code aws login}: keys for some minutes, and what renews them.
 *
 * @param json the whole file: unknown members are kept
 */
record LoginToken(Json.Obj json, AccessKeys keys) {
    /** How long before their expiry the keys are renewed. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final String[] TEXTS = {"refreshToken", "dpopKey", "clientId"};
    private static final int LONGEST_SECONDS = 7 * 24 * 60 * 60;

    /**
     * @throws IllegalArgumentException if it is not such a file
     */
    static LoginToken read(Json.Obj json, String source) {
        Json.Obj access = json.object("accessToken");
        var missing = new ArrayList<String>();
        if (access.isEmpty()) {
            missing.add("accessToken");
        }
        for (String name : TEXTS) {
            if (json.string(name) == null) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the file has no " + String.join(", no ", missing));
        }
        Instant expires = TemporaryKeysJson.instant(access.string("expiresAt"));
        if (expires == null) {
            throw new IllegalArgumentException("the file has no expiresAt");
        }
        return new LoginToken(
                json,
                TemporaryKeysJson.keys(
                        access.string("accessKeyId"),
                        access.string("secretAccessKey"),
                        access.string("sessionToken"),
                        expires,
                        source));
    }

    boolean isDue(Instant now) {
        return keys.isExpired(now.plus(EARLY));
    }

    String text(String name) {
        return Objects.requireNonNull(json.string(name));
    }

    /**
     * Returns the same session with the new values of the service.
     *
     * @throws IllegalArgumentException if the answer lacks a member
     */
    LoginToken renewed(Json.Obj answer, Instant now) {
        Json.Obj given = answer.object("accessToken");
        long seconds = answer.integer("expiresIn", -1);
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException("the response has no expiresIn");
        }
        Json.Obj access =
                json.object("accessToken")
                        .with("accessKeyId", text(given, "accessKeyId"))
                        .with("secretAccessKey", text(given, "secretAccessKey"))
                        .with("sessionToken", text(given, "sessionToken"))
                        .with(
                                "expiresAt",
                                new Json.Str(
                                        Instant.ofEpochSecond(now.getEpochSecond() + seconds)
                                                .toString()));
        return read(
                json.with("accessToken", access).with("refreshToken", text(answer, "refreshToken")),
                keys.source());
    }

    private static Json.Str text(Json.Obj json, String name) {
        String text = json.string(name);
        if (text == null) {
            throw new IllegalArgumentException("the response has no " + name);
        }
        return new Json.Str(text);
    }

    /** Does not show it: it is secret. */
    @Override
    public String toString() {
        return "LoginToken[expires " + keys.expires() + "]";
    }
}
