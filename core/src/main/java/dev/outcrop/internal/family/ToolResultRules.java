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

    private static final ToolResultRules IMAGES =
            new ToolResultRules(Set.of(Media.IMAGE), false, true);

    static final RuleTable<ToolResultRules> TABLE =
            RuleTable.of("tool results", IMAGES, "recorded: a video is refused by Claude and Nova 2")
                    .with(Models.of(TITAN, COHERE_COMMAND, COHERE_COMMAND_R, JAMBA, DEEPSEEK, GPT_OSS, GPT, KIMI, GLM, GROK, GEMMA, MINIMAX, NEMOTRON), IMAGES, "recorded: a video is refused by Claude and Nova 2")
                    .with(
                            Models.CLAUDE,
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT),
                                    false,
                                    true),
                            "recorded: images and documents in results")
                    .with(
                            Models.of(NOVA, NOVA_2),
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT), false, true),
                            "recorded: images for Nova 2; " + VERIFIED + ": no binary documents")
                    .with(
                            Models.of(LLAMA),
                            new ToolResultRules(
                                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT),
                                    true,
                                    true),
                            "recorded: images for Llama 4; results only by themselves"
                                    + " (pydantic/pydantic-ai#6081)")
                    .with(
                            Models.of(MISTRAL),
                            new ToolResultRules(
                                    Set.of(Media.TEXT_DOCUMENT, Media.DOCUMENT), true, true),
                            VERIFIED
                                    + ": documents but no images; recorded: a document for Pixtral;"
                                    + " results only by themselves (pydantic/pydantic-ai#6081)")
                    .with(
                            Models.of(QWEN),
                            new ToolResultRules(Set.of(), false, true),
                            VERIFIED + ": no media")
                    .with(
                            Models.of(PALMYRA),
                            new ToolResultRules(Set.of(), false, false),
                            VERIFIED + ": no status");
}
