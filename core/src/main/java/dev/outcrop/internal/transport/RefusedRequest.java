package dev.outcrop.internal.transport;

import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;

/**
 * What a remedy depends on.
 *
 * @param found the match of the wording; its groups name the setting or the number
 * @param modelId the model that was called; null or empty if not known
 * @param region the region that was called; null if not known
 */
record RefusedRequest(Matcher found, @Nullable String modelId, @Nullable String region) {
    /** The first group of the wording that matched; empty if none did. */
    String named() {
        for (int i = 1; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                return found.group(i);
            }
        }
        return "";
    }

    @Nullable ModelName model() {
        return modelId == null || modelId.isEmpty() ? null : ModelName.of(modelId);
    }

    /** Whether the id does not say which model it stands for, so that no rules of it apply. */
    boolean isModelHidden() {
        ModelName model = model();
        return model != null && model.base() == null;
    }
}
