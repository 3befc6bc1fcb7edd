package dev.outcrop.internal.framing;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param name the value of its {@code event} line, or null if there is none
 * @param data its {@code data} lines, joined by line feeds
 */
public record SseEvent(@Nullable String name, String data) {}
