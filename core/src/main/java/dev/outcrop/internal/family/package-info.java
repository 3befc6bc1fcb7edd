/**
 * Differences between model families, as tables: params, tool choice, structured output, prompt
 * caching, history, media. Higher layers apply them. A {@link
 * dev.outcrop.internal.family.RuleTable} holds the rules of one kind, by family and version, each
 * with its evidence.
 */
@NullMarked
package dev.outcrop.internal.family;

import org.jspecify.annotations.NullMarked;
