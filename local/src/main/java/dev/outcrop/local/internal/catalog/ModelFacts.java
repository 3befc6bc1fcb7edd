package dev.outcrop.local.internal.catalog;

import java.util.List;

/**
 * The catalog's entry for a foundation model.
 *
 * @param id without the prefix of an inference profile: {@code amazon.nova-lite-v1:0}
 * @param inputs as in the API: {@code TEXT}, {@code IMAGE}
 * @param contextWindow tokens; 0 if not known
 * @param mostOutputTokens 0 if not known
 * @param profiles prefixes of its inference profiles: {@code us}, {@code eu}
 * @param onDemand whether the bare id can be called
 */
public record ModelFacts(
        String id,
        String name,
        List<String> inputs,
        List<String> outputs,
        int contextWindow,
        int mostOutputTokens,
        List<String> profiles,
        boolean onDemand) {
    public ModelFacts {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        profiles = List.copyOf(profiles);
    }

    /** The first part of the id: {@code amazon}. */
    public String provider() {
        return id.substring(0, id.indexOf('.'));
    }
}
