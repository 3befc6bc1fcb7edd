package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ListedModel.Kind;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.protocol.control.ControlPlane;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges the lists of the control plane and the catalog. */
public final class ModelListing {
    private final Catalog catalog;
    private final Map<String, ListedModel> models = new LinkedHashMap<>();

    private ModelListing(Catalog catalog) {
        this.catalog = catalog;
    }

    public static List<ListedModel> of(
            ControlPlane control, Timeouts timeouts, Catalog catalog, Cancellation cancellation) {
        var listing = new ModelListing(catalog);
        control.foundationModels(timeouts, cancellation).forEach(listing::addModel);
        control.inferenceProfiles("SYSTEM_DEFINED", timeouts, cancellation)
                .forEach(json -> listing.addProfile(json, Kind.SYSTEM_PROFILE));
        control.inferenceProfiles("APPLICATION", timeouts, cancellation)
                .forEach(json -> listing.addProfile(json, Kind.APPLICATION_PROFILE));
        return List.copyOf(listing.models.values());
    }

    private void addModel(Json.Obj json) {
        String id = json.string("modelId");
        if (id == null) {
            return;
        }
        Json streams = json.get("responseStreamingSupported");
        models.put(
                id,
                new ListedModel(
                        Kind.FOUNDATION_MODEL,
                        id,
                        text(json, "modelArn", id),
                        text(json, "modelName", id),
                        json.string("providerName"),
                        words(json, "inputModalities"),
                        words(json, "outputModalities"),
                        streams instanceof Json.Bool(boolean value) ? value : null,
                        words(json, "inferenceTypesSupported"),
                        json.object("modelLifecycle").string("status"),
                        List.of(id),
                        facts(id),
                        json));
    }

    private void addProfile(Json.Obj json, Kind kind) {
        String id = json.string("inferenceProfileId");
        String arn = text(json, "inferenceProfileArn", id == null ? "" : id);
        // A call uses the ARN of the account's own profiles, and the id of Bedrock's.
        String called = kind == Kind.APPLICATION_PROFILE || id == null ? arn : id;
        if (called.isEmpty()) {
            return;
        }
        Set<String> behind = new LinkedHashSet<>();
        for (Json model : json.array("models")) {
            String base =
                    model instanceof Json.Obj object && object.string("modelArn") != null
                            ? ModelName.of(object.string("modelArn")).base()
                            : null;
            if (base != null) {
                behind.add(base);
            }
        }
        String first = behind.isEmpty() ? null : behind.iterator().next();
        ListedModel base = first == null ? null : models.get(first);
        ModelFacts known = facts(called);
        models.putIfAbsent(
                called,
                new ListedModel(
                        kind,
                        called,
                        arn,
                        text(json, "inferenceProfileName", called),
                        base == null ? null : base.provider(),
                        base == null ? List.of() : base.inputs(),
                        base == null ? List.of() : base.outputs(),
                        base == null ? null : base.streaming(),
                        List.of(),
                        json.string("status"),
                        new ArrayList<>(behind),
                        known != null || first == null ? known : facts(first),
                        json));
    }

    private @Nullable ModelFacts facts(String id) {
        Catalog.Found found = catalog.find(id);
        return found == null ? null : found.facts();
    }

    private static String text(Json.Obj json, String name, String otherwise) {
        String text = json.string(name);
        return text == null ? otherwise : text;
    }

    private static List<String> words(Json.Obj json, String name) {
        var words = new ArrayList<String>();
        for (Json element : json.array(name)) {
            if (element instanceof Json.Str(String word)) {
                words.add(word);
            }
        }
        return words;
    }
}
