package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A source that a passage of the answer cites.
 *
 * @param title title of the source
 * @param source where the source is, for search results
 * @param sourceContent the text of the source
 * @param location the position in the source
 * @param more members that this version does not support
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Citation.html">Citation</a>
 */
public record Citation(
        @Nullable String title,
        @Nullable String source,
        List<Content> sourceContent,
        @Nullable Location location,
        Json.Obj more) {
    public Citation {
        Objects.requireNonNull(more, "more");
        sourceContent = Listed.of(sourceContent, "sourceContent");
    }

    /**
     * Reads a citation of Converse.
     *
     * @throws dev.outcrop.json.JsonException if it is not an object
     */
    @JsonCreator
    public static Citation fromJson(Json json) {
        return ContentReader.citation(json);
    }

    /** Returns this citation as Converse writes it. Jackson 2 and 3 write it, too. */
    @JsonValue
    public Json.Obj toJson() {
        return (Json.Obj) JsonWriter.tree(json -> new ContentWriter(json).citation(this));
    }

    /**
     * A position in a source.
     *
     * @param kind Bedrock's name: {@code web}, {@code documentChar}, {@code documentPage}, {@code
     *     documentChunk}, {@code searchResultLocation}, or a kind added later
     * @param json the members of that kind
     */
    public record Location(String kind, Json.Obj json) {
        public Location {
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(kind, "kind");
        }

        /** Returns the page's URL, for a {@code web} location; null otherwise. */
        public @Nullable String url() {
            return json.string("url");
        }

        /**
         * Returns the index of the document or search result in the request, from 0; -1 if the
         * location has none.
         */
        public long index() {
            return json.integer("documentIndex", json.integer("searchResultIndex", -1));
        }

        /**
         * Returns the first character, page or chunk, depending on the kind; -1 if the location has
         * none.
         */
        public long start() {
            return json.integer("start", -1);
        }

        /**
         * Returns the end of the passage, in the unit of {@link #start()}; -1 if the location has
         * none.
         */
        public long end() {
            return json.integer("end", -1);
        }
    }
}
