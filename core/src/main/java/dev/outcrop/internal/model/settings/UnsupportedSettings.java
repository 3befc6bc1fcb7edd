package dev.outcrop.internal.model.settings;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import java.util.Set;
import java.util.stream.Collectors;

/** Warnings for settings that a protocol does not support. */
public final class UnsupportedSettings {
    private UnsupportedSettings() {}

    public static String message(String modelId, ModelName model, Set<Params.Name> left) {
        String names = left.stream().map(Params.Name::toString).collect(Collectors.joining(", "));
        if (model.base() == null) {
            return names
                    + " not sent: the foundation model of "
                    + modelId
                    + " is unknown. Use withBaseModel(…), or set the field with"
                    + " Params.withExtra(…).";
        }
        if (model.family() == ModelFamily.UNKNOWN) {
            return names
                    + " not sent: the fields of "
                    + modelId
                    + " are unknown. Set the field with Params.withExtra(…).";
        }
        boolean budget =
                model.family() == ModelFamily.CLAUDE_4_7
                        && left.contains(Params.Name.REASONING_TOKENS);
        return names
                + " not sent: "
                + modelId
                + " does not support this."
                + (budget ? " Use reasoningEffort instead." : "");
    }
}
