package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ListedModel.Kind;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.internal.protocol.control.ControlPlane;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** Resolves an id completely, with the control plane. */
public final class ModelResolver {
    private final BaseModelLookup.Lookup lookup;
    private final BiFunction<Catalog, Cancellation, List<ListedModel>> listing;
    private final Timeouts timeouts;

    public ModelResolver(
            BaseModelLookup.Lookup lookup,
            BiFunction<Catalog, Cancellation, List<ListedModel>> listing,
            Timeouts timeouts) {
        this.lookup = lookup;
        this.listing = listing;
        this.timeouts = timeouts;
    }

    /** Returns a resolver that asks the control plane. */
    public static ModelResolver of(ControlPlane control, Timeouts timeouts) {
        return new ModelResolver(
                control::modelBehind,
                (catalog, stop) -> ModelListing.of(control, timeouts, catalog, stop),
                timeouts);
    }

    /**
     * Returns what an id stands for.
     *
     * @param told what the id stands for according to the caller, which is trusted
     * @throws dev.outcrop.error.CancelledException if it is cancelled
     */
    public ResolvedModel resolve(
            String id, @Nullable String told, Catalog catalog, Cancellation cancellation) {
        String base = base(told == null ? id : told, cancellation);
        var profiles = new ArrayList<String>();
        Boolean onDemand = null;
        List<ListedModel> all = base == null ? List.of() : listing.apply(catalog, cancellation);
        for (ListedModel listed : all) {
            if (listed.kind() == Kind.FOUNDATION_MODEL && listed.id().equals(base)) {
                onDemand = listed.isCallable();
            } else if (listed.kind() == Kind.SYSTEM_PROFILE && listed.models().contains(base)) {
                profiles.add(listed.id());
            }
        }
        // A geography's own profile stays in it; "global" goes everywhere, so it comes last.
        profiles.sort(Comparator.comparing(profile -> profile.startsWith("global.")));
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

    private @Nullable String base(String id, Cancellation cancellation) {
        String base = ModelName.of(id).base();
        if (base != null) {
            return base;
        }
        String behind = lookup.model(id, timeouts, cancellation);
        return behind == null ? null : ModelName.of(behind).base();
    }
}
