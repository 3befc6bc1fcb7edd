package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A guardrail: its draft and its versions. Guarded by its store. */
final class StoredGuardrail {
    private final Map<Integer, GuardrailVersion> versions = new TreeMap<>();
    private final Map<String, Integer> versionOfToken = new HashMap<>();
    private final @Nullable String clientToken;
    private GuardrailVersion draft;
    private int lastVersion;

    /**
     * Creates a guardrail without versions.
     *
     * @param clientToken of its request; null if it had none
     */
    StoredGuardrail(GuardrailVersion draft, @Nullable String clientToken) {
        this.draft = draft;
        this.clientToken = clientToken;
    }

    GuardrailVersion draft() {
        return draft;
    }

    boolean isOfToken(@Nullable String token) {
        return token != null && token.equals(clientToken);
    }

    void draft(GuardrailVersion changed) {
        draft = changed;
    }

    /** Copies the draft; the token of an earlier request returns the version of that request. */
    GuardrailVersion addVersion(Json.Obj request, Instant now) {
        String token = request.string("clientRequestToken");
        Integer known = token == null ? null : versionOfToken.get(token);
        GuardrailVersion earlier = known == null ? null : versions.get(known);
        if (earlier != null) {
            return earlier;
        }
        GuardrailVersion version = draft.numbered(++lastVersion, request, now);
        versions.put(lastVersion, version);
        if (token != null) {
            versionOfToken.put(token, lastVersion);
        }
        return version;
    }

    int size() {
        return versions.size();
    }

    /** Returns a version; null if there is none of that name. */
    @Nullable GuardrailVersion version(String name) {
        return name.equals(GuardrailVersion.DRAFT) ? draft : versions.get(number(name));
    }

    boolean removeVersion(String name) {
        versionOfToken.values().removeIf(version -> version == number(name));
        return versions.remove(number(name)) != null;
    }

    /** Returns the draft, then the versions. */
    List<GuardrailVersion> all() {
        var all = new ArrayList<GuardrailVersion>();
        all.add(draft);
        all.addAll(versions.values());
        return all;
    }

    private static int number(String name) {
        return name.matches("[1-9][0-9]{0,7}") ? Integer.parseInt(name) : -1;
    }
}
