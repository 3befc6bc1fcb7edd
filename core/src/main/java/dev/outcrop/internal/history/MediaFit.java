package dev.outcrop.internal.history;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.family.DocumentRules;
import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.internal.family.MediaInputs;
import dev.outcrop.internal.family.MediaInputs.Kind;
import dev.outcrop.internal.family.MediaLimits;
import dev.outcrop.internal.history.edit.HistoryRefusal;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.history.tool.ToolBlocks;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Fits images, documents, videos and audio to the receiving model. In the question, what it cannot
 * read is refused; in earlier messages and in results of tools, text takes its place, so that a
 * conversation goes on with another model. Each block stays at its index. For one conversation.
 */
final class MediaFit {
    private static final String OF_FORMAT = "media format";
    private static final String NO_INPUT = "media input";
    private static final String IN_S3 = "source in S3";
    private static final String CITED = "citations";

    private final HistoryRefusal refusal;
    private final MediaInputs inputs;
    private final DocumentRules documents;
    private final MediaLimits limits;
    private final boolean converse;
    private int images;
    private int files;
    private int message;
    private int block;
    private boolean question;

    MediaFit(ModelName model, Api api, HistoryRefusal refusal) {
        this.refusal = refusal;
        this.inputs = MediaInputs.of(model);
        this.documents = DocumentRules.of(model);
        this.limits = HistoryRules.of(model).media();
        this.converse = api == Api.CONVERSE;
    }

    List<Message> in(List<Message> messages) {
        int last = -1;
        for (int i = 0; i < messages.size(); i++) {
            last = messages.get(i).role().equals(Role.ASSISTANT) ? i : last;
        }
        int answered = last;
        return ListEdits.each(
                messages,
                (given, i) -> {
                    message = i;
                    images = 0;
                    files = 0;
                    question = i > answered;
                    return ListEdits.content(given, blocks(given.content()));
                });
    }

    private List<Content> blocks(List<Content> content) {
        return ListEdits.each(
                content,
                (given, i) -> {
                    block = i;
                    return fitted(given, false);
                });
    }

