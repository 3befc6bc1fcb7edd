package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

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
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(more, "more");
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
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(more, "more");
        }

        public Image(String format, Source source) {
            this(format, source, Json.EMPTY);
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
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(more, "more");
        }

        public Document(String format, String name, Source source) {
            this(format, name, source, null, null, Json.EMPTY);
        }
    }

    /**
     * A video.
     *
     * @param format {@code mkv}, {@code mov}, {@code mp4}, {@code webm}, {@code flv}, {@code mpeg},
     *     {@code mpg}, {@code wmv} or {@code three_gp}
     */
    record Video(String format, Source source, Json.Obj more) implements Content {
        public Video {
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(more, "more");
        }

        public Video(String format, Source source) {
            this(format, source, Json.EMPTY);
        }
    }

    /** Audio; {@code format} is the usual file extension, such as {@code mp3} or {@code wav}. */
    record Audio(String format, Source source, Json.Obj more) implements Content {
        public Audio {
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(more, "more");
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
            Objects.requireNonNull(toolUseId, "toolUseId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(more, "more");
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
     * @param type kind of result of a tool that Bedrock ran itself
     */
    record ToolResult(
            String toolUseId,
            List<Content> content,
            @Nullable String status,
            @Nullable String type,
            Json.Obj more)
            implements Content {
        public ToolResult {
            Objects.requireNonNull(toolUseId, "toolUseId");
            content = Listed.of(content, "content");
            Objects.requireNonNull(more, "more");
        }

        public ToolResult(String toolUseId, List<Content> content) {
            this(toolUseId, content, null, null, Json.EMPTY);
        }

        public ToolResult(String toolUseId, String text) {
            this(toolUseId, List.of(new Text(text)));
        }

        /** Returns the result of a tool that failed. */
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
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(more, "more");
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
            Objects.requireNonNull(more, "more");
            if ((text == null) == (redacted == null)) {
                throw new IllegalArgumentException(
                        "reasoning must have either text or redacted bytes");
            }
            if (text == null && signature != null) {
                throw new IllegalArgumentException("redacted reasoning must not have a signature");
            }
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

        /** Returns the text, without the citations. */
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
            Objects.requireNonNull(title, "title");
            content = Listed.of(content, "content");
            Objects.requireNonNull(more, "more");
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
            Objects.requireNonNull(guarded, "guarded");
            qualifiers = Listed.of(qualifiers, "qualifiers");
            Objects.requireNonNull(more, "more");
            if (!(guarded instanceof Text || guarded instanceof Image)) {
                throw new IllegalArgumentException(
                        "guardrail content must be either a text or an image");
            }
            if (guarded instanceof Image && !qualifiers.isEmpty()) {
                throw new IllegalArgumentException(
                        "an image of guardrail content must not have qualifiers");
            }
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
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(more, "more");
        }

        public CachePoint(@Nullable String ttl) {
            this("default", ttl, Json.EMPTY);
        }
    }

    /** A tool that the model may use from this position on. */
    record ToolAddition(Json.Obj tool, Json.Obj more) implements Content {
        public ToolAddition {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(more, "more");
        }

        public ToolAddition(Json.Obj tool) {
            this(tool, Json.EMPTY);
        }
    }

    /** A tool that the model may no longer use from this position on. */
    record ToolRemoval(Json.Obj tool, Json.Obj more) implements Content {
        public ToolRemoval {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(more, "more");
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

        /** Returns the name of the block's kind. */
        public String name() {
            return json.isEmpty() ? "" : json.members().keySet().iterator().next();
        }
    }

    static Text text(String text) {
        return new Text(text);
    }

    /**
     * Returns a cache point.
     *
     * @param ttl {@code 5m}, {@code 1h}, or null for the model's own
     */
    static CachePoint cachePoint(@Nullable String ttl) {
        return new CachePoint(ttl);
    }

    /** Returns the text of these blocks, cited text included, without the thinking. */
    static String text(List<Content> blocks) {
        if (blocks.size() == 1 && blocks.get(0) instanceof Text only) {
            return only.text();
        }
        var words = new StringBuilder();
        for (Content block : blocks) {
            switch (block) {
                case Text text -> words.append(text.text());
                case CitedText cited -> words.append(cited.text());
                case Image ignored -> {}
                case Document ignored -> {}
                case Video ignored -> {}
                case Audio ignored -> {}
                case ToolUse ignored -> {}
                case ToolResult ignored -> {}
                case JsonValue ignored -> {}
                case Reasoning ignored -> {}
                case SearchResult ignored -> {}
                case GuardContent ignored -> {}
                case CachePoint ignored -> {}
                case ToolAddition ignored -> {}
                case ToolRemoval ignored -> {}
                case Unknown ignored -> {}
            }
        }
        return words.toString();
    }
}
