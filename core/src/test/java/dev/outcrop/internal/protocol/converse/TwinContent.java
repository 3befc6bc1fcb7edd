package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.AudioBlock;
import software.amazon.awssdk.services.bedrockruntime.model.AudioSource;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsConfig;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentSource;
import software.amazon.awssdk.services.bedrockruntime.model.ErrorBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseTextBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningTextBlock;
import software.amazon.awssdk.services.bedrockruntime.model.S3Location;
import software.amazon.awssdk.services.bedrockruntime.model.SearchResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.SearchResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolAdditionBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolReference;
import software.amazon.awssdk.services.bedrockruntime.model.ToolRemovalBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.VideoBlock;
import software.amazon.awssdk.services.bedrockruntime.model.VideoSource;

import java.util.List;

/** Random messages and blocks of every kind. */
final class TwinContent {
    private final Dice dice;
    private final TwinCitation citations;

    TwinContent(Dice dice) {
        this.dice = dice;
        this.citations = new TwinCitation(dice);
    }

    Twin<Message, software.amazon.awssdk.services.bedrockruntime.model.Message> message() {
        var content = dice.some(0, 5, this::block);
        String role = dice.one("user", "assistant", "system", "narrator");
        return new Twin<>(
                new Message(new Role(role), Twin.ours(content)),
                software.amazon.awssdk.services.bedrockruntime.model.Message.builder()
                        .role(role)
                        .content(Twin.aws(content))
                        .build());
    }

    private Twin<Content, ContentBlock> block() {
        return switch (dice.below(14)) {
            case 0 -> text().in(ContentBlock::fromText);
            case 1 -> image().in(ContentBlock::fromImage);
            case 2 -> document().in(ContentBlock::fromDocument);
            case 3 -> video().in(ContentBlock::fromVideo);
            case 4 -> audio().in(ContentBlock::fromAudio);
            case 5 -> toolUse().in(ContentBlock::fromToolUse);
            case 6 -> toolResult().in(ContentBlock::fromToolResult);
            case 7 -> guard().in(ContentBlock::fromGuardContent);
            case 8 -> cachePoint().in(ContentBlock::fromCachePoint);
            case 9 -> reasoning().in(ContentBlock::fromReasoningContent);
            case 10 -> citations.cited().in(ContentBlock::fromCitationsContent);
            case 11 -> searchResult().in(ContentBlock::fromSearchResult);
            case 12 -> toolAddition().in(ContentBlock::fromToolAddition);
            default -> toolRemoval().in(ContentBlock::fromToolRemoval);
        };
    }

    Twin<Content, SystemContentBlock> system() {
        return switch (dice.below(3)) {
            case 0 -> text().in(SystemContentBlock::fromText);
            case 1 -> guard().in(SystemContentBlock::fromGuardContent);
            default -> cachePoint().in(SystemContentBlock::fromCachePoint);
        };
    }

    private Twin<Content, ToolResultContentBlock> result() {
        return switch (dice.below(6)) {
            case 0 -> text().in(ToolResultContentBlock::fromText);
            case 1 -> {
                Json json = dice.document();
                yield new Twin<>(
                        new Content.JsonValue(json),
                        ToolResultContentBlock.fromJson(AwsJson.document(json)));
            }
            case 2 -> image().in(ToolResultContentBlock::fromImage);
            case 3 -> document().in(ToolResultContentBlock::fromDocument);
            case 4 -> video().in(ToolResultContentBlock::fromVideo);
            default -> searchResult().in(ToolResultContentBlock::fromSearchResult);
        };
    }

    private Twin<Content, String> text() {
        String text = dice.text();
        return new Twin<>(Content.text(text), text);
    }

    private Twin<Content, ImageBlock> image() {
        String format = dice.one("png", "jpeg", "gif", "webp", "avif");
        String error = error();
        var source =
                dice.flip()
                        ? bytes().in(ImageSource::fromBytes)
                        : s3().in(ImageSource::fromS3Location);
        return new Twin<>(
                new Content.Image(format, source.ours(), more(error)),
                ImageBlock.builder()
                        .format(format)
                        .source(source.aws())
                        .error(error(error))
                        .build());
    }

