package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Inference profiles that programs create, and their tags. A profile is active at once. Bodies have
 * passed validation of their shape. Safe for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html">CreateInferenceProfile</a>
 */
public final class ApplicationProfiles {
    /** As Bedrock's default quota. */
    private static final int MOST = 1_000;

    private static final int MOST_TAGS = 50;
    private static final int ID_LENGTH = 12;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Profile> profiles = new LinkedHashMap<>();

    /**
     * A stored profile.
     *
     * @param source the id of the model or of the inference profile that it copies
     * @param told as GetInferenceProfile returns it
     */
    private record Profile(String source, @Nullable String token, Json told, TagSet tags) {
        private Profile with(TagSet changed) {
            return new Profile(source, token, told, changed);
        }
    }

    public ApplicationProfiles(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Creates a profile; the same token creates no second one. */
    public synchronized Json create(Json.Obj request, String region) {
        String token = request.string("clientRequestToken");
        for (Map.Entry<String, Profile> one : profiles.entrySet()) {
            if (token != null && token.equals(one.getValue().token())) {
                return identity(one.getKey());
            }
        }
        String copied = String.valueOf(request.object("modelSource").string("copyFrom"));
        ModelFacts model = Catalog.behind(copied);
        if (model == null) {
            throw ServiceError.of(
                    "ResourceNotFoundException", "The provided model source does not exist.");
        }
        if (profiles.size() >= MOST) {
            throw ServiceError.of(
                    "ServiceQuotaExceededException",
                    "An account has at most " + MOST + " application inference profiles.");
        }
        TagSet tags = TagSet.NONE.with(request.array("tags"), MOST_TAGS);
        String id = newId();
        String arn =
                "arn:aws:bedrock:"
                        + region
                        + ":"
                        + InferenceProfiles.ACCOUNT
                        + ":application-inference-profile/"
                        + id;
        String source = copied.substring(copied.lastIndexOf('/') + 1);
        profiles.put(arn, new Profile(source, token, told(request, model, region, arn), tags));
        return identity(arn);
    }

    private Json told(Json.Obj request, ModelFacts model, String region, String arn) {
        String now = clock.instant().toString();
        String description = request.string("description");
        Json models = Json.object(Map.of("modelArn", FoundationModels.arn(model, region)));
        Json.Obj told =
                Json.EMPTY
                        .with(
                                "inferenceProfileName",
                                Json.of(request.string("inferenceProfileName")))
                        .with("createdAt", Json.of(now))
                        .with("updatedAt", Json.of(now))
                        .with("inferenceProfileArn", Json.of(arn))
                        .with("models", Json.array(models))
                        .with(
                                "inferenceProfileId",
                                Json.of(arn.substring(arn.lastIndexOf('/') + 1)))
                        .with("status", Json.of("ACTIVE"))
                        .with("type", Json.of("APPLICATION"));
        return description == null ? told : told.with("description", Json.of(description));
    }

    private static Json identity(String arn) {
        return Json.EMPTY
                .with("inferenceProfileArn", Json.of(arn))
                .with("status", Json.of("ACTIVE"));
    }

    /** Returns all profiles, oldest first. */
    public synchronized List<Json> all() {
        return profiles.values().stream().map(Profile::told).toList();
    }

    /** Returns a profile by its id or ARN; null for none. */
    public synchronized @Nullable Json one(String identifier) {
        String arn = arn(identifier);
        return arn == null ? null : profile(arn).told();
    }

    /** Deletes a profile. */
    public synchronized Json delete(String identifier) {
        String arn = arn(identifier);
        if (arn == null) {
            throw InferenceProfiles.missing();
        }
        profiles.remove(arn);
        return Json.EMPTY;
    }

    /** Returns what is called in place of a model id: the source of a profile, or the id itself. */
    public synchronized String called(String modelId) {
        Profile profile = profiles.get(modelId);
        return profile == null ? modelId : profile.source();
    }

    /** Returns the tags of a profile. */
    public synchronized Json tags(Json.Obj request) {
        return Json.EMPTY.with("tags", profile(resource(request)).tags().json());
    }

    /** Adds tags to a profile. */
    public synchronized Json tag(Json.Obj request) {
        String arn = resource(request);
        Profile profile = profile(arn);
        profiles.put(arn, profile.with(profile.tags().with(request.array("tags"), MOST_TAGS)));
        return Json.EMPTY;
    }

    /** Removes tags from a profile. */
    public synchronized Json untag(Json.Obj request) {
        String arn = resource(request);
        Profile profile = profile(arn);
        profiles.put(arn, profile.with(profile.tags().without(request.array("tagKeys"))));
        return Json.EMPTY;
    }

    private static String resource(Json.Obj request) {
        return String.valueOf(request.string("resourceARN"));
    }

    private Profile profile(String arn) {
        Profile profile = profiles.get(arn);
        if (profile == null) {
            throw ServiceError.of(
                    "ResourceNotFoundException",
                    "The resource does not exist. The local emulator keeps the tags of application"
                            + " inference profiles only.");
        }
        return profile;
    }

    private @Nullable String arn(String identifier) {
        for (String arn : profiles.keySet()) {
            if (arn.equals(identifier) || arn.endsWith("profile/" + identifier)) {
                return arn;
            }
        }
        return null;
    }

    private String newId() {
        var id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
