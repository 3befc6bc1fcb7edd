package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;

import software.amazon.awssdk.services.bedrockruntime.model.CitationGeneratedContent;
import software.amazon.awssdk.services.bedrockruntime.model.CitationLocation;
import software.amazon.awssdk.services.bedrockruntime.model.CitationSourceContent;
import software.amazon.awssdk.services.bedrockruntime.model.CitationSourceContentDelta;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsDelta;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentCharLocation;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentChunkLocation;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentPageLocation;
import software.amazon.awssdk.services.bedrockruntime.model.SearchResultLocation;
import software.amazon.awssdk.services.bedrockruntime.model.WebLocation;

import java.util.List;
import java.util.Map;

/** Random citations, in whole answers and in streams. */
final class TwinCitation {
    private final Dice dice;

    TwinCitation(Dice dice) {
        this.dice = dice;
    }

    Twin<Content, CitationsContentBlock> cited() {
        var words = dice.some(0, 2, dice::text);
        var citations = dice.some(0, 3, this::citation);
        return new Twin<>(
                new Content.CitedText(texts(words), Twin.ours(citations), Json.EMPTY),
                CitationsContentBlock.builder()
                        .content(
                                words.isEmpty()
                                        ? null
                                        : words.stream()
                                                .map(CitationGeneratedContent::fromText)
                                                .toList())
                        .citations(citations.isEmpty() ? null : Twin.aws(citations))
                        .build());
    }

    private Twin<Citation, software.amazon.awssdk.services.bedrockruntime.model.Citation>
            citation() {
        return delta().in(
                        delta ->
                                software.amazon.awssdk.services.bedrockruntime.model.Citation
                                        .builder()
                                        .title(delta.title())
                                        .source(delta.source())
                                        .sourceContent(
                                                delta.hasSourceContent()
                                                        ? delta.sourceContent().stream()
                                                                .map(
                                                                        words ->
                                                                                CitationSourceContent
                                                                                        .fromText(
                                                                                                words
                                                                                                        .text()))
                                                                .toList()
                                                        : null)
                                        .location(delta.location())
                                        .build());
    }

    Twin<Citation, CitationsDelta> delta() {
        String title = dice.maybe(dice::text);
        String source = dice.maybe(dice::text);
        var words = dice.some(0, 2, dice::text);
        var location = dice.maybe(this::location);
        return new Twin<>(
                new Citation(
                        title,
                        source,
                        texts(words),
                        location == null ? null : location.ours(),
                        Json.EMPTY),
                CitationsDelta.builder()
                        .title(title)
                        .source(source)
                        .sourceContent(
                                words.isEmpty()
                                        ? null
                                        : words.stream()
                                                .map(
                                                        text ->
                                                                CitationSourceContentDelta.builder()
                                                                        .text(text)
                                                                        .build())
                                                .toList())
                        .location(location == null ? null : location.aws())
                        .build());
    }

    private static List<Content> texts(List<String> words) {
        return words.stream().<Content>map(Content::text).toList();
    }

    private Twin<Citation.Location, CitationLocation> location() {
        int index = dice.count();
        int start = dice.count();
        int end = dice.count();
        String kind =
                dice.one(
                        "web",
                        "documentChar",
                        "documentPage",
                        "documentChunk",
                        "searchResultLocation");
        Map<String, ?> json =
                switch (kind) {
                    case "web" ->
                            Map.of("url", "https://a.example/" + index, "domain", "a.example");
                    case "searchResultLocation" ->
                            Map.of("searchResultIndex", index, "start", start, "end", end);
                    default -> Map.of("documentIndex", index, "start", start, "end", end);
                };
        CitationLocation aws =
                switch (kind) {
                    case "web" ->
                            CitationLocation.fromWeb(
                                    WebLocation.builder()
                                            .url("https://a.example/" + index)
                                            .domain("a.example")
                                            .build());
                    case "documentChar" ->
                            CitationLocation.fromDocumentChar(
                                    DocumentCharLocation.builder()
                                            .documentIndex(index)
                                            .start(start)
                                            .end(end)
                                            .build());
                    case "documentPage" ->
                            CitationLocation.fromDocumentPage(
                                    DocumentPageLocation.builder()
                                            .documentIndex(index)
                                            .start(start)
                                            .end(end)
                                            .build());
                    case "documentChunk" ->
                            CitationLocation.fromDocumentChunk(
                                    DocumentChunkLocation.builder()
                                            .documentIndex(index)
                                            .start(start)
                                            .end(end)
                                            .build());
                    default ->
                            CitationLocation.fromSearchResultLocation(
                                    SearchResultLocation.builder()
                                            .searchResultIndex(index)
                                            .start(start)
                                            .end(end)
                                            .build());
                };
        return new Twin<>(new Citation.Location(kind, Json.object(json)), aws);
    }
}
