package dev.outcrop;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ListedModel.Kind;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.protocol.control.ControlPlane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out which foundation model an id stands for; asks Bedrock once about each ARN. */
final class Resolution {
    /** An ARN may stand for an ARN, but not for ever. */
    private static final int MOST_STEPS = 4;

    private final ControlPlane control;
    private final ControlPlane hasty;
    private final Map<String, Optional<String>> asked = new ConcurrentHashMap<>();

    /**
     * @param hasty the same, which gives up soon
     */
    Resolution(ControlPlane control, ControlPlane hasty) {
        this.control = control;
        this.hasty = hasty;
    }

    /**
     * The id of the foundation model, without a profile's prefix; null where Bedrock does not say.
     *
     * @throws dev.outcrop.error.BedrockException if it has to be asked and gives no answer
     */
    @Nullable String base(String id) {
        return base(id, control);
    }

    private @Nullable String base(String id, ControlPlane plane) {
        String at = id;
        for (int step = 0; at != null && step < MOST_STEPS; step++) {
            String base = ModelName.of(at).base();
            if (base != null) {
                return base;
            }
            String arn = at;
            Optional<String> known = asked.get(arn);
            if (known == null) {
                known = Optional.ofNullable(plane.modelBehind(arn));
                asked.put(arn, known);
            }
            at = known.orElse(null);
        }
        return null;
    }

    /**
     * The same for a question that can also be asked without knowing: what Bedrock does not permit
     * or does not say in ten seconds is not known, which is said once.
     *
     * @throws CancelledException if this is interrupted
     */
    @Nullable String baseIfTold(String id, Warnings warnings) {
        try {
            return base(id, hasty);
        } catch (CancelledException e) {
            throw e;
        } catch (BedrockException e) {
            asked.put(id, Optional.empty());
            warnings.once(
                    "Which model "
                            + id
                            + " stands for is not known, so its params and caching are those of no"
                            + " model: say it with baseModel(…). Bedrock was asked: "
                            + e.what());
            return null;
        }
    }

    /** All that can be said; asks for the list of models, too. */
    ResolvedModel resolve(String id, @Nullable String told, Catalog catalog) {
        String base = told == null ? base(id) : ModelName.of(told).base();
        var profiles = new ArrayList<String>();
        Boolean onDemand = null;
        List<ListedModel> all = base == null ? List.of() : ModelListing.of(control, catalog);
        for (ListedModel listed : all) {
            if (listed.kind() == Kind.FOUNDATION_MODEL && listed.id().equals(base)) {
                onDemand = listed.isCallable();
            } else if (listed.kind() == Kind.SYSTEM_PROFILE && listed.models().contains(base)) {
                profiles.add(listed.id());
            }
        }
        // One geography's own stays in it; "global" goes everywhere, so it comes last.
        profiles.sort((one, other) -> Boolean.compare(isGlobal(one), isGlobal(other)));
        Catalog.Found found = catalog.find(id);
        if (found == null && base != null) {
            found = catalog.find(base);
        }
        return new ResolvedModel(
                id,
                base,
                base == null ? ModelFamily.UNKNOWN : ModelFamily.of(base),
                found == null ? null : found.facts(),
                profiles,
                onDemand);
    }

    private static boolean isGlobal(String profile) {
        return profile.startsWith("global.");
    }
}
