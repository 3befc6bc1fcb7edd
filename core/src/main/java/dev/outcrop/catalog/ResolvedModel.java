package dev.outcrop.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The model behind a model id, an inference profile or an ARN.
 *
 * @param id the id that was resolved
 * @param base the id of the foundation model; null if Bedrock does not name it, as for an imported
 *     model
 * @param family the family whose settings and rules apply
 * @param facts limits, capabilities and prices; null if the catalog has no entry
 * @param profiles the inference profiles through which the foundation model can be called in this
 *     region, that of the region's own geography first
 * @param onDemand whether the foundation model can be called by its own id; null if Bedrock does
 *     not list it
 */
public record ResolvedModel(
        String id,
        @Nullable String base,
        ModelFamily family,
        Catalog.@Nullable ModelFacts facts,
        List<String> profiles,
        @Nullable Boolean onDemand) {
    public ResolvedModel {
        profiles = List.copyOf(profiles);
    }

    /**
     * Returns the id to use in a call: the id that was resolved; or the first of the profiles, if
     * the service would reject it because on-demand throughput is not supported.
     */
    public String callable() {
        boolean refused = Boolean.FALSE.equals(onDemand) && id.equals(base);
        return refused && !profiles.isEmpty() ? profiles.getFirst() : id;
    }
}
