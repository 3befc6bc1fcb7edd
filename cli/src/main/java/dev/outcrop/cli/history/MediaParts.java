package dev.outcrop.cli.history;

import dev.outcrop.json.Json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes attachments out of a conversation, so that each is stored once, and puts them back. In
 * their place stands their SHA-256.
 */
final class MediaParts {
    private static final String BYTES = "bytes";
    private static final String HASH = "outcropAttachment";
    private static final int SMALL = 512;

    private MediaParts() {}

    /**
     * Returns the JSON without large attachments.
     *
     * @param found gets their Base64 text by hash
     */
    static Json without(Json json, Map<String, String> found) {
        if (json instanceof Json.Obj object) {
            Json bytes = object.get(BYTES);
            if (bytes instanceof Json.Str text && text.value().length() > SMALL) {
                String hash = hash(text.value());
                found.put(hash, text.value());
                return object.without(BYTES).with(HASH, Json.of(hash));
            }
        }
        return map(json, value -> without(value, found));
    }

    /** Returns the JSON with the attachments in it; one that is missing stays a hash. */
    static Json with(
            Json json, Function<String, @org.jspecify.annotations.Nullable String> stored) {
        String hash = json instanceof Json.Obj object ? object.string(HASH) : null;
        if (hash != null && json instanceof Json.Obj object) {
            String bytes = stored.apply(hash);
            return bytes == null ? json : object.without(HASH).with(BYTES, Json.of(bytes));
        }
        return map(json, value -> with(value, stored));
    }

    private static Json map(Json json, Function<Json, Json> change) {
        if (json instanceof Json.Obj object) {
            var members = new LinkedHashMap<String, Json>();
            object.members().forEach((name, value) -> members.put(name, change.apply(value)));
            return new Json.Obj(members);
        }
        if (json instanceof Json.Arr array) {
            var items = new ArrayList<Json>();
            array.elements().forEach(item -> items.add(change.apply(item)));
            return new Json.Arr(items);
        }
        return json;
    }

    private static String hash(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
