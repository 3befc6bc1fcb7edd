package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What a passage of the answer rests on.
 *
 * @param title title of the source
 * @param source where the source is, for search results
 * @param sourceContent the words of the source
 * @param location the place in the source
 * @param more members that this version does not know
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
     * A place in a source.
     *
     * @param kind Bedrock's word: {@code web}, {@code documentChar}, {@code documentPage}, {@code
     *     documentChunk}, {@code searchResultLocation}, or one that was invented later
     * @param json the members of that kind
     */
    public record Location(String kind, Json.Obj json) {
        public Location {
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(kind, "kind");
        }

        /** The page's address, of a {@code web} location. */
        public @Nullable String url() {
            return json.string("url");
        }

        /**
         * Which document or search result of the request is meant, counted from 0; -1 where the
         * location has none.
         */
        public long index() {
            return json.integer("documentIndex", json.integer("searchResultIndex", -1));
        }

        /** First character, page or chunk, as the kind says; -1 where the location has none. */
        public long start() {
            return json.integer("start", -1);
        }

        /** End of the passage, in the unit of {@link #start()}; -1 where the location has none. */
        public long end() {
            return json.integer("end", -1);
        }
    }
}
