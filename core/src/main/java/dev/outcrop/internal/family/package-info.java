/**
 * Differences between model families, as tables: params, tool choice, structured output, prompt
 * caching, history, media. Higher layers apply them.
 */
@NullMarked
package dev.outcrop.internal.family;

import org.jspecify.annotations.NullMarked;
