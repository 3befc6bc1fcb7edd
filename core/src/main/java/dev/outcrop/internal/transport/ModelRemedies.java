package dev.outcrop.internal.transport;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.ApiRules;
import dev.outcrop.internal.family.ProfileRules;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remedies that name a model id: for ids that are wrong, for the region, or no longer served. */
final class ModelRemedies {
    private static final String LIST =
            " List the models: outcrop models (in Java: bedrock.models())";

    /** Regions that can call a profile, by its prefix; {@code global.} and unknown ones: all. */
    private static final Map<String, List<String>> REGIONS =
            Map.ofEntries(
                    Map.entry("us", List.of("us-east-", "us-west-", "ca-")),
                    Map.entry("us-gov", List.of("us-gov-")),
                    Map.entry("eu", List.of("eu-")),
                    Map.entry("apac", List.of("ap-")),
                    Map.entry("jp", List.of("ap-northeast-1", "ap-northeast-3")),
                    Map.entry("au", List.of("ap-southeast-2", "ap-southeast-4", "ap-southeast-6")),
                    Map.entry("in", List.of("ap-south-")),
                    Map.entry("ca", List.of("ca-")),
                    Map.entry("sa", List.of("sa-")));

    private ModelRemedies() {}

    /** For a foundation model that can only be called through an inference profile. */
    static String profile(RefusedRequest refusal) {
        ModelName model = refusal.model();
        String region = refusal.region();
        if (model == null || model.base() == null || region == null) {
            return "Use an inference profile: the model id with the prefix of the region's geography,"
                    + " such as us., eu., jp. or au., or global. List them: outcrop models (in Java:"
                    + " bedrock.model(id).resolve())";
        }
        List<String> ids = ids(model, region);
        return ids.isEmpty()
                ? "No inference profile of this model is known for " + region + "." + LIST
                : "Use "
                        + String.join(", or ", ids)
                        + ": in "
                        + region
                        + " this model is only available through inference profiles. List them: outcrop"
                        + " models (in Java: bedrock.model(id).resolve())";
    }

    /** For an id that Bedrock does not know, or not in this region. */
    static String unknownId(RefusedRequest refusal) {
        ModelName model = refusal.model();
        String region = refusal.region();
        if (model == null || model.base() == null) {
            return "Check the model id and the region." + LIST;
        }
        String prefix = model.profile();
        if (region != null && prefix != null && !canCall(region, prefix)) {
            List<String> ids = ids(model, region);
            return (ids.isEmpty() ? "Choose another model" : "Use " + String.join(", or ", ids))
                    + ": "
                    + prefix
                    + ". profiles cannot be called in "
                    + region
                    + ". Or call a region of theirs."
                    + LIST;
        }
        String close = close(model.base());
        String meant = close == null ? null : prefix == null ? close : prefix + "." + close;
        return meant == null
                ? "Check the model id and the region." + LIST
                : "Did you mean " + meant + "?" + LIST;
    }

    /** For a model that the vendor has retired, or that the account has not used lately. */
    static String retired(RefusedRequest refusal) {
        String modelId = refusal.modelId();
        String use = modelId == null ? null : Catalog.standard().successor(modelId);
        if (use == null) {
            return "Choose a current model." + LIST;
        }
        String region = refusal.region();
        ModelName newer = ModelName.of(use);
        String base = newer.base();
        boolean hasProfiles = base != null && !Catalog.standard().profiles(base).isEmpty();
        if (region != null && hasProfiles) {
            List<String> ids = ids(newer, region);
            use = ids.isEmpty() ? use : ids.getFirst();
        }
        return "Use a current model: " + use + " is its successor." + LIST;
    }

    /** For an id that bedrock-mantle does not know: it has no inference profiles. */
    static String notThere(@Nullable String modelId) {
        ModelName model = modelId == null ? null : ModelName.of(modelId);
        return model != null && model.profile() != null
                ? "bedrock-mantle knows model ids without a prefix only: use "
                        + model.base()
                        + ", or call the profile over Converse (in Java:"
                        + " with(Protocol.CONVERSE))."
                : "Check the model id and the region; ids on bedrock-mantle have no date and no"
                        + " version suffix."
                        + LIST;
    }

    /** For an API that does not serve the model. */
    static String otherApi(RefusedRequest refusal) {
        ModelName model = refusal.model();
        return model == null ? "Use another API for this model." : ApiRules.of(model).remedy();
    }

    /** The profiles of a model for a region, the nearest first. */
    private static List<String> ids(ModelName model, String region) {
        String base = model.base();
        var ids = new ArrayList<String>(2);
        if (base == null) {
            return ids;
        }
        String prefix = ProfileRules.prefix(model, region);
        if (prefix != null) {
            ids.add(prefix + "." + base);
        }
        List<String> listed = Catalog.standard().profiles(base);
        boolean isGlobal = listed.isEmpty() || listed.contains("global");
        if (isGlobal && !region.startsWith("us-gov-") && !region.startsWith("cn-")) {
            ids.add("global." + base);
        }
        return ids;
    }

    private static boolean canCall(String region, String prefix) {
        List<String> regions = REGIONS.get(prefix);
        return regions == null || regions.stream().anyMatch(region::startsWith);
    }

    /** The listed id that differs only in {@code -v1}, {@code :0} or capital letters. */
    private static @Nullable String close(String base) {
        Catalog catalog = Catalog.standard();
        if (catalog.find(base) != null) {
            return null;
        }
        String bare = bare(base);
        for (Catalog.ModelFacts facts : catalog.models()) {
            String listed = ModelName.of(facts.id()).base();
            if (listed != null && bare(listed).equals(bare)) {
                return listed;
            }
        }
        return null;
    }

    private static String bare(String id) {
        return Wordings.plain(id).replaceFirst("(?:-v\\d)?(?::\\d+)?$", "");
    }
}
