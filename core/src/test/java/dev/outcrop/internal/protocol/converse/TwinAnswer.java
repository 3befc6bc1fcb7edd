package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseMetrics;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseTrace;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.PerformanceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceTier;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/** Random responses of Converse, and random events of ConverseStream. */
final class TwinAnswer {
    private final Dice dice;
    private final TwinContent content;
    private final TwinCitation citations;

    TwinAnswer(Dice dice) {
        this.dice = dice;
        this.content = new TwinContent(dice);
        this.citations = new TwinCitation(dice);
    }

    Twin<Turn, ConverseResponse> response() {
        var message = content.message();
        String stopReason = stopReason();
        TokenUsage usage =
                AwsJson.random(TokenUsage.builder(), dice).toBuilder()
                        .inputTokens(dice.count())
                        .build();
        var aws =
                ConverseResponse.builder()
                        .metrics(AwsJson.random(ConverseMetrics.builder(), dice))
                        .additionalModelResponseFields(AwsJson.document(dice.document()));
        if (dice.flip()) {
            aws.trace(AwsJson.random(ConverseTrace.builder(), dice));
        }
        if (dice.flip()) {
            aws.performanceConfig(AwsJson.random(PerformanceConfiguration.builder(), dice));
            aws.serviceTier(AwsJson.random(ServiceTier.builder(), dice));
        }
        Json.Obj more = AwsJson.of(aws.build());
        return new Twin<>(
                new Turn(
                        message.ours(),
                        new Turn.Metadata(
                                new StopReason(stopReason),
                                new Usage(AwsJson.of(usage)),
                                more,
                                null)),
                aws.output(ConverseOutput.fromMessage(message.aws()))
                        .stopReason(stopReason)
                        .usage(usage)
                        .build());
    }

    private String stopReason() {
        return dice.one("end_turn", "tool_use", "max_tokens", "a reason of tomorrow");
    }

    Twin<StreamEvent, ConverseStreamOutput> event() {
        int index = dice.count();
        return switch (dice.below(8)) {
            case 0 -> {
                String role = dice.one("assistant", "user", "narrator");
                yield new Twin<>(
                        new StreamEvent.MessageStart(new Role(role), Json.EMPTY),
                        ConverseStreamOutput.messageStartBuilder().role(role).build());
            }
            case 1 -> {
                var start = start();
                yield new Twin<>(
                        new StreamEvent.BlockStart(
                                index, start.ours(), AwsJson.of(start.aws()).object(start.ours())),
                        ConverseStreamOutput.contentBlockStartBuilder()
                                .contentBlockIndex(index)
                                .start(start.aws())
                                .build());
            }
            case 2 ->
                    new Twin<>(
                            new StreamEvent.BlockStop(index),
                            ConverseStreamOutput.contentBlockStopBuilder()
                                    .contentBlockIndex(index)
                                    .build());
            case 3 -> {
                String reason = stopReason();
                Json fields = dice.document();
                boolean said = dice.flip();
                yield new Twin<>(
                        new StreamEvent.MessageStop(
                                new StopReason(reason),
                                said
                                        ? Json.EMPTY.with("additionalModelResponseFields", fields)
                                        : Json.EMPTY),
                        ConverseStreamOutput.messageStopBuilder()
                                .stopReason(reason)
                                .additionalModelResponseFields(
                                        said ? AwsJson.document(fields) : null)
                                .build());
            }
            case 4 -> {
                ConverseStreamMetadataEvent aws =
                        AwsJson.random(ConverseStreamOutput.metadataBuilder(), dice);
                yield new Twin<>(
                        new StreamEvent.Metadata(AwsJson.of(aws)), (ConverseStreamOutput) aws);
            }
            default -> {
                var delta = delta(index);
                yield delta.in(
                        aws ->
                                ConverseStreamOutput.contentBlockDeltaBuilder()
                                        .contentBlockIndex(index)
                                        .delta(aws)
                                        .build());
            }
        };
    }

    private Twin<String, ContentBlockStart> start() {
        return switch (dice.below(3)) {
            case 0 ->
                    new Twin<>(
                            "toolUse",
                            ContentBlockStart.fromToolUse(
                                    AwsJson.random(ToolUseBlockStart.builder(), dice)));
            case 1 ->
                    new Twin<>(
                            "toolResult",
                            ContentBlockStart.fromToolResult(
                                    AwsJson.random(ToolResultBlockStart.builder(), dice)));
            default ->
                    new Twin<>(
                            "image",
                            ContentBlockStart.fromImage(
                                    AwsJson.random(ImageBlockStart.builder(), dice)));
        };
    }

    private Twin<StreamEvent, ContentBlockDelta> delta(int index) {
        String text = dice.text();
        return switch (dice.below(6)) {
            case 0 ->
                    new Twin<>(
                            new StreamEvent.TextDelta(index, text),
                            ContentBlockDelta.fromText(text));
            case 1 ->
                    new Twin<>(
                            new StreamEvent.ToolUseDelta(index, text),
                            ContentBlockDelta.fromToolUse(
                                    ToolUseBlockDelta.builder().input(text).build()));
            case 2 -> {
                var results = dice.some(0, 3, this::result);
                yield new Twin<>(
                        new StreamEvent.ToolResultDelta(index, Twin.ours(results)),
                        ContentBlockDelta.fromToolResult(Twin.aws(results)));
            }
            case 3 -> reasoning(index).in(ContentBlockDelta::fromReasoningContent);
            case 4 -> {
                var citation = citations.delta();
                yield new Twin<>(
                        new StreamEvent.CitationDelta(index, citation.ours()),
                        ContentBlockDelta.fromCitation(citation.aws()));
            }
            default -> {
                ImageBlockDelta image = AwsJson.random(ImageBlockDelta.builder(), dice);
                yield new Twin<>(
                        new StreamEvent.ImageDelta(index, AwsJson.of(image)),
                        ContentBlockDelta.fromImage(image));
            }
        };
    }

    private Twin<Content, ToolResultBlockDelta> result() {
        if (dice.flip()) {
            String text = dice.text();
            return new Twin<>(Content.text(text), ToolResultBlockDelta.fromText(text));
        }
        Json json = dice.document();
        Document document = AwsJson.document(json);
        return new Twin<>(new Content.JsonValue(json), ToolResultBlockDelta.fromJson(document));
    }

    private Twin<StreamEvent, ReasoningContentBlockDelta> reasoning(int index) {
        String text = dice.text();
        return switch (dice.below(3)) {
            case 0 ->
                    new Twin<>(
                            new StreamEvent.ReasoningDelta(index, text, null, null),
                            ReasoningContentBlockDelta.fromText(text));
            case 1 ->
                    new Twin<>(
                            new StreamEvent.ReasoningDelta(index, null, text, null),
                            ReasoningContentBlockDelta.fromSignature(text));
            default -> {
                byte[] bytes = dice.bytes();
                yield new Twin<>(
                        new StreamEvent.ReasoningDelta(index, null, null, Blob.of(bytes)),
                        ReasoningContentBlockDelta.fromRedactedContent(
                                SdkBytes.fromByteArray(bytes)));
            }
        };
    }
}
