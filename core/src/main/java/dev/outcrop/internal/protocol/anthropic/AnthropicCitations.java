package dev.outcrop.internal.protocol.anthropic;

import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts citations of Anthropic's Messages API to and from those of Converse. */
final class AnthropicCitations {
    /** A kind of location: Converse's name, Anthropic's, and Converse's members by Anthropic's. */
    private record Kind(String converse, String anthropic, Map<String, String> members) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "documentChar",
                            "char_location",
                            places("document_index", "documentIndex", "char_index")),
                    new Kind(
                            "documentPage",
                            "page_location",
                            places("document_index", "documentIndex", "page_number")),
                    new Kind(
                            "documentChunk",
                            "content_block_location",
                            places("document_index", "documentIndex", "block_index")),
                    new Kind(
                            "searchResultLocation",
                            "search_result_location",
                            places("search_result_index", "searchResultIndex", "block_index")),
                    new Kind("web", "web_search_result_location", Map.of("url", "url")));

    private AnthropicCitations() {}

    private static Map<String, String> places(String index, String converseIndex, String unit) {
        var members = new LinkedHashMap<String, String>();
        members.put(index, converseIndex);
        members.put("start_" + unit, "start");
        members.put("end_" + unit, "end");
        return members;
    }

    /** Reads the elements; null if one of them is not a citation. */
    static @Nullable List<Citation> read(List<Json> elements) {
        var citations = new ArrayList<Citation>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Obj object)) {
                return null;
            }
            citations.add(read(object));
        }
        return citations;
    }

    /**
     * Members without a field in the type are kept beside it, the whole location if its kind is
     * unknown.
     */
    static Citation read(Json.Obj json) {
        Kind kind = kind(json.string("type"));
        String titleName = json.string("title") == null ? "document_title" : "title";
        String title = json.string(titleName);
        String source = json.string("source");
        String cited = json.string("cited_text");
        var rest = new LinkedHashMap<>(json.members());
        var place = new JsonFields();
        if (kind != null) {
            rest.remove("type");
            kind.members()
                    .forEach(
                            (theirs, ours) -> {
                                if (isPlace(json.get(theirs))) {
                                    place.put(ours, json.get(theirs));
                                    rest.remove(theirs);
                                }
                            });
        }
        removeIf(title != null, titleName, rest);
        removeIf(source != null, "source", rest);
        removeIf(cited != null, "cited_text", rest);
        return new Citation(
                title,
                source,
                cited == null ? List.of() : List.of(Content.text(cited)),
                kind == null ? null : new Citation.Location(kind.converse(), place.json()),
                VendorMembers.ANTHROPIC.kept(new Json.Obj(rest)));
    }

    private static boolean isPlace(@Nullable Json value) {
        return value instanceof Json.Num || value instanceof Json.Str;
    }

    private static void removeIf(boolean taken, String name, Map<String, Json> rest) {
        if (taken) {
            rest.remove(name);
        }
    }

    static List<Json> written(List<Citation> citations) {
        return citations.stream().map(AnthropicCitations::written).toList();
    }

    private static Json written(Citation citation) {
        var json = new JsonFields();
        Citation.Location location = citation.location();
        Kind kind = location == null ? null : ofConverse(location.kind());
        boolean ofDocument = kind != null && kind.members().containsKey("document_index");
        if (kind != null && location != null) {
            json.put("type", kind.anthropic());
            kind.members().forEach((theirs, ours) -> json.put(theirs, location.json().get(ours)));
        }
        return json.put("cited_text", Content.text(citation.sourceContent()))
                .put(ofDocument ? "document_title" : "title", citation.title())
                .put("source", citation.source())
                .putAll(VendorMembers.ANTHROPIC.written(citation.more()))
                .json();
    }

    private static @Nullable Kind kind(@Nullable String anthropic) {
        return KINDS.stream().filter(k -> k.anthropic().equals(anthropic)).findAny().orElse(null);
    }

    private static @Nullable Kind ofConverse(String word) {
        return KINDS.stream().filter(k -> k.converse().equals(word)).findAny().orElse(null);
    }
}