    private Twin<Content, AudioBlock> audio() {
        String format = dice.one("mp3", "opus", "x-aac", "pcm");
        String error = error();
        var source =
                dice.flip()
                        ? bytes().in(AudioSource::fromBytes)
                        : s3().in(AudioSource::fromS3Location);
        return new Twin<>(
                new Content.Audio(format, source.ours(), more(error)),
                AudioBlock.builder()
                        .format(format)
                        .source(source.aws())
                        .error(error(error))
                        .build());
    }

    /** What Bedrock says instead of a picture that it could not make; we keep it as it comes. */
    private @Nullable String error() {
        return dice.below(8) == 0 ? dice.text() : null;
    }

    private static Json.Obj more(@Nullable String error) {
        return error == null
                ? Json.EMPTY
                : Json.EMPTY.with("error", Json.EMPTY.with("message", Json.of(error)));
    }

    private static @Nullable ErrorBlock error(@Nullable String error) {
        return error == null ? null : ErrorBlock.builder().message(error).build();
    }

    private Twin<Content, VideoBlock> video() {
        String format = dice.one("mkv", "mp4", "three_gp");
        var source =
                dice.flip()
                        ? bytes().in(VideoSource::fromBytes)
                        : s3().in(VideoSource::fromS3Location);
        return new Twin<>(
                new Content.Video(format, source.ours()),
                VideoBlock.builder().format(format).source(source.aws()).build());
    }

    private Twin<Content, DocumentBlock> document() {
        String format = dice.maybe(() -> dice.one("pdf", "docx", "md"));
        String name = dice.text();
        var source = documentSource();
        String context = dice.maybe(dice::text);
        Boolean cite = dice.maybe(dice::flip);
        return new Twin<>(
                new Content.Document(format, name, source.ours(), context, cite, Json.EMPTY),
                DocumentBlock.builder()
                        .format(format)
                        .name(name)
                        .source(source.aws())
                        .context(context)
                        .citations(citationsConfig(cite))
                        .build());
    }

    private Twin<Source, DocumentSource> documentSource() {
        return switch (dice.below(4)) {
            case 0 -> bytes().in(DocumentSource::fromBytes);
            case 1 -> s3().in(DocumentSource::fromS3Location);
            case 2 -> {
                String text = dice.text();
                yield new Twin<>(new Source.PlainText(text), DocumentSource.fromText(text));
            }
            default -> {
                var content = dice.some(0, 3, () -> text().in(DocumentContentBlock::fromText));
                yield new Twin<>(
                        new Source.Blocks(Twin.ours(content)),
                        DocumentSource.fromContent(Twin.aws(content)));
            }
        };
    }

    private static @Nullable CitationsConfig citationsConfig(@Nullable Boolean enabled) {
        return enabled == null ? null : CitationsConfig.builder().enabled(enabled).build();
    }

    private Twin<Source, SdkBytes> bytes() {
        byte[] bytes = dice.bytes();
        return new Twin<>(Source.bytes(bytes), SdkBytes.fromByteArray(bytes));
    }

    private Twin<Source, S3Location> s3() {
        String uri = "s3://bucket/" + dice.text();
        String owner = dice.maybe(() -> "123456789012");
        return new Twin<>(
                new Source.S3(uri, owner, Json.EMPTY),
                S3Location.builder().uri(uri).bucketOwner(owner).build());
    }

    private Twin<Content, ToolUseBlock> toolUse() {
        String id = dice.text();
        String name = dice.text();
        Json input = dice.document();
        String type = dice.maybe(() -> "server_tool_use");
        return new Twin<>(
                new Content.ToolUse(id, name, input, type, Json.EMPTY),
                ToolUseBlock.builder()
                        .toolUseId(id)
                        .name(name)
                        .input(AwsJson.document(input))
                        .type(type)
                        .build());
    }

