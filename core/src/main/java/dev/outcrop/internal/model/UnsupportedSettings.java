package dev.outcrop.internal.model;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import java.util.Set;
import java.util.stream.Collectors;

/** Warnings for settings that a protocol does not support. */
final class UnsupportedSettings {
    private UnsupportedSettings() {}

    static String message(String modelId, ModelName model, Set<Params.Name> left) {
        String names = left.stream().map(Params.Name::toString).collect(Collectors.joining(", "));
        if (model.base() == null) {
            return names
                    + " left out: it is not known what model "
                    + modelId
                    + " is. Say so with baseModel(…), or name the field yourself with"
                    + " Params.extra(…).";
        }
        if (model.family() == ModelFamily.UNKNOWN) {
            return names
                    + " left out: it is not known how "
                    + modelId
                    + " calls this. Name the field yourself with Params.extra(…).";
        }
        boolean budget =
                model.family() == ModelFamily.CLAUDE_4_7
                        && left.contains(Params.Name.REASONING_TOKENS);
        return names
                + " left out: "
                + modelId
                + " has no such setting."
                + (budget ? " It thinks as much as reasoningEffort says." : "");
    }
}
