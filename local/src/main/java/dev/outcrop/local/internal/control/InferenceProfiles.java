package dev.outcrop.local.internal.control;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.catalog.ModelFacts;
import dev.outcrop.local.internal.catalog.RegionTable;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * ListInferenceProfiles and GetInferenceProfile: those that AWS defines, and those that programs
 * created.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListInferenceProfiles.html">ListInferenceProfiles</a>
 */
public final class InferenceProfiles {
    static final String ACCOUNT = "000000000000";

    private InferenceProfiles() {}

    /**
     * Returns the profiles that match the query.
     *
     * @param regional whether only those of the region are listed
     */
    public static Json list(
            QueryString query, String region, boolean regional, ApplicationProfiles created) {
        var all = new ArrayList<Json>();
        if (query.allows("type", "SYSTEM_DEFINED")) {
            all.addAll(all(region, regional));
        }
        if (query.allows("type", "APPLICATION")) {
            all.addAll(created.all());
        }
        return query.page(all).json("inferenceProfileSummaries", profile -> profile);
    }

    /** Returns one profile by its id or ARN. */
    public static Json one(
            String identifier, String region, boolean regional, ApplicationProfiles created) {
        Json own = created.one(identifier);
        if (own != null) {
            return own;
        }
        String id = identifier.substring(identifier.lastIndexOf('/') + 1);
        for (Json profile : all(region, regional)) {
            if (profile instanceof Json.Obj object
                    && id.equals(object.string("inferenceProfileId"))) {
                return profile;
            }
        }
        throw missing();
    }

    static ServiceError missing() {
        return ServiceError.of(
                "ResourceNotFoundException", "The provided inference profile does not exist.");
    }

    private static List<Json> all(String region, boolean regional) {
        var profiles = new ArrayList<Json>();
        for (ModelFacts model : Catalog.models()) {
            for (String prefix : model.profiles()) {
                if (!regional || RegionTable.has(prefix + "." + model.id(), region)) {
                    profiles.add(profile(model, prefix, region));
                }
            }
        }
        return profiles;
    }

    private static Json profile(ModelFacts model, String prefix, String region) {
        String id = prefix + "." + model.id();
        String name = prefix.toUpperCase(Locale.ROOT) + " " + model.name();
        return Json.object(
                Map.of(
                        "inferenceProfileId",
                        id,
                        "inferenceProfileArn",
                        "arn:aws:bedrock:" + region + ":" + ACCOUNT + ":inference-profile/" + id,
                        "inferenceProfileName",
                        name,
                        "description",
                        "Routes requests to " + model.name() + ".",
                        "models",
                        List.of(Map.of("modelArn", FoundationModels.arn(model, region))),
                        "status",
                        "ACTIVE",
                        "type",
                        "SYSTEM_DEFINED",
                        "createdAt",
                        "2025-01-01T00:00:00Z",
                        "updatedAt",
                        "2025-01-01T00:00:00Z"));
    }
}
