package dev.outcrop.internal.model.settings;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.internal.model.listing.ModelIds;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The settings of a model as JSON, for saved conversations. Only what differs from the defaults is
 * written. Headers, {@code apiArgs}, tools, fallbacks and timeouts are not: they may contain keys,
 * or belong to the program.
 */
public final class SavedSettings {
    private static final Set<String> NAMES =
            Set.of(
                    "params",
                    "extras",
                    "request",
                    "promptCaching",
                    "extraction",
                    "protocol",
                    "vendorApi",
                    "baseModel",
                    "family");

    private SavedSettings() {}

    /** Returns the settings of a model of this id; empty if all of them are the defaults. */
    public static Json.Obj json(String id, ModelSettings settings) {
        Json.Obj json = Json.EMPTY;
        json = put(json, "params", SavedParams.json(settings.params()));
        json = put(json, "extras", SecretMembers.without(settings.params().extras()));
        json = put(json, "request", request(id, settings.request()));
        json = put(json, "promptCaching", PromptCaching.AUTO, settings.cache);
        json = put(json, "protocol", null, settings.protocol);
        json = put(json, "vendorApi", null, settings.api);
        json = put(json, "family", null, settings.families.get(id));
        Extraction extraction = settings.extraction();
        if (!extraction.equals(Extraction.DEFAULT)) {
            json =
                    json.with(
                            "extraction",
                            Json.EMPTY
                                    .with("via", Json.of(word(extraction.via())))
                                    .with("repairs", Json.of(extraction.repairs())));
        }
        String base = settings.baseModels.get(id);
        return base == null ? json : json.with("baseModel", Json.of(base));
    }

    private static Json.Obj put(Json.Obj json, String name, Json.Obj value) {
        return value.isEmpty() ? json : json.with(name, value);
    }

    private static Json.Obj put(
            Json.Obj json, String name, @Nullable Enum<?> usual, @Nullable Enum<?> value) {
        return value == null || value == usual ? json : json.with(name, Json.of(word(value)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** In the names of Converse. */
    private static Json.Obj request(String id, RequestSettings settings) {
        return Converse.body(settings.in(ConverseRequest.builder(id)).build())
                .without("messages", "system");
    }

    /**
     * Returns a model's settings with those that were saved.
     *
     * @throws IllegalArgumentException if they are not valid; the message says where
     */
    public static ModelSettings restored(ModelSettings given, String id, Json.Obj saved) {
        try {
            return in(given, id, saved);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "the settings of the saved chat are not valid: " + e.getMessage(), e);
        }
    }

    private static ModelSettings in(ModelSettings given, String id, Json.Obj saved) {
        for (String name : saved.members().keySet()) {
            if (!NAMES.contains(name)) {
                throw at(name, "this release does not know this setting");
            }
        }
        ModelSettings settings = given;
        Params params = SavedParams.read(saved.get("params"), saved.get("extras"));
        settings = params == null ? settings : settings.with(params);
        if (saved.get("request") != null) {
            settings = settings.with(request(id, saved));
        }
        PromptCaching caching = constant(saved, "promptCaching", PromptCaching.values());
        settings = caching == null ? settings : settings.with(caching);
        Protocol protocol = constant(saved, "protocol", Protocol.values());
        settings = protocol == null ? settings : settings.with(protocol);
        VendorApi api = constant(saved, "vendorApi", VendorApi.values());
        settings = api == null ? settings : settings.with(api);
        ModelFamily family = constant(saved, "family", ModelFamily.values());
        settings = family == null ? settings : settings.withFamily(id, family);
        if (saved.get("extraction") != null) {
            settings = settings.with(extraction(saved));
        }
        if (saved.get("baseModel") != null) {
            settings = settings.withBaseModel(id, ModelIds.checked(string(saved, "baseModel")));
        }
        return settings;
    }

    private static RequestSettings request(String id, Json.Obj saved) {
        Json.Obj json = object(saved, "request");
        ConverseRequest read = Converse.request(id, json);
        var settings =
                new RequestSettings(
                        read.guardrailConfig(),
                        read.serviceTier(),
                        read.performanceLatency(),
                        read.requestMetadata(),
                        read.promptVariables(),
                        read.additionalModelResponseFieldPaths());
        if (!request(id, settings).equals(json)) {
            throw at("request", "a member is not a setting, or is of another type");
        }
        return settings;
    }

    private static Extraction extraction(Json.Obj saved) {
        Json.Obj json = object(saved, "extraction");
        Extraction.Via via = constant(json, "via", Extraction.Via.values());
        try {
            return Extraction.DEFAULT
                    .withVia(via == null ? Extraction.Via.AUTO : via)
                    .withRepairs(Math.clamp(json.integer("repairs", 0), -1, 1_000));
        } catch (IllegalArgumentException e) {
            throw at("extraction", String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(
            Json.Obj saved, String name, E[] constants) {
        if (saved.get(name) == null) {
            return null;
        }
        String word = string(saved, name);
        for (E constant : constants) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw at(
                name,
                "must be one of " + List.of(constants).stream().map(SavedSettings::word).toList());
    }

    private static String string(Json.Obj saved, String name) {
        if (saved.get(name) instanceof Json.Str(String text)) {
            return text;
        }
        throw at(name, "must be a string");
    }

    private static Json.Obj object(Json.Obj saved, String name) {
        if (saved.get(name) instanceof Json.Obj object) {
            return object;
        }
        throw at(name, "must be an object");
    }

    public static JsonException at(String name, String what) {
        return new JsonException(what + " (at /settings/" + name + ")");
    }
}