    private Content fitted(Content given, boolean inResult) {
        return switch (given) {
            case Content.Image image -> image(image, inResult);
            case Content.Document document -> document(document, inResult);
            case Content.Video video -> {
                String format = MediaFormats.named(video.format());
                Content other = unreadable(Kind.VIDEO, video.source(), inResult);
                yield other != null
                        ? other
                        : format.equals(video.format())
                                ? video
                                : new Content.Video(format, video.source(), video.more());
            }
            case Content.Audio audio -> {
                Content other = unreadable(Kind.AUDIO, audio.source(), inResult);
                yield other == null ? audio : other;
            }
            case Content.ToolResult result -> result(result);
            case Content.GuardContent guard -> guard(guard);
            case Content.Text ignored -> given;
            case Content.JsonValue ignored -> given;
            case Content.CitedText ignored -> given;
            case Content.ToolUse ignored -> given;
            case Content.Reasoning ignored -> given;
            case Content.SearchResult ignored -> given;
            case Content.CachePoint ignored -> given;
            case Content.ToolAddition ignored -> given;
            case Content.ToolRemoval ignored -> given;
            case Content.Unknown ignored -> given;
        };
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private Content result(Content.ToolResult result) {
        List<Content> content = ListEdits.each(result.content(), (in, i) -> fitted(in, true));
        return content == result.content() ? result : ToolBlocks.withContent(result, content);
    }

    private Content guard(Content.GuardContent guard) {
        return guard.guarded() instanceof Content.Image image
                        && image(image, false) instanceof Content.Image fitted
                        && !fitted.equals(image)
                ? new Content.GuardContent(fitted, guard.qualifiers(), guard.more())
                : guard;
    }

    private Content image(Content.Image image, boolean inResult) {
        Content other = unreadable(Kind.IMAGE, image.source(), inResult);
        if (other != null) {
            return other;
        }
        if (!question
                && (++images > limits.images() || isOver(image.source(), limits.imageBytes()))) {
            return replaced("image");
        }
        String named = MediaFormats.named(image.format());
        String format =
                image.source() instanceof Source.Bytes(Source.Blob blob)
                        ? Objects.requireNonNullElse(MediaFormats.ofImage(blob), named)
                        : named;
        if (!format.equals(named) && !MediaFormats.IMAGES.contains(format)) {
            return instead(
                    inResult,
                    "image",
                    OF_FORMAT,
                    "it is called " + image.format() + ", but its bytes are " + format,
                    "Convert it to png, jpeg, gif or webp.");
        }
        return format.equals(image.format())
                ? image
                : new Content.Image(format, image.source(), image.more());
    }

    private Content document(Content.Document document, boolean inResult) {
        // recorded: Claude accepts a document in S3 in the result of a tool
        Source source = document.source();
        Content other =
                inResult && source instanceof Source.S3
                        ? null
                        : unreadable(Kind.DOCUMENT, source, inResult);
        if (other != null) {
            return other;
        }
        String format = format(document);
        boolean anySize = format != null && limits.anySize().contains(format);
        if (!question
                && (++files > limits.documents()
                        || (!anySize && isOver(source, limits.documentBytes())))) {
            return replaced("document");
        }
        if ("pdf".equals(format) && !inputs.pdf()) {
            return instead(
                    inResult,
                    "document",
                    NO_INPUT,
                    "this model reads no PDF",
                    "Send its text, or use another model.");
        }
        return converse ? cited(document, format, inResult) : as(document, format, source);
    }

    private static @Nullable String format(Content.Document document) {
        String named = document.format() == null ? null : MediaFormats.named(document.format());
        String found =
                document.source() instanceof Source.Bytes(Source.Blob blob)
                        ? MediaFormats.ofDocument(blob)
                        : null;
        return found == null ? named : found;
    }

    /** The rules of Converse for citations. */
    private Content cited(Content.Document document, @Nullable String format, boolean inResult) {
        boolean cites = Boolean.TRUE.equals(document.citations());
        if (inResult) {
            // "Citations are not supported in tool result documents."
            return withSource(
                    document, format, document.source(), cites ? null : document.citations());
        }
        if (!documents.bytes()) {
            return as(document, format, document.source());
        }
        return cites ? withCitations(document, format) : withoutCitations(document, format);
    }

    private Content withCitations(Content.Document document, @Nullable String format) {
        if (!(document.source() instanceof Source.Bytes(Source.Blob blob))
                || "pdf".equals(format)) {
            return as(document, format, document.source());
        }
        if (format == null || MediaFormats.TEXTS.contains(format)) {
            String text = new String(blob.bytes(), StandardCharsets.UTF_8);
            return as(document, "txt", new Source.PlainText(text));
        }
        if (question) {
            throw refusal.of(
                    message,
                    block,
                    CITED,
                    "a document in the format " + format + " cannot be cited",
                    "Convert it to text or PDF, or turn its citations off.");
        }
        return withSource(document, format, document.source(), null);
    }

    private static Content withoutCitations(Content.Document document, @Nullable String format) {
        String text =
                switch (document.source()) {
                    case Source.PlainText plain -> plain.text();
                    case Source.Blocks blocks -> text(blocks.content());
                    case Source.Bytes ignored -> null;
                    case Source.S3 ignored -> null;
                    case Source.Unknown ignored -> null;
                };
        boolean textual = format == null || MediaFormats.TEXTS.contains(format);
        return text == null || text.isEmpty()
                ? as(document, format, document.source())
                : as(
                        document,
                        textual ? format : "txt",
                        Source.bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Null if they are not text only. */
    private static @Nullable String text(List<Content> blocks) {
        var text = new StringBuilder();
        for (Content block : blocks) {
            if (!(block instanceof Content.Text part)) {
                return null;
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.text());
        }
        return text.toString();
    }

    private static Content.Document as(
            Content.Document document, @Nullable String format, Source source) {
        return withSource(document, format, source, document.citations());
    }

    private static Content.Document withSource(
            Content.Document document,
            @Nullable String format,
            Source source,
            @Nullable Boolean citations) {
        return Objects.equals(format, document.format())
                        && source.equals(document.source())
                        && Objects.equals(citations, document.citations())
                ? document
                : new Content.Document(
                        format,
                        document.name(),
                        source,
                        document.context(),
                        citations,
                        document.more());
    }

    /** What takes the place of a block that the model cannot read; null if it can. */
    private @Nullable Content unreadable(Kind kind, Source source, boolean inResult) {
        String what = kind.name().toLowerCase(Locale.ROOT);
        if (!inputs.kinds().contains(kind)) {
            return instead(
                    inResult,
                    what,
                    NO_INPUT,
                    "this model does not read " + (kind == Kind.AUDIO ? what : what + "s"),
                    converse
                            ? "Remove it, or use a model that reads it."
                            : "Remove it, or use a model that reads it: Protocol.CONVERSE has the"
                                    + " same limit.");
        }
        if (source instanceof Source.S3 && !inputs.fromS3()) {
            return instead(
                    inResult,
                    what,
                    IN_S3,
                    "only models of Amazon Nova read from S3",
                    "Send the bytes, or use a model of Amazon Nova.");
        }
        return null;
    }

    private Content instead(
            boolean inResult, String what, String rule, String fault, String remedy) {
        if (question && !inResult) {
            throw refusal.of(message, block, rule, fault, remedy);
        }
        return replaced(what);
    }

    /** What is said in place of media that the model cannot read. */
    static String replacement(String what) {
        return "(Here was " + article(what) + what + " that you cannot read.)";
    }

    private static Content replaced(String what) {
        return Content.text(replacement(what));
    }

    private static boolean isOver(Source source, int limit) {
        return source instanceof Source.Bytes bytes && bytes.blob().size() > limit;
    }

    private static String article(String what) {
        return switch (what) {
            case "image" -> "an ";
            case "audio" -> "";
            default -> "a ";
        };
    }
}
