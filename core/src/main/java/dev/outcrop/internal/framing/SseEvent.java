package dev.outcrop.internal.framing;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param name what its {@code event} line says, or null where it has none
 * @param data its {@code data} lines, with a line feed between them
 */
public record SseEvent(@Nullable String name, String data) {}
