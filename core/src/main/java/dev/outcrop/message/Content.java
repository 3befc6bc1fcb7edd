package dev.outcrop.message;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.outcrop.internal.media.AwtImages;
import dev.outcrop.internal.media.FileFormat.Kind;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A block of a message, of a system prompt, or of a tool's result.
 *
 * <p>In each record, {@code more} contains the members that this version does not support; they are
 * sent back unchanged. If it contains a member that the record has set, the record's value is sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html">ContentBlock</a>
 */
public sealed interface Content {
    /** Text. */
    record Text(String text, Json.Obj more) implements Content {
        public Text {
            ContentChecks.require("text", text, more);
        }

        public Text(String text) {
            this(text, Json.EMPTY);
        }
    }

    /**
     * An image.
     *
     * @param format {@code png}, {@code jpeg}, {@code gif} or {@code webp}
     */
    record Image(String format, Source source, Json.Obj more) implements Content {
        public Image {
            ContentChecks.media(format, source, more);
        }

        public Image(String format, Source source) {
            this(format, source, Json.EMPTY);
        }

        /**
         * Returns this image in another size. A JPEG stays one; everything else becomes PNG.
         *
         * @param size {@code low} (512x512>), {@code high} (2000x768> or 768x2000>), {@code none},
         *     or a size as ImageMagick writes it, such as {@code 800x600>}; see docs/files.md
         * @throws IllegalArgumentException if it is no size, or Java cannot decode the image
         * @throws IllegalStateException if the Java runtime has no module {@code java.desktop}
         */
        public Image resized(String size) {
            return ContentFiles.resized(this, size);
        }
    }

    /**
     * A document.
     *
     * @param format {@code pdf}, {@code csv}, {@code doc}, {@code docx}, {@code xls}, {@code xlsx},
     *     {@code html}, {@code txt} or {@code md}; Bedrock assumes {@code txt} if there is none
     * @param name a neutral name, unique in the conversation; the model reads it
     * @param context what the model should know about the document
     * @param citations whether the model should cite it; null leaves that to Bedrock
     */
    record Document(
            @Nullable String format,
            String name,
            Source source,
            @Nullable String context,
            @Nullable Boolean citations,
            Json.Obj more)
            implements Content {
        public Document {
            Objects.requireNonNull(name, "name");
            ContentChecks.require("source", source, more);
        }

        public Document(String format, String name, Source source) {
            this(format, name, source, null, null, Json.EMPTY);
        }

        public Document cited() {
            return withCitations(true);
        }

        public Document withCitations(boolean cites) {
            return new Document(format, name, source, context, cites, more);
        }
    }

    /**
     * A video.
     *
     * @param format {@code mkv}, {@code mov}, {@code mp4}, {@code webm}, …, {@code three_gp}
     */
    record Video(String format, Source source, Json.Obj more) implements Content {
        public Video {
            ContentChecks.media(format, source, more);
        }

        public Video(String format, Source source) {
            this(format, source, Json.EMPTY);
        }
    }

    /** Audio; {@code format} is the usual file extension, such as {@code mp3} or {@code wav}. */
    record Audio(String format, Source source, Json.Obj more) implements Content {
        public Audio {
            ContentChecks.media(format, source, more);
        }

        public Audio(String format, Source source) {
            this(format, source, Json.EMPTY);
        }
    }

    /**
     * A model's call of a tool.
     *
     * @param input the arguments; normally an object
     * @param type {@code server_tool_use} if Bedrock runs the tool itself; null if the caller must
     */
    record ToolUse(String toolUseId, String name, Json input, @Nullable String type, Json.Obj more)
            implements Content {
        public ToolUse {
            ContentChecks.toolUse(toolUseId, name, input, more);
        }

        public ToolUse(String toolUseId, String name, Json input) {
            this(toolUseId, name, input, null, Json.EMPTY);
        }

        /** Whether Bedrock runs this tool itself. */
        public boolean onServer() {
            return "server_tool_use".equals(type);
        }
    }

