package dev.outcrop.local.internal.media;

import static dev.outcrop.local.internal.media.Medium.AUDIO;
import static dev.outcrop.local.internal.media.Medium.DOCUMENT;
import static dev.outcrop.local.internal.media.Medium.IMAGE;
import static dev.outcrop.local.internal.media.Medium.VIDEO;

import dev.outcrop.local.internal.catalog.Catalog;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The inputs of models, besides text. The first row that matches counts; models that none matches
 * accept everything. Facts of November 2026: models.dev as of 2026-11-20 for images; recorded
 * traffic and the model cards in AWS's user guide for video and audio; for documents, only what was
 * reported to be refused.
 */
final class MediaInputs {
    private record Row(Pattern models, Set<Medium> inputs) {}

    private static final Set<Medium> TEXT = Set.of(DOCUMENT);
    private static final Set<Medium> IMAGES = Set.of(DOCUMENT, IMAGE);
    private static final Set<Medium> IMAGES_ONLY = Set.of(IMAGE);
    private static final Set<Medium> FILMS = Set.of(DOCUMENT, IMAGE, VIDEO);

    private static final List<Row> ROWS =
            List.of(
                    row("anthropic\\.claude-(v|instant).*", TEXT),
                    row("anthropic\\..*", IMAGES),
                    row("amazon\\.nova-micro.*|amazon\\.titan-text.*", TEXT),
                    row("amazon\\.nova-(2-lite|lite|pro|premier).*", FILMS),
                    row("meta\\.llama3-2-(11|90)b.*|meta\\.llama[4-9].*", IMAGES),
                    row("meta\\..*", TEXT),
                    row("mistral\\.voxtral.*", Set.of(DOCUMENT, AUDIO)),
                    row("mistral\\.(pixtral|magistral|ministral|mistral-large-3).*", IMAGES),
                    row("mistral\\..*", TEXT),
                    row("qwen\\.qwen[0-9.]*-vl.*", IMAGES),
                    row("qwen\\..*", TEXT),
                    row("openai\\.gpt-oss.*", TEXT),
                    row("openai\\..*", IMAGES),
                    row("google\\.gemma.*", IMAGES),
                    // "This model doesn't support documents." for Kimi, GLM 5 and Grok.
                    row("moonshot(ai)?\\.kimi-k2-thinking.*|zai\\..*", Set.of()),
                    row("moonshot(ai)?\\..*|xai\\..*", IMAGES_ONLY),
                    row("nvidia\\.nemotron-nano-12b.*|writer\\.palmyra-vision.*", IMAGES),
                    row("(ai21|cohere|deepseek|minimax|nvidia|writer)\\..*", TEXT),
                    row("twelvelabs\\.pegasus.*", Set.of(VIDEO)));

    private MediaInputs() {}

    /** Whether a model has this input; true for models that are not known. */
    static boolean has(String modelId, Medium medium) {
        String bare = Catalog.bare(modelId);
        for (Row row : ROWS) {
            if (row.models().matcher(bare).matches()) {
                return row.inputs().contains(medium);
            }
        }
        return true;
    }

    private static Row row(String models, Set<Medium> inputs) {
        return new Row(Pattern.compile(models), inputs);
    }
}
