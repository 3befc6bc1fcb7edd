package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * CreateGuardrail and the related operations. A guardrail is ready at once. Bodies have passed
 * validation of their shape. Safe for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html">guardrails</a>
 */
public final class GuardrailStore {
    /** As Bedrock's default quotas. */
    private static final int MOST_GUARDRAILS = 100;

    private static final int MOST_VERSIONS = 20;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final String ARN = "arn:aws:bedrock:us-east-1:000000000000:guardrail/";

    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<String> words;
    private final Map<String, StoredGuardrail> guardrails = new LinkedHashMap<>();
    private boolean used;

    /**
     * Creates a store without guardrails.
     *
     * @param words what a guardrail of any identifier blocks until one is created
     */
    public GuardrailStore(InstantSource clock, RandomGenerator random, List<String> words) {
        this.clock = clock;
        this.random = random;
        this.words = List.copyOf(words);
    }

    public Json create(Json.Obj request) {
        Instant now = clock.instant();
        GuardrailConfigRules.check(request);
        String id = newId();
        var draft = GuardrailVersion.draft(id, ARN + id, request, now, now);
        GuardrailVersion stored = stored(draft, request.string("clientRequestToken"));
        return GuardrailJson.identity(stored)
                .with("version", Json.of(GuardrailVersion.DRAFT))
                .with("createdAt", Json.of(stored.createdAt().toString()));
    }

    private synchronized GuardrailVersion stored(GuardrailVersion draft, @Nullable String token) {
        for (StoredGuardrail guardrail : guardrails.values()) {
            if (guardrail.isOfToken(token)) {
                return guardrail.draft();
            }
        }
        checkName(draft);
        if (guardrails.size() >= MOST_GUARDRAILS) {
            throw ServiceError.of(
                    "ServiceQuotaExceededException",
                    "An account has at most " + MOST_GUARDRAILS + " guardrails.");
        }
        used = true;
        guardrails.put(draft.id(), new StoredGuardrail(draft, token));
        return draft;
    }

    private void checkName(GuardrailVersion draft) {
        for (StoredGuardrail other : guardrails.values()) {
            if (other.draft().name().equals(draft.name())
                    && !other.draft().id().equals(draft.id())) {
                throw ServiceError.of(
                        "ConflictException",
                        "Another guardrail in your account already has this name.");
            }
        }
    }

    /**
     * Returns a version of a guardrail.
     *
     * @param version null for the draft
     */
    public synchronized Json one(String identifier, @Nullable String version) {
        GuardrailVersion found =
                find(identifier).version(version == null ? GuardrailVersion.DRAFT : version);
        if (found == null) {
            throw missing();
        }
        return GuardrailJson.whole(found);
    }

    /** Returns the drafts, or all versions of the guardrail that the query names. */
    public synchronized Json list(QueryString query) {
        String identifier = query.get("guardrailIdentifier");
        List<GuardrailVersion> all =
                identifier == null
                        ? guardrails.values().stream().map(StoredGuardrail::draft).toList()
                        : find(identifier).all();
        return query.page(all).json("guardrails", GuardrailJson::summary);
    }

    /** Replaces the draft: a policy that the request does not have is removed. */
    public Json update(String identifier, Json.Obj request) {
        Instant now = clock.instant();
        GuardrailConfigRules.check(request);
        GuardrailVersion changed = changed(identifier, request, now);
        return GuardrailJson.identity(changed)
                .with("version", Json.of(GuardrailVersion.DRAFT))
                .with("updatedAt", Json.of(now.toString()));
    }

    private synchronized GuardrailVersion changed(
            String identifier, Json.Obj request, Instant now) {
        StoredGuardrail guardrail = find(identifier);
        GuardrailVersion old = guardrail.draft();
        GuardrailVersion changed =
                GuardrailVersion.draft(old.id(), old.arn(), request, old.createdAt(), now);
        checkName(changed);
        guardrail.draft(changed);
        return changed;
    }

    /**
     * Deletes a version, or the guardrail.
     *
     * @param version null to delete the guardrail with all versions
     */
    public synchronized Json delete(String identifier, @Nullable String version) {
        StoredGuardrail guardrail = find(identifier);
        if (version == null) {
            guardrails.remove(guardrail.draft().id());
        } else if (!guardrail.removeVersion(version)) {
            throw missing();
        }
        return Json.EMPTY;
    }

    public Json createVersion(String identifier, Json.Obj request) {
        GuardrailVersion version = added(identifier, request, clock.instant());
        return Json.EMPTY
                .with("guardrailId", Json.of(version.id()))
                .with("version", Json.of(version.version()));
    }

    private synchronized GuardrailVersion added(String identifier, Json.Obj request, Instant now) {
        StoredGuardrail guardrail = find(identifier);
        if (guardrail.size() >= MOST_VERSIONS) {
            throw ServiceError.of(
                    "ServiceQuotaExceededException",
                    "A guardrail has at most " + MOST_VERSIONS + " versions.");
        }
        return guardrail.addVersion(request, now);
    }

    /**
     * Returns the guardrail of a call.
     *
     * @throws ServiceError if there is none of this identifier and version
     */
    synchronized GuardrailVersion called(String identifier, @Nullable String version) {
        StoredGuardrail guardrail = guardrails.get(id(identifier));
        GuardrailVersion found =
                guardrail == null || version == null ? null : guardrail.version(version);
        if (found != null) {
            return found;
        }
        if (used) {
            throw ServiceError.validation(
                    "The guardrail identifier or version provided in the request does not exist.");
        }
        String id = id(identifier);
        String told = version == null || version.isEmpty() ? GuardrailVersion.DRAFT : version;
        return GuardrailVersion.ofWords(id, ARN + id, told, words);
    }

    private StoredGuardrail find(String identifier) {
        StoredGuardrail found = guardrails.get(id(identifier));
        if (found == null) {
            throw missing();
        }
        return found;
    }

    private static String id(String identifier) {
        return identifier.substring(identifier.lastIndexOf('/') + 1);
    }

    private static ServiceError missing() {
        return ServiceError.of(
                "ResourceNotFoundException",
                "The specified resource Amazon Resource Name (ARN) was not found. Check the Amazon"
                        + " Resource Name (ARN) and try your request again.");
    }

    private String newId() {
        var id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