    /**
     * The result of a tool.
     *
     * @param status {@code success} or {@code error}; null counts as success
     * @param type for a tool that Bedrock ran itself
     */
    record ToolResult(
            String toolUseId,
            List<Content> content,
            @Nullable String status,
            @Nullable String type,
            Json.Obj more)
            implements Content {
        public ToolResult {
            ContentChecks.require("toolUseId", toolUseId, more);
            content = Listed.of(content, "content");
        }

        public ToolResult(String toolUseId, List<Content> content) {
            this(toolUseId, content, null, null, Json.EMPTY);
        }

        public ToolResult(String toolUseId, String text) {
            this(toolUseId, List.of(new Text(text)));
        }

        public static ToolResult error(String toolUseId, String text) {
            return new ToolResult(toolUseId, List.of(new Text(text)), "error", null, Json.EMPTY);
        }

        public boolean isError() {
            return "error".equals(status);
        }
    }

    /** JSON returned by a tool; only inside a {@link ToolResult}. */
    record JsonValue(Json json, Json.Obj more) implements Content {
        public JsonValue {
            ContentChecks.require("json", json, more);
        }

        public JsonValue(Json json) {
            this(json, Json.EMPTY);
        }
    }

    /**
     * The model's thinking: text with a signature, or bytes that only the model can read. It is
     * sent back unchanged, to the model that produced it only; {@code more} records that model
     * under the name {@code outcrop}, which is never sent.
     */
    record Reasoning(
            @Nullable String text,
            @Nullable String signature,
            Source.@Nullable Blob redacted,
            Json.Obj more)
            implements Content {
        public Reasoning {
            ContentChecks.reasoning(text, signature, redacted, more);
        }

        public Reasoning(String text, @Nullable String signature) {
            this(text, signature, null, Json.EMPTY);
        }

        public static Reasoning redacted(Source.Blob bytes) {
            return new Reasoning(null, null, bytes, Json.EMPTY);
        }
    }

    /** Text of the model with its citations. Bedrock calls this block {@code citationsContent}. */
    record CitedText(List<Content> content, List<Citation> citations, Json.Obj more)
            implements Content {
        public CitedText {
            content = Listed.of(content, "content");
            citations = Listed.of(citations, "citations");
            Objects.requireNonNull(more, "more");
        }

        public String text() {
            return Content.text(content);
        }
    }

    /**
     * A search result for the model to use and cite.
     *
     * @param citations whether the model should cite it; null leaves that to Bedrock
     */
    record SearchResult(
            String source,
            String title,
            List<Content> content,
            @Nullable Boolean citations,
            Json.Obj more)
            implements Content {
        public SearchResult {
            Objects.requireNonNull(source, "source");
            ContentChecks.require("title", title, more);
            content = Listed.of(content, "content");
        }

        public SearchResult(String source, String title, List<Content> content) {
            this(source, title, content, null, Json.EMPTY);
        }

        public SearchResult withCitations(@Nullable Boolean citations) {
            return new SearchResult(source, title, content, citations, more);
        }
    }

    /**
     * Content that the guardrail evaluates, instead of the whole message.
     *
     * @param guarded text or an image
     * @param qualifiers for text: {@code grounding_source}, {@code query}, {@code guard_content}
     */
    record GuardContent(Content guarded, List<String> qualifiers, Json.Obj more)
            implements Content {
        public GuardContent {
            ContentChecks.require("guarded", guarded, more);
            qualifiers = Listed.of(qualifiers, "qualifiers");
            ContentChecks.guarded(guarded, qualifiers);
        }

        public GuardContent(Content guarded, String... qualifiers) {
            this(guarded, List.of(qualifiers), Json.EMPTY);
        }
    }

    /**
     * The end of a prefix that Bedrock should cache for later calls.
     *
     * @param type {@code default}
     * @param ttl {@code 5m}, {@code 1h}, or null for the model's own
     */
    record CachePoint(String type, @Nullable String ttl, Json.Obj more)
            implements Content, ToolDefinition {
        public CachePoint {
            ContentChecks.require("type", type, more);
        }

        public CachePoint(@Nullable String ttl) {
            this("default", ttl, Json.EMPTY);
        }
    }

