package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers that cite documents with citations enabled: each is quoted, with its position. */
final class CitationAnswers {
    private static final int LONGEST = 160;
    private static final Set<String> TEXT_FORMATS = Set.of("txt", "md", "csv", "html");

    private CitationAnswers() {}

    /** Returns an answer with citations; without pieces if there is nothing to cite. */
    static List<AnswerBlock> of(Prompt prompt) {
        List<Json.Obj> documents =
                prompt.messages().stream()
                        .flatMap(message -> Prompt.objects(message.array("content")).stream())
                        .filter(block -> block.get("document") instanceof Json.Obj)
                        .map(block -> block.object("document"))
                        .toList();
        List<AnswerBlock> pieces = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Json.Obj document = documents.get(i);
            if (Json.of(true).equals(document.object("citations").get("enabled"))) {
                pieces.add(new AnswerBlock.Text(pieces.isEmpty() ? OPENING : " And "));
                pieces.add(cited(document, i));
            }
        }
        if (!pieces.isEmpty()) {
            pieces.add(new AnswerBlock.Text("."));
        }
        return pieces;
    }

    private static final String OPENING =
            "This is the local Bedrock; it can only quote. The document begins: ";

    private static AnswerBlock cited(Json.Obj document, int index) {
        String format = document.string("format");
        Json.Obj source = document.object("source");
        String name = document.string("name");
        String text = firstSentence(text(source, format == null ? "" : format));
        String kind =
                source.get("content") != null
                        ? "documentChunk"
                        : "pdf".equals(format) ? "documentPage" : "documentChar";
        int start = kind.equals("documentPage") ? 1 : 0;
        int end = kind.equals("documentChar") ? text.length() : start + 1;
        Json.Obj citation =
                Json.object(
                        Map.of(
                                "location",
                                Map.of(
                                        kind,
                                        Map.of("documentIndex", index, "start", start, "end", end)),
                                "sourceContent",
                                List.of(Map.of("text", text)),
                                "title",
                                name == null ? "" : name));
        return new AnswerBlock.Cited("“" + text + "”", citation);
    }

    private static String text(Json.Obj source, String format) {
        String plain = source.string("text");
        if (plain != null) {
            return plain;
        }
        String chunks =
                Prompt.objects(source.array("content")).stream()
                        .map(chunk -> chunk.string("text"))
                        .filter(text -> text != null)
                        .collect(Collectors.joining(" "));
        if (!chunks.isEmpty()) {
            return chunks;
        }
        String bytes = source.string("bytes");
        return bytes != null && TEXT_FORMATS.contains(format)
                ? decoded(bytes)
                : "a " + format + " file";
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String firstSentence(String text) {
        String tidy = text.strip();
        int end = tidy.indexOf(". ") + 1;
        int line = tidy.indexOf('\n');
        int cut = end > 0 ? end : line > 0 ? line : tidy.length();
        String sentence = tidy.substring(0, cut);
        int most = Math.min(LONGEST, sentence.codePointCount(0, sentence.length()));
        return sentence.substring(0, sentence.offsetByCodePoints(0, most)).strip();
    }
}
