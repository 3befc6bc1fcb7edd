package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ListedModel.Kind;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an entry of a server's list of models. Each server has its own names for the limits; only
 * the id is in all of them.
 */
public final class ServerModelEntry {
    private static final int LONGEST = 500;

    private static final String[] CONTEXT = {
        "context_length",
        "context_window",
        "max_context_length",
        "max_model_len",
        "max_input_tokens"
    };
    private static final String[] OUTPUT = {
        "max_completion_tokens", "max_output_tokens", "max_output_length", "max_tokens"
    };

    private ServerModelEntry() {}

    /** Returns the model; null if it has no id, or is no model for chat. */
    public static @Nullable ListedModel read(Json.Obj json) {
        boolean isNamed = !json.array("properties").isEmpty() || json.get("task") != null;
        String id = isNamed ? json.string("name") : json.string("id");
        id = id == null ? json.string("name") : id;
        String task = json.string("task");
        if (id == null || !isId(id)) {
            return null;
        }
        if (task != null && task.startsWith("llm/") && !task.equals("llm/v1/chat")) {
            return null;
        }
        id = id.startsWith("models/") ? id.substring("models/".length()) : id;
        Json.Obj architecture = json.object("architecture");
        List<String> inputs = words(architecture, "input_modalities");
        List<String> outputs = words(architecture, "output_modalities");
        return new ListedModel(
                Kind.FOUNDATION_MODEL,
                id,
                "",
                name(json, id),
                json.string("owned_by"),
                inputs,
                outputs,
                null,
                List.of(),
                null,
                List.of(id),
                facts(id, json, inputs, outputs),
                json);
    }

    /** Whether a call could name it: ids are printed, and some are part of a path. */
    private static boolean isId(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST
                && id.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static String name(Json.Obj json, String id) {
        for (String member : new String[] {"display_name", "displayName", "name"}) {
            String name = json.string(member);
            if (name != null && !name.isBlank()) {
                return ControlCharacters.line(name, LONGEST);
            }
        }
        return id;
    }

    private static @Nullable ModelFacts facts(
            String id, Json.Obj json, List<String> inputs, List<String> outputs) {
        Integer context = count(json, CONTEXT);
        Integer output = count(json, OUTPUT);
        Json.Obj top = json.object("top_provider");
        output = output == null ? count(top, OUTPUT) : output;
        List<Json> providers = json.array("providers");
        Json.Obj provider =
                !providers.isEmpty() && providers.getFirst() instanceof Json.Obj first
                        ? first
                        : Json.EMPTY;
        context = context == null ? count(provider, CONTEXT) : context;
        context = context == null ? property(json, "context_window") : context;
        Prices prices = ServerPrices.of(json, providers.size() == 1 ? provider : Json.EMPTY);
        if (context == null && output == null && prices.equals(Prices.NONE)) {
            return null;
        }
        return new ModelFacts(
                id,
                ModelFamily.UNKNOWN,
                context,
                output,
                inputs,
                outputs,
                null,
                List.of(),
                List.of(),
                prices,
                null,
                null,
                null);
    }

    private static @Nullable Integer count(Json.Obj json, String... names) {
        for (String name : names) {
            long count = json.integer(name, 0);
            if (count > 0 && count <= Integer.MAX_VALUE) {
                return (int) count;
            }
        }
        return null;
    }

    /** Cloudflare lists limits as properties, with their values as text. */
    private static @Nullable Integer property(Json.Obj json, String id) {
        for (Json element : json.array("properties")) {
            if (element instanceof Json.Obj property
                    && id.equals(property.string("property_id"))
                    && property.get("value") instanceof Json.Str(String digits)
                    && digits.matches("\\d{1,9}")) {
                return Integer.valueOf(digits);
            }
        }
        return null;
    }

    private static List<String> words(Json.Obj json, String name) {
        var words = new ArrayList<String>();
        for (Json element : json.array(name)) {
            if (element instanceof Json.Str(String word)) {
                words.add(word.toUpperCase(Locale.ROOT));
            }
        }
        return words;
    }
}