    /** A tool that the model may use from this position on. */
    record ToolAddition(Json.Obj tool, Json.Obj more) implements Content {
        public ToolAddition {
            ContentChecks.require("tool", tool, more);
        }

        public ToolAddition(Json.Obj tool) {
            this(tool, Json.EMPTY);
        }
    }

    /** A tool that the model may no longer use from this position on. */
    record ToolRemoval(Json.Obj tool, Json.Obj more) implements Content {
        public ToolRemoval {
            ContentChecks.require("tool", tool, more);
        }

        public ToolRemoval(Json.Obj tool) {
            this(tool, Json.EMPTY);
        }
    }

    /** A block that this version does not support, complete. It is sent back unchanged. */
    record Unknown(Json.Obj json) implements Content {
        public Unknown {
            Objects.requireNonNull(json, "json");
        }

        public String name() {
            return json.isEmpty() ? "" : json.members().keySet().iterator().next();
        }
    }

    static Text text(String text) {
        return new Text(text);
    }

    /** Returns a cache point; for {@code 5m}, {@code 1h}, or null for the model's own time. */
    static CachePoint cachePoint(@Nullable String ttl) {
        return new CachePoint(ttl);
    }

    /**
     * Reads an image file. Like all methods for files, this detects the format from the bytes.
     *
     * @throws IllegalArgumentException if Bedrock does not read the format, or beyond 100 MiB
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    static Image image(Path file) {
        return (Image) ContentFiles.of(file, Kind.IMAGE);
    }

    /** Reads {@code file:} or {@code data:} addresses; Bedrock reads {@code s3:} ones itself. */
    static Image image(URI address) {
        return (Image) ContentFiles.of(address, Kind.IMAGE);
    }

    static Image image(byte[] bytes) {
        return (Image) ContentFiles.of(bytes, null, Kind.IMAGE);
    }

    /** Images of {@code java.awt}, apart so that no other class needs {@code java.desktop}. */
    final class Awt {
        private Awt() {}

        /** Returns an image as PNG; a chart, for example. */
        public static Image image(BufferedImage image) {
            return ContentFiles.png(AwtImages.png(image));
        }
    }

    /** Reads a document. Its name is that of the file, without illegal characters. */
    static Document document(Path file) {
        return (Document) ContentFiles.of(file, Kind.DOCUMENT);
    }

    /** Returns a document; {@code fileName} gives it its name, as {@link #document(Path)} does. */
    static Document document(String fileName, byte[] bytes) {
        return (Document) ContentFiles.of(bytes, fileName, Kind.DOCUMENT);
    }

    static Video video(Path file) {
        return (Video) ContentFiles.of(file, Kind.VIDEO);
    }

    static Audio audio(Path file) {
        return (Audio) ContentFiles.of(file, Kind.AUDIO);
    }

    /** Reads a file of any format that Bedrock reads: an image, a document, a video or audio. */
    static Content file(Path file) {
        return ContentFiles.of(file, null);
    }

    static Content file(byte[] bytes) {
        return ContentFiles.of(bytes, null, null);
    }

    /** Reads a file of any format, from an address as {@link #image(URI)} accepts it. */
    static Content file(URI address) {
        return ContentFiles.of(address, null);
    }

    /** Returns the text of these blocks, without the thinking. */
    static String text(List<Content> blocks) {
        return ContentText.of(blocks);
    }

    /**
     * Reads a block of Converse; one of an unsupported kind is an {@link Unknown}. Jackson 2 and 3
     * read values of the type {@code Content} by this method.
     *
     * @throws dev.outcrop.json.JsonException if it is not an object, or bytes are not base64
     */
    @JsonCreator
    static Content fromJson(Json json) {
        return ContentReader.block(json);
    }

    /** Returns this block as Converse writes it. Jackson 2 and 3 write it, too. */
    @com.fasterxml.jackson.annotation.JsonValue // JsonValue alone is a block
    default Json.Obj toJson() {
        return (Json.Obj) JsonWriter.tree(this::writeTo);
    }

    /** Writes the JSON of {@link #toJson()}, without a tree in memory. */
    default void writeTo(JsonWriter json) {
        new ContentWriter(json).block(this);
    }
}
