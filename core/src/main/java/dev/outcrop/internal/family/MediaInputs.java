package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelName;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a model reads besides text, and from where.
 *
 * @param kinds the kinds of blocks; a kind is missing only if the model is known to refuse it
 * @param fromS3 whether it reads objects in S3
 * @param pdf whether it reads PDF, if it reads documents
 */
public record MediaInputs(Set<Kind> kinds, boolean fromS3, boolean pdf) {
    /** Kinds of blocks that some models cannot read. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT
    }

    private static final String LISTED =
            "models.dev, input of each model, as of 2026-11-20; Bedrock, \"Supported models and"
                    + " model features\": document chat";
    private static final String S3 =
            "sources in S3: Nova only (strands-agents/harness-sdk#1744, #3610, #3647,"
                    + " aws-sdk-js-v3#7732)";

    private static final MediaInputs ALL = of(EnumSet.allOf(Kind.class)).withS3();
    private static final MediaInputs TEXT = of(Set.of(Kind.DOCUMENT));
    private static final MediaInputs NOTHING = of(EnumSet.noneOf(Kind.class));
    private static final MediaInputs IMAGES_ONLY = of(Set.of(Kind.IMAGE));
    private static final String NO_DOCUMENTS =
            LISTED + "; \"This model doesn't support documents.\" for Kimi, GLM 5 and Grok";
    private static final MediaInputs IMAGES = of(Set.of(Kind.DOCUMENT, Kind.IMAGE));

    static final RuleTable<MediaInputs> TABLE =
            RuleTable.of("media inputs", ALL, "not known: nothing is refused before it is sent")
                    .with(
                            Models.of(
                                    TITAN,
                                    LLAMA,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    QWEN,
                                    PALMYRA,
                                    MINIMAX,
                                    NEMOTRON),
                            TEXT,
                            LISTED)
                    .with(Models.of(GEMMA), IMAGES, LISTED)
                    .with(Models.of(KIMI, GLM), NOTHING, NO_DOCUMENTS)
                    .with(Models.of(KIMI).from(2, 5), IMAGES_ONLY, NO_DOCUMENTS)
                    .with(Models.of(GROK), IMAGES_ONLY, NO_DOCUMENTS)
                    .with(
                            Models.of(GPT),
                            of(EnumSet.allOf(Kind.class)),
                            "models of other servers have inputs of their own")
                    .with(Models.of(GPT).named("gpt").from(5, 0), IMAGES, LISTED)
                    .with(Models.of(MISTRAL), of(EnumSet.allOf(Kind.class)), LISTED)
                    .with(
                            Models.of(MISTRAL).named("7b", "8x7b", "2402", "2407", "devstral"),
                            TEXT,
                            LISTED)
                    .with(Models.of(LLAMA).named("11b", "90b").from(3, 2), IMAGES, LISTED)
                    .with(Models.of(LLAMA).from(4, 0), IMAGES, LISTED)
                    .with(Models.of(QWEN).named("vl"), of(EnumSet.allOf(Kind.class)), LISTED)
                    .with(Models.of(QWEN).from(3, 5), of(EnumSet.allOf(Kind.class)), LISTED)
                    .with(Models.of(NEMOTRON).named("12b", "vl"), IMAGES, LISTED)
                    .with(
                            Models.of(GPT).named("gpt").from(6, 2),
                            new MediaInputs(IMAGES.kinds(), false, false),
                            "amazon-bedrock-client-for-mac 2.0.5: GPT-6.2 reads no PDF")
                    .with(
                            Models.of(NOVA),
                            of(Set.of(Kind.DOCUMENT, Kind.IMAGE, Kind.VIDEO)).withS3(),
                            LISTED + "; " + S3)
                    .with(Models.of(NOVA).named("micro"), TEXT.withS3(), LISTED)
                    .with(Models.of(NOVA_2), ALL, LISTED + "; " + S3)
                    .with(
                            Models.of(NOVA_2).named("lite"),
                            of(Set.of(Kind.DOCUMENT, Kind.IMAGE, Kind.VIDEO)).withS3(),
                            "Nova 2, model card of Lite: text, image, video; Pro and Omni also"
                                    + " speech")
                    .with(Models.CLAUDE, TEXT, LISTED + "; " + S3)
                    .with(Models.CLAUDE.from(3, 0), IMAGES, LISTED + "; " + S3);

    public MediaInputs {
        kinds = Set.copyOf(kinds);
    }

    /** Returns the inputs of a model. */
    public static MediaInputs of(ModelName model) {
        return TABLE.of(model);
    }

    private static MediaInputs of(Set<Kind> kinds) {
        return new MediaInputs(kinds, false, true);
    }

    private MediaInputs withS3() {
        return new MediaInputs(kinds, true, pdf);
    }
}
