package dev.outcrop.internal.family;

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
}
