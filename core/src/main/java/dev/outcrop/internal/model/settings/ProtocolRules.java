package dev.outcrop.internal.model.settings;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.protocol.mantle.MantleModels;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Chooses the protocol of a model if none is set. {@code docs/protocols.md} contains the same
 * rules; a test compares them.
 */
public final class ProtocolRules {
    /** An imported model has the format that its weights were trained for. */
    private static final Pattern IMPORTED =
            Pattern.compile("arn:[^:]*:bedrock:.*:imported-model/.*");

    private ProtocolRules() {}

    /**
     * Returns the protocol of a model.
     *
     * @param modelId what calls are sent to
     * @param name what is known of it
     * @param catalog the caller's own, which takes precedence; null without one
     */
    public static Protocol protocol(String modelId, ModelName name, @Nullable Catalog catalog) {
        Protocol known = catalog == null ? null : inCatalog(modelId, name, catalog);
        return known == null ? byRule(modelId, name) : known;
    }

    /** An entry of a model applies to its inference profiles without an entry of their own. */
    private static @Nullable Protocol inCatalog(String modelId, ModelName name, Catalog catalog) {
        Protocol own = said(catalog.find(modelId));
        return own != null || name.base() == null ? own : said(catalog.find(name.base()));
    }

    private static @Nullable Protocol said(Catalog.@Nullable Found found) {
        String word = found == null ? null : found.facts().protocol();
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().toLowerCase(Locale.ROOT).equals(word)) {
                return protocol;
            }
        }
        return null;
    }

    private static Protocol byRule(String modelId, ModelName name) {
        // A profile is called at the runtime endpoint, for any model behind it.
        if (!modelId.contains("inference-profile/") && MantleModels.isOnlyThere(name)) {
            return Protocol.MANTLE;
        }
        boolean known = name.family() != ModelFamily.UNKNOWN;
        return known && IMPORTED.matcher(modelId).matches()
                ? Protocol.INVOKE_MODEL
                : Protocol.CONVERSE;
    }
}
