package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import java.util.Set;

/**
 * What a model accepts in tool results.
 *
 * @param media what a result may contain besides text and JSON
 * @param alone whether a message with results must contain nothing else
 * @param status whether a result may have a status
 */
public record ToolResultRules(Set<Media> media, boolean alone, boolean status) {
    /** Kinds of blocks that only some models accept inside a result; no model accepts audio. */
    public enum Media {
        IMAGE,
        /** Plain text. */
        TEXT_DOCUMENT,
        DOCUMENT,
        VIDEO,
        AUDIO
    }

    private static final String VERIFIED = "pydantic-ai, verified in us-east-1 on 2026-07-03";

    private static final String LIVE =
            "anomalyco/opencode#49443, live calls in us-east-1 on 2026-09-17";

    private static final ToolResultRules NO_MEDIA = new ToolResultRules(Set.of(), false, true);

    static final RuleTable<ToolResultRules> TABLE =
            RuleTable.of(
                            "tool results",
                            NO_MEDIA,
                            "Bedrock, ToolResultContentBlock: images only for Nova and Claude; "
                                    + LIVE)
                    .with(
                            Models.of(
                                    TITAN,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    GPT,
                                    KIMI,
                                    GLM,
                                    GROK,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            NO_MEDIA,
                            LIVE
                                    + ": \"This model doesn't support the image field for user"
                                    + " messages\"")
                    .with(
                            Models.CLAUDE,
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT),
                                    false,
                                    true),
                            "recorded: images and documents in results, no video; " + LIVE)
                    .with(
                            Models.of(NOVA, NOVA_2),
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT), false, true),
                            "recorded: images for Nova 2, no video; "
                                    + LIVE
                                    + "; "
                                    + VERIFIED
                                    + ": no binary documents")
                    .with(
                            Models.of(LLAMA),
                            new ToolResultRules(
                                    Set.of(Media.TEXT_DOCUMENT, Media.DOCUMENT), true, true),
                            VERIFIED
                                    + ": documents; results only by themselves"
                                    + " (pydantic/pydantic-ai#6081)")
                    .with(
                            Models.of(LLAMA).from(4, 0),
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT),
                                    true,
                                    true),
                            "recorded: images for Llama 4; " + LIVE)
                    .with(
                            Models.of(MISTRAL),
                            new ToolResultRules(
                                    Set.of(Media.TEXT_DOCUMENT, Media.DOCUMENT), true, true),
                            VERIFIED
                                    + ": documents but no images; recorded: a document for Pixtral;"
                                    + " results only by themselves (pydantic/pydantic-ai#6081)")
                    .with(Models.of(QWEN), NO_MEDIA, VERIFIED + ": no media")
                    .with(
                            Models.of(PALMYRA),
                            new ToolResultRules(Set.of(), false, false),
                            VERIFIED + ": no status");
}
