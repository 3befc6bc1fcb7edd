package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Converts citations of Converse to Anthropic's Messages API. */
final class AnthropicCitations {
    private AnthropicCitations() {}

    static Json.Arr of(List<Json> citations) {
        return new Json.Arr(
                citations.stream()
                        .map(json -> json instanceof Json.Obj citation ? of(citation) : json)
                        .toList());
    }

    static Json.Obj of(Json.Obj citation) {
        Json.Obj location = citation.object("location");
        String kind = location.isEmpty() ? "" : location.members().keySet().iterator().next();
        Json.Obj place = location.object(kind);
        String cited = "";
        for (Json piece : citation.array("sourceContent")) {
            cited += piece instanceof Json.Obj text ? text.string("text") : "";
        }
        Json.Obj told =
                switch (kind) {
                    case "documentChar" -> inDocument("char_location", "char_index", place);
                    case "documentPage" -> inDocument("page_location", "page_number", place);
                    case "documentChunk" ->
                            inDocument("content_block_location", "block_index", place);
                    case "searchResultLocation" -> inSearchResult(place);
                    default ->
                            AnthropicMessages.typed("web_search_result_location")
                                    .with("url", text(place.string("url")));
                };
        boolean ofDocument = kind.startsWith("document");
        told =
                told.with("cited_text", Json.of(cited))
                        .with(
                                ofDocument ? "document_title" : "title",
                                text(citation.string("title")));
        return citation.string("source") == null
                ? told
                : told.with("source", text(citation.string("source")));
    }

    private static Json.Obj inDocument(String type, String unit, Json.Obj place) {
        return AnthropicMessages.typed(type)
                .with("document_index", number(place, "documentIndex"))
                .with("start_" + unit, number(place, "start"))
                .with("end_" + unit, number(place, "end"));
    }

    private static Json.Obj inSearchResult(Json.Obj place) {
        return AnthropicMessages.typed("search_result_location")
                .with("search_result_index", number(place, "searchResultIndex"))
                .with("start_block_index", number(place, "start"))
                .with("end_block_index", number(place, "end"));
    }

    private static Json number(Json.Obj place, String name) {
        return Json.of(place.integer(name, 0));
    }

    private static Json text(@Nullable String text) {
        return Json.of(text);
    }
}
