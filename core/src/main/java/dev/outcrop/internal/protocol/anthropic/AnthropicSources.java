package dev.outcrop.internal.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.JsonFields;
import dev.outcrop.internal.protocol.vendor.MediaTypes;
import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

/** Writes images and documents in the format of Anthropic's Messages API. */
final class AnthropicSources {
    private AnthropicSources() {}

    static Json image(Content.Image image) {
        return switch (image.source()) {
            case Source.Bytes(Blob blob) -> base64(MediaTypes.image(image.format()), blob);
            case Source.Unknown(Json.Obj json) -> json;
            case Source.S3 ignored -> throw inS3("an image");
            case Source.PlainText ignored -> throw refused("an image made of text");
            case Source.Blocks ignored -> throw refused("an image made of blocks");
        };
    }

    static Json document(Content.Document document) {
        return JsonFields.typed("document")
                .put("source", source(document))
                .put("title", document.name())
                .put("context", document.context())
                .put("citations", AnthropicContentWriter.enabled(document.citations()))
                .putAll(VendorMembers.ANTHROPIC.written(document.more()))
                .json();
    }

    private static Json source(Content.Document document) {
        return switch (document.source()) {
            case Source.Bytes(Blob blob) -> bytes(document.format(), blob);
            case Source.PlainText(String text) -> text(text);
            case Source.Blocks blocks ->
                    JsonFields.typed("content")
                            .put("content", AnthropicContentWriter.of(blocks.content()))
                            .json();
            case Source.Unknown(Json.Obj json) -> json;
            case Source.S3 ignored -> throw inS3("a document");
        };
    }

    private static Json bytes(@Nullable String format, Blob blob) {
        if (MediaTypes.isText(format)) {
            return text(new String(blob.bytes(), UTF_8));
        }
        if ("pdf".equals(format)) {
            return base64(MediaTypes.document(format), blob);
        }
        throw refused("a document in the format " + format);
    }

    private static Json text(String text) {
        return JsonFields.typed("text").put("media_type", "text/plain").put("data", text).json();
    }

    private static Json base64(String mediaType, Blob blob) {
        return JsonFields.typed("base64")
                .put("media_type", mediaType)
                .put("data", blob.base64())
                .json();
    }

    private static ValidationException inS3(String what) {
        return Unsupported.ANTHROPIC.of(
                what + " in S3", "Use Protocol.CONVERSE, or send the bytes.");
    }

    private static ValidationException refused(String what) {
        return Unsupported.ANTHROPIC.of(what, "Use Protocol.CONVERSE.");
    }
}
