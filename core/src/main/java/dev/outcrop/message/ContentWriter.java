package dev.outcrop.message;

import dev.outcrop.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes messages and content blocks. */
final class ContentWriter {
    private final JsonWriter json;

    ContentWriter(JsonWriter json) {
        this.json = json;
    }

    void message(Message message) {
        json.object().member("role", message.role().wire()).name("content");
        blocks(message.content());
        json.members(message.more()).endObject();
    }

    private void blocks(List<? extends Content> blocks) {
        json.array();
        for (Content block : blocks) {
            block(block);
        }
        json.endArray();
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html
    void block(Content content) {
        json.object();
        // Most blocks are text; and a switch over types costs a cold start some milliseconds.
        if (content instanceof Content.Text text) {
            text(text);
        } else {
            members(content);
        }
        json.endObject();
    }

    private void text(Content.Text text) {
        json.member("text", text.text()).members(text.more());
    }

    private void members(Content content) {
        switch (content) {
            case Content.Text text -> text(text);
            case Content.JsonValue value -> json.member("json", value.json()).members(value.more());
            case Content.Image image -> image(image);
            case Content.Document document -> document(document);
            case Content.Video video -> {
                json.name("video").object().member("format", video.format());
                source(video.source());
                json.members(video.more()).endObject();
            }
            case Content.Audio audio -> {
                json.name("audio").object().member("format", audio.format());
                source(audio.source());
                json.members(audio.more()).endObject();
            }
            case Content.ToolUse use ->
                    json.name("toolUse")
                            .object()
                            .member("toolUseId", use.toolUseId())
                            .member("name", use.name())
                            .member("input", use.input())
                            .member("type", use.type())
                            .members(use.more())
                            .endObject();
            case Content.ToolResult result -> {
                json.name("toolResult")
                        .object()
                        .member("toolUseId", result.toolUseId())
                        .name("content");
                blocks(result.content());
                json.member("status", result.status())
                        .member("type", result.type())
                        .members(result.more())
                        .endObject();
            }
            case Content.Reasoning reasoning -> reasoning(reasoning);
            case Content.CitedText cited -> cited(cited);
            case Content.SearchResult result -> {
                json.name("searchResult")
                        .object()
                        .member("source", result.source())
                        .member("title", result.title())
                        .name("content");
                blocks(result.content());
                enabled("citations", result.citations());
                json.members(result.more()).endObject();
            }
            case Content.GuardContent guard -> guard(guard);
            case Content.CachePoint point -> cachePoint(point);
            case Content.ToolAddition addition ->
                    json.name("toolAddition")
                            .object()
                            .member("tool", addition.tool())
                            .members(addition.more())
                            .endObject();
            case Content.ToolRemoval removal ->
                    json.name("toolRemoval")
                            .object()
                            .member("tool", removal.tool())
                            .members(removal.more())
                            .endObject();
            case Content.Unknown unknown -> json.members(unknown.json());
        }
    }

    private void image(Content.Image image) {
        json.name("image").object().member("format", image.format());
        source(image.source());
        json.members(image.more()).endObject();
    }

    private void document(Content.Document document) {
        json.name("document")
                .object()
                .member("format", document.format())
                .member("name", document.name());
        source(document.source());
        json.member("context", document.context());
        enabled("citations", document.citations());
        json.members(document.more()).endObject();
    }

    private void reasoning(Content.Reasoning reasoning) {
        json.name("reasoningContent").object();
        if (reasoning.redacted() != null) {
            json.member("redactedContent", reasoning.redacted().base64()).members(reasoning.more());
        } else {
            json.name("reasoningText")
                    .object()
                    .member("text", reasoning.text())
                    .member("signature", reasoning.signature())
                    .members(reasoning.more())
                    .endObject();
        }
        json.endObject();
    }

    private void cited(Content.CitedText cited) {
        json.name("citationsContent").object();
        if (!cited.content().isEmpty()) {
            json.name("content");
            blocks(cited.content());
        }
        if (!cited.citations().isEmpty()) {
            json.name("citations").array();
            cited.citations().forEach(this::citation);
            json.endArray();
        }
        json.members(cited.more()).endObject();
    }

    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Citation.html
    void citation(Citation citation) {
        json.object().member("title", citation.title()).member("source", citation.source());
        if (!citation.sourceContent().isEmpty()) {
            json.name("sourceContent");
            blocks(citation.sourceContent());
        }
        if (citation.location() != null) {
            json.name("location")
                    .object()
                    .member(citation.location().kind(), citation.location().json())
                    .endObject();
        }
        json.members(citation.more()).endObject();
    }

    private void guard(Content.GuardContent guard) {
        json.name("guardContent").object();
        if (guard.guarded() instanceof Content.Image image) {
            image(image);
        } else if (guard.guarded() instanceof Content.Text text) {
            json.name("text").object().member("text", text.text());
            if (!guard.qualifiers().isEmpty()) {
                json.name("qualifiers").array();
                guard.qualifiers().forEach(json::value);
                json.endArray();
            }
            json.members(text.more()).endObject();
        }
        json.members(guard.more()).endObject();
    }

    private void cachePoint(Content.CachePoint point) {
        json.name("cachePoint")
                .object()
                .member("type", point.type())
                .member("ttl", point.ttl())
                .members(point.more())
                .endObject();
    }

    private void source(Source source) {
        json.name("source").object();
        switch (source) {
            case Source.Bytes bytes -> json.member("bytes", bytes.blob().base64());
            case Source.PlainText plain -> json.member("text", plain.text());
            case Source.Blocks blocks -> {
                json.name("content");
                blocks(blocks.content());
            }
            case Source.S3 s3 ->
                    json.name("s3Location")
                            .object()
                            .member("uri", s3.uri())
                            .member("bucketOwner", s3.bucketOwner())
                            .members(s3.more())
                            .endObject();
            case Source.Unknown unknown -> json.members(unknown.json());
        }
        json.endObject();
    }

    private void enabled(String name, @Nullable Boolean enabled) {
        if (enabled != null) {
            json.name(name).object().member("enabled", enabled).endObject();
        }
    }
}