    private Twin<Content, ToolResultBlock> toolResult() {
        String id = dice.text();
        var content = dice.some(0, 4, this::result);
        String status = dice.maybe(() -> dice.one("success", "error"));
        String type = dice.maybe(dice::text);
        return new Twin<>(
                new Content.ToolResult(id, Twin.ours(content), status, type, Json.EMPTY),
                ToolResultBlock.builder()
                        .toolUseId(id)
                        .content(Twin.aws(content))
                        .status(status)
                        .type(type)
                        .build());
    }

    private Twin<Content, SearchResultBlock> searchResult() {
        String source = dice.text();
        String title = dice.text();
        var content =
                dice.some(
                        0,
                        3,
                        () ->
                                text().in(
                                                text ->
                                                        SearchResultContentBlock.builder()
                                                                .text(text)
                                                                .build()));
        Boolean cite = dice.maybe(dice::flip);
        return new Twin<>(
                new Content.SearchResult(source, title, Twin.ours(content), cite, Json.EMPTY),
                SearchResultBlock.builder()
                        .source(source)
                        .title(title)
                        .content(Twin.aws(content))
                        .citations(citationsConfig(cite))
                        .build());
    }

    private Twin<Content, GuardrailConverseContentBlock> guard() {
        if (dice.flip()) {
            String format = dice.one("png", "jpeg");
            byte[] bytes = dice.bytes();
            return new Twin<>(
                    new Content.GuardContent(
                            new Content.Image(format, Source.bytes(bytes)), List.of(), Json.EMPTY),
                    GuardrailConverseContentBlock.fromImage(
                            GuardrailConverseImageBlock.builder()
                                    .format(format)
                                    .source(
                                            GuardrailConverseImageSource.fromBytes(
                                                    SdkBytes.fromByteArray(bytes)))
                                    .build()));
        }
        String text = dice.text();
        var qualifiers =
                dice.some(0, 2, () -> dice.one("grounding_source", "query", "guard_content"));
        return new Twin<>(
                new Content.GuardContent(Content.text(text), qualifiers, Json.EMPTY),
                GuardrailConverseContentBlock.fromText(
                        GuardrailConverseTextBlock.builder()
                                .text(text)
                                .qualifiersWithStrings(qualifiers.isEmpty() ? null : qualifiers)
                                .build()));
    }

    Twin<Content, CachePointBlock> cachePoint() {
        String type = dice.one("default", "eternal");
        String ttl = dice.maybe(() -> dice.one("5m", "1h", "1d"));
        return new Twin<>(
                new Content.CachePoint(type, ttl, Json.EMPTY),
                CachePointBlock.builder().type(type).ttl(ttl).build());
    }

    private Twin<Content, ReasoningContentBlock> reasoning() {
        if (dice.flip()) {
            byte[] bytes = dice.bytes();
            return new Twin<>(
                    Content.Reasoning.redacted(Blob.of(bytes)),
                    ReasoningContentBlock.fromRedactedContent(SdkBytes.fromByteArray(bytes)));
        }
        String text = dice.text();
        String signature = dice.maybe(dice::text);
        return new Twin<>(
                new Content.Reasoning(text, signature),
                ReasoningContentBlock.fromReasoningText(
                        ReasoningTextBlock.builder().text(text).signature(signature).build()));
    }

    private Twin<Content, ToolAdditionBlock> toolAddition() {
        ToolReference tool = AwsJson.random(ToolReference.builder(), dice);
        return new Twin<>(
                new Content.ToolAddition(AwsJson.of(tool), Json.EMPTY),
                ToolAdditionBlock.builder().tool(tool).build());
    }

    private Twin<Content, ToolRemovalBlock> toolRemoval() {
        ToolReference tool = AwsJson.random(ToolReference.builder(), dice);
        return new Twin<>(
                new Content.ToolRemoval(AwsJson.of(tool), Json.EMPTY),
                ToolRemovalBlock.builder().tool(tool).build());
    }
}
