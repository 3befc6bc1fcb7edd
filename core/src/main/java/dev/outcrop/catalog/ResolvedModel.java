package dev.outcrop.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a model id, an inference profile or an ARN stands for.
 *
 * @param id what was asked about
 * @param base the id of the foundation model; null where Bedrock does not say, as of an imported
 *     model
 * @param family whose settings and rules hold
 * @param facts limits, capabilities and prices; null where the catalog knows nothing
 * @param profiles the inference profiles through which the foundation model can be called in this
 *     region, that of the region's own geography first
 * @param onDemand whether the foundation model can be called by its own id; null where Bedrock does
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
     * What a call should name: the id that was asked about, or, where the service would refuse that
     * because its on-demand throughput is not supported, the first of the profiles.
     */
    public String callable() {
        boolean refused = Boolean.FALSE.equals(onDemand) && id.equals(base);
        return refused && !profiles.isEmpty() ? profiles.getFirst() : id;
    }
}
